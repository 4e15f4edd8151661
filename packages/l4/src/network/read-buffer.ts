/** Room for one read. As long as a write of its bytes is under way it may not be read into again. */
export class ReadBuffer {
  readonly bytes: Uint8Array
  /** The same memory, for writing text into it. */
  readonly text: Buffer
  /** Writes under way that refer to the bytes. */
  writes = 0
  /** True while a connection reads into it. */
  isInUse = false

  constructor(sizeBytes: number) {
    const memory = new ArrayBuffer(sizeBytes)
    this.bytes = new Uint8Array(memory)
    this.text = Buffer.from(memory)
  }
}

/** Read buffers to use again, so that a busy connection allocates nothing. */
export class ReadBufferPool {
  readonly #sizeBytes: number
  readonly #limit: number
  readonly #free: ReadBuffer[] = []

  constructor(sizeBytes: number, limit: number) {
    this.#sizeBytes = sizeBytes
    this.#limit = limit
  }

  take(): ReadBuffer {
    const buffer = this.#free.pop() ?? new ReadBuffer(this.#sizeBytes)
    buffer.isInUse = true
    return buffer
  }

  /** The reader is through with it; it is free once its writes are, too. */
  leave(buffer: ReadBuffer): void {
    buffer.isInUse = false
    if (buffer.writes === 0 && this.#free.length < this.#limit) this.#free.push(buffer)
  }

  /** A write that referred to it has ended. */
  writeEnded(buffer: ReadBuffer): void {
    buffer.writes--
    if (!buffer.isInUse) this.leave(buffer)
  }
}
