import type { Binding, RequestWrap } from './binding.ts'
import { type ReadBuffer, ReadBufferPool } from './read-buffer.ts'

/** Bytes read at once: what libuv itself suggests. */
export const readSizeBytes = 65536

/** Whoever has writes under way. */
interface Writer {
  onWritten(status: number): void
}

/** A write under way, with what has to be let go when it ends. */
export interface PendingWrite extends RequestWrap {
  writer: Writer
  buffer: ReadBuffer | null
}

/** What the connections of one thread share. */
export class HandleThread {
  readonly binding: Binding
  readonly onSinkError: (error: unknown) => void
  readonly sharedBytes = new Uint8Array(readSizeBytes)
  readonly pool = new ReadBufferPool(readSizeBytes, 64)
  /** The buffer whose bytes are being delivered, when writes may refer to it. */
  lendable: ReadBuffer | null = null
  scratch: ReadBuffer
  /** A request object that the last write, being done at once, did not need. */
  #spare: PendingWrite | null = null
  readonly #onWritten: RequestWrap['oncomplete']

  constructor(binding: Binding, onSinkError: (error: unknown) => void) {
    this.binding = binding
    this.onSinkError = onSinkError
    this.scratch = this.pool.take()
    const { pool } = this
    this.#onWritten = function (this: PendingWrite, status: number): void {
      const { writer, buffer } = this
      if (buffer !== null) pool.writeEnded(buffer)
      writer.onWritten(status)
    } as RequestWrap['oncomplete']
  }

  request(writer: Writer): PendingWrite {
    const request = this.#spare ?? (new this.binding.Write() as PendingWrite)
    this.#spare = null
    request.oncomplete = this.#onWritten
    request.writer = writer
    request.buffer = null
    return request
  }

  /** Takes a request back that was not needed after all. */
  giveBack(request: PendingWrite): void {
    this.#spare = request
  }
}
