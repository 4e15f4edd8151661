import { connectionPreface } from './frames.ts'

/** Looks for the connection preface of a client at the front of what it sends (RFC 9113 §3.4), over any split of it. */
export class PrefaceReader {
  #taken = 0

  /** The 24 octets were all there. */
  get isComplete(): boolean {
    return this.#taken === connectionPreface.length
  }

  /** Octets that fitted so far. */
  get takenBytes(): number {
    return this.#taken
  }

  /** Returns the offset behind what belongs to the preface, or -1 where the bytes differ from it. */
  push(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    for (; at < end && this.#taken < connectionPreface.length; at++) {
      if (bytes[at] !== connectionPreface.charCodeAt(this.#taken)) return -1
      this.#taken++
    }
    return at
  }
}
