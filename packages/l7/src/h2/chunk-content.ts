const states = { size: 0, data: 1, dataEnd: 2, trailers: 3, done: 4 } as const

/** What takes the content of chunks. */
export interface ContentSink {
  /** A view of what was read. */
  content(bytes: Uint8Array): void
  /** Behind the last chunk: lines with their CRLF. */
  contentEnd(trailers: string): void
}

/**
 * Takes the content out of chunks without copying it. Only for chunks that the proxy itself has written: they are well
 * formed, have no extensions, and their lines end with CRLF.
 */
export class ChunkContent {
  readonly #sink: ContentSink
  #state: number = states.size
  #line = ''
  #remaining = 0
  #trailers = ''

  constructor(sink: ContentSink) {
    this.#sink = sink
  }

  /** Reads `bytes`, cut anywhere. */
  push(bytes: Uint8Array): void {
    let at = 0
    while (at < bytes.length && this.#state !== states.done) {
      if (this.#state === states.data) {
        const end = Math.min(bytes.length, at + this.#remaining)
        this.#remaining -= end - at
        if (this.#remaining === 0) this.#state = states.dataEnd
        this.#sink.content(bytes.subarray(at, end))
        at = end
      } else {
        const lineFeed = bytes.indexOf(10, at)
        const end = lineFeed < 0 ? bytes.length : lineFeed + 1
        this.#line += Buffer.from(bytes.buffer, bytes.byteOffset + at, end - at).toString('latin1')
        at = end
        if (lineFeed >= 0) this.#takeLine()
      }
    }
  }

  #takeLine(): void {
    const line = this.#line
    this.#line = ''
    if (this.#state === states.size) {
      this.#remaining = Number.parseInt(line, 16)
      this.#state = this.#remaining === 0 ? states.trailers : states.data
    } else if (this.#state === states.dataEnd) this.#state = states.size
    else if (line !== '\r\n') this.#trailers += line
    else {
      this.#state = states.done
      this.#sink.contentEnd(this.#trailers)
    }
  }
}
