import type { HttpEngine } from '../http-engine.ts'
import type { Message } from '../message.ts'
import { ChunkedDecoder, chunkSizeLine } from './chunked.ts'

const kinds = { none: 0, length: 1, chunked: 2, untilClose: 3 } as const

/**
 * Follows a body through the bytes of a connection, however they are cut (RFC 9112 §6). `read` leaves what is to be
 * sent on in `data`, framed for the other side: chunks are put together anew, so that nothing of the sender's framing
 * gets through.
 */
export class BodyReader {
  readonly #http: HttpEngine
  #kind: number = kinds.none
  #remaining = 0
  #decoder: ChunkedDecoder | null = null
  /** What the last `read` gives to send on; a view, valid until the next read of any body on this thread. */
  data: Uint8Array = empty
  /** Bytes of content in it as byte counters see them: without the framing of chunks. */
  contentBytes = 0
  isDone = true
  hasFailed = false
  /** Whether trailers are left out. */
  dropsTrailers = false
  /** Whether the end of chunks counts among `contentBytes`: it is something that was received. */
  countsEnd = true
  /** False: `data` is bare content, for filters; whoever sends it on frames it and its `trailers`. */
  framesChunks = true
  /** Lines behind the last chunk, once `isDone`. */
  trailers = ''

  constructor(http: HttpEngine) {
    this.#http = http
  }

  get isUntilClose(): boolean {
    return this.#kind === kinds.untilClose
  }

  get isChunked(): boolean {
    return this.#kind === kinds.chunked
  }

  /** No body at all. */
  beginNone(): void {
    this.#begin()
    this.#kind = kinds.none
    this.isDone = true
  }

  #begin(): void {
    this.isDone = false
    this.hasFailed = false
    this.framesChunks = true
    this.trailers = ''
  }

  /** The body that a request announces. */
  beginRequest(message: Message): void {
    if (message.isChunked) this.#beginChunked()
    else if (message.contentLength > 0) this.#beginLength(message.contentLength)
    else this.beginNone()
  }

  /** The body that a response announces, unless its request or status forbids one. */
  beginResponse(message: Message): void {
    if (message.isChunked) this.#beginChunked()
    else if (message.contentLength >= 0) {
      if (message.contentLength === 0) this.beginNone()
      else this.#beginLength(message.contentLength)
    } else {
      this.#begin()
      this.#kind = kinds.untilClose
    }
  }

  #beginLength(length: number): void {
    this.#begin()
    this.#kind = kinds.length
    this.#remaining = length
  }

  #beginChunked(): void {
    this.#begin()
    this.#kind = kinds.chunked
    this.#decoder ??= new ChunkedDecoder()
    this.#decoder.reset()
  }

  /** Whether chunks in `bytes[start … end)`, the first of the body, are malformed. Reads nothing. */
  isBroken(bytes: Uint8Array, start: number, end: number): boolean {
    if (this.#kind !== kinds.chunked || start === end) return false
    const { chunkProbe } = this.#http
    chunkProbe.reset()
    chunkProbe.decode(bytes, start, end, null, 0)
    return chunkProbe.hasFailed
  }

  /** Takes what belongs to the body from `bytes[start … end)` and returns the offset of what does not. */
  read(bytes: Uint8Array, start: number, end: number): number {
    this.contentBytes = 0
    if (this.isDone || start === end) {
      this.data = empty
      return start
    }
    if (this.#kind === kinds.chunked) return this.#readChunked(bytes, start, end)
    let stop = end
    if (this.#kind === kinds.length) {
      const length = Math.min(this.#remaining, end - start)
      this.#remaining -= length
      this.isDone = this.#remaining === 0
      stop = start + length
    }
    this.contentBytes = stop - start
    this.data = bytes.subarray(start, stop)
    return stop
  }

  /** The sender has closed: true when that ends the body in order. */
  end(): boolean {
    if (this.#kind !== kinds.untilClose) return this.isDone
    this.isDone = true
    return true
  }

  //   scratch:  [size line, right-aligned][data][CRLF][0 CRLF trailers CRLF]
  //                                       ^ 16
  #readChunked(bytes: Uint8Array, start: number, end: number): number {
    const decoder = this.#decoder!
    const out = this.#http.scratchOf(end - start + 64)
    const at = decoder.decode(bytes, start, end, out, 16)
    const length = decoder.produced
    let from = 16
    let to = 16 + length
    this.contentBytes = length
    if (length > 0 && this.framesChunks) {
      const line = chunkSizeLine(length)
      from -= line.length
      out.latin1Write(line, from)
      out[to++] = 13
      out[to++] = 10
    }
    if (decoder.hasFailed) {
      this.hasFailed = true
      this.data = empty
      return at
    }
    if (!decoder.isDone) {
      this.data = from === to ? empty : out.subarray(from, to)
      return at
    }
    this.isDone = true
    if (this.countsEnd || decoder.trailers !== '') this.contentBytes += 1 + countedTrailerBytes(decoder.trailers)
    if (!this.dropsTrailers) this.trailers = decoder.trailers
    if (!this.framesChunks) {
      this.data = out.subarray(from, to)
      return at
    }
    const tail = this.dropsTrailers ? '0\r\n\r\n' : `0\r\n${decoder.trailers}\r\n`
    const whole = this.#http.scratchOf(to + tail.length)
    if (whole !== out) out.copy(whole, 0, 0, to)
    to += whole.latin1Write(tail, to)
    this.data = whole.subarray(from, to)
    return at
  }
}

const empty = new Uint8Array(0)

/** As heads are counted (see `Message.countedBytes`): the names and values of trailers; one byte more ends a body. */
function countedTrailerBytes(trailers: string): number {
  let framing = 0
  for (let at = trailers.indexOf('\r\n'); at >= 0; at = trailers.indexOf('\r\n', at + 2)) framing += ': \r\n'.length
  return trailers.length - framing
}
