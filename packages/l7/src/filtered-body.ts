/** Bodies on their way through filters. */
import type { DataSink } from '@weir/l4'
import { chunkSizeLine } from './h1/chunked.ts'
import type { HttpEngine } from './http-engine.ts'

/** The end of a row of filters. */
export interface FramedBody {
  readonly http: HttpEngine
  /** Whether chunks go out, or content as it is (RFC 9112 §7.1). */
  readonly isChunked: boolean
  /** Lines to be sent behind the last chunk. */
  trailers(): string
  /** Sends bytes that are the caller's again after the call; false when there is no room for more. */
  send(bytes: Uint8Array): boolean
  /** Told of every piece of content. */
  count(bytes: number): void
  /** The body is out. */
  end(): void
}

/** Frames what filters have left of a body, and sends it. */
export class FramedSink implements DataSink {
  readonly #body: FramedBody

  constructor(body: FramedBody) {
    this.#body = body
  }

  write(data: Uint8Array, isLast: boolean): boolean {
    const body = this.#body
    const isRoom = body.isChunked ? this.#writeChunk(data, isLast) : data.length === 0 || body.send(data)
    body.count(data.length)
    if (isLast) body.end()
    return isRoom
  }

  //   scratch:  [size line, right-aligned][data][CRLF][0 CRLF trailers CRLF]
  //                                       ^ 16
  #writeChunk(data: Uint8Array, isLast: boolean): boolean {
    const body = this.#body
    const tail = isLast ? `0\r\n${body.trailers()}\r\n` : ''
    const out = body.http.scratchOf(data.length + tail.length + 32)
    let from = 16
    let to = 16
    if (data.length > 0) {
      // The data may lie in the same scratch buffer: it is moved before anything is written around it.
      out.set(data, 16)
      const line = chunkSizeLine(data.length)
      from -= line.length
      out.latin1Write(line, from)
      to += data.length
      out[to++] = 13
      out[to++] = 10
    }
    if (isLast) to += out.latin1Write(tail, to)
    return from === to || body.send(out.subarray(from, to))
  }
}
