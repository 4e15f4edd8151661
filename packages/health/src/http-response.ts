import { type CheckAnswer, ChunkedDecoder, HeadParser, incomplete, Message, refused } from '@weir/l7'
import { decodeBytes } from './check-step.ts'

/** The answer to an HTTP check, as far as it is there. */
export interface HttpResponse {
  readonly status: number
  readonly reason: string
  readonly message: Message
  /** The body so far, without framing, as a byte string. */
  readonly body: string
  readonly isComplete: boolean
}

/** Reads one response from the bytes that have come; interim responses (1xx) are passed over. */
export class HttpResponseReader {
  readonly #message = new Message()
  #headEnd = 0
  #answer: CheckAnswer | null = null

  /** What `read` last gave, for fetches. */
  get answer(): CheckAnswer | null {
    return this.#answer
  }

  reset(): void {
    this.#headEnd = 0
    this.#answer = null
  }

  /** Null while the head is incomplete, `invalid` when it cannot be one. */
  read(bytes: Uint8Array, hasEnded: boolean): HttpResponse | null | 'invalid' {
    while (this.#headEnd === 0 || (this.#message.status < 200 && this.#message.status !== 101)) {
      const result = parser().parseResponse(bytes, this.#headEnd, bytes.length, this.#message)
      if (result === refused) return 'invalid'
      if (result === incomplete) return hasEnded && bytes.length > 0 ? 'invalid' : null
      this.#headEnd = result
    }
    const message = this.#message
    const rest = bytes.subarray(this.#headEnd)
    const { body, isComplete } = readBody(message, rest, hasEnded)
    this.#answer = { message, body }
    return { status: message.status, reason: message.reason, message, body: decodeBytes(body), isComplete }
  }
}

let sharedParser: HeadParser | null = null

function parser(): HeadParser {
  sharedParser ??= new HeadParser()
  return sharedParser
}

function readBody(message: Message, rest: Uint8Array, hasEnded: boolean): { body: Uint8Array; isComplete: boolean } {
  if (message.status === 204 || message.status === 304) return { body: rest.subarray(0, 0), isComplete: true }
  if (message.isChunked) {
    const decoder = new ChunkedDecoder()
    const out = new Uint8Array(rest.length)
    decoder.decode(rest, 0, rest.length, out, 0)
    return { body: out.subarray(0, decoder.produced), isComplete: decoder.isDone || decoder.hasFailed || hasEnded }
  }
  if (message.contentLength < 0) return { body: rest, isComplete: hasEnded }
  const body = rest.subarray(0, message.contentLength)
  return { body, isComplete: body.length === message.contentLength || hasEnded }
}
