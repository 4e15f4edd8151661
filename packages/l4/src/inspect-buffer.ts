/**
 * Bytes held back while rules look at them or no server is connected. The reader is to be paused when it is full; what
 * one read brings beyond is kept all the same, so it holds at most its size and one read.
 */
export class InspectBuffer {
  readonly sizeBytes: number
  #bytes: Uint8Array = new Uint8Array(0)
  #length = 0
  /** The sender has closed its side: nothing more will come. */
  isEnded = false

  constructor(sizeBytes: number) {
    this.sizeBytes = sizeBytes
  }

  get length(): number {
    return this.#length
  }

  get isFull(): boolean {
    return this.#length >= this.sizeBytes
  }

  /** What is there, valid until the next change. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Copies `chunk`. */
  append(chunk: Uint8Array): void {
    const needed = this.#length + chunk.length
    if (needed > this.#bytes.length) {
      const larger = new Uint8Array(this.#length === 0 ? needed : Math.max(needed, this.sizeBytes))
      larger.set(this.#bytes.subarray(0, this.#length))
      this.#bytes = larger
    }
    this.#bytes.set(chunk, this.#length)
    this.#length = needed
  }

  /** Hands the bytes over and is empty. */
  take(): Uint8Array {
    const bytes = this.bytes
    this.#bytes = new Uint8Array(0)
    this.#length = 0
    return bytes
  }
}
