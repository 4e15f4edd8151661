/** Bytes held back while rules look at them: at most the size of a buffer. */
export class InspectBuffer {
  readonly #storage: Uint8Array
  #length = 0
  /** The sender has closed its side: nothing more will come. */
  isEnded = false

  constructor(sizeBytes: number) {
    this.#storage = new Uint8Array(sizeBytes)
  }

  get length(): number {
    return this.#length
  }

  get isFull(): boolean {
    return this.#length === this.#storage.length
  }

  /** What is there, valid until the next change. */
  get bytes(): Uint8Array {
    return this.#storage.subarray(0, this.#length)
  }

  /** Copies what fits and returns how much that was. */
  append(chunk: Uint8Array): number {
    const count = Math.min(chunk.length, this.#storage.length - this.#length)
    this.#storage.set(count === chunk.length ? chunk : chunk.subarray(0, count), this.#length)
    this.#length += count
    return count
  }

  clear(): void {
    this.#length = 0
  }
}
