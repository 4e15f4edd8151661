import type { BodyReader } from './h1/body-reader.ts'

const nothing = new Uint8Array(0)

/**
 * What has come from a client and is not yet read. During an event it is the chunk at hand, which is the network's again
 * afterwards; what is left of it is kept then, in front of the next chunk.
 *
 *   chunk ─▶ take ─▶ bytes[at … end) ─▶ leave ─▶ kept ─▶ take, takeKept
 */
export class RequestInput {
  bytes: Uint8Array = nothing
  at = 0
  end = 0
  /** Between `take` and `leave`. */
  isAtHand = false
  #kept: Uint8Array | null = null

  get hasBytes(): boolean {
    return this.at < this.end
  }

  get hasKept(): boolean {
    return this.#kept !== null
  }

  /** Bytes at hand or kept. */
  get count(): number {
    return this.isAtHand ? this.end - this.at : (this.#kept?.length ?? 0)
  }

  take(chunk: Uint8Array): void {
    const kept = this.#kept
    if (kept === null) this.#use(chunk)
    else this.#use(chunk.length === 0 ? kept : Buffer.concat([kept, chunk]))
    this.isAtHand = true
  }

  /** Puts what was kept at hand outside of an event; `keepRest` ends that. */
  takeKept(): void {
    this.#use(this.#kept ?? nothing)
  }

  #use(bytes: Uint8Array): void {
    this.#kept = null
    this.bytes = bytes
    this.at = 0
    this.end = bytes.length
  }

  leave(): void {
    this.isAtHand = false
    this.keepRest()
  }

  keepRest(): void {
    if (this.at < this.end) this.#kept = Uint8Array.prototype.slice.call(this.bytes, this.at, this.end)
    this.bytes = nothing
  }

  /** Leaves nothing at hand. */
  skip(): void {
    this.at = this.end
  }

  /** Forgets what was kept. */
  drop(): void {
    this.#kept = null
  }

  /** A view, valid until the next change. */
  peek(): Uint8Array {
    return this.isAtHand ? this.bytes.subarray(this.at, this.end) : (this.#kept ?? nothing)
  }

  /** Reads what belongs to `body` from the bytes at hand. */
  read(body: BodyReader): void {
    this.at = body.read(this.bytes, this.at, this.end)
  }

  /** The same, of what is kept where nothing is at hand. */
  drain(body: BodyReader): void {
    if (this.isAtHand) this.read(body)
    else if (this.#kept !== null) {
      const kept = this.#kept
      const at = body.read(kept, 0, kept.length)
      this.#kept = at < kept.length ? kept.subarray(at) : null
    }
  }
}
