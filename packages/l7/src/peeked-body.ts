import { ChunkedDecoder } from './h1/chunked.ts'
import { type Message, partBytes } from './message.ts'

/** What is at hand of a body that is being held back, decoded. */
export interface PeekedBody {
  readonly bytes: Uint8Array
  /** Nothing more will come. */
  readonly isWhole: boolean
  /** The buffer holds no more of it. */
  readonly isFull: boolean
  /** Its chunks are broken. */
  readonly hasFailed: boolean
}

const nothing = new Uint8Array(0)

export const noBody: PeekedBody = { bytes: nothing, isWhole: true, isFull: false, hasFailed: false }

/** How much of a body a buffer holds beside its head. */
export function bodyRoomBytes(message: Message, messageBytes: number): number {
  return Math.max(0, messageBytes - message.bufferedBytes - partBytes)
}

/**
 * Looks at a body without taking it. `source` begins with it; `hasEnded` says that its sender has closed. The bytes are a
 * view of `source` where nothing has to be decoded.
 */
export function peekBody(source: Uint8Array, message: Message, roomBytes: number, hasEnded: boolean): PeekedBody {
  if (message.isChunked) {
    const decoder = new ChunkedDecoder()
    const out = new Uint8Array(source.length)
    decoder.decode(source, 0, source.length, out, 0)
    const { produced, isDone, hasFailed } = decoder
    return {
      bytes: out.subarray(0, Math.min(produced, roomBytes)),
      isWhole: isDone || hasEnded,
      isFull: produced >= roomBytes,
      hasFailed,
    }
  }
  const length = message.contentLength < 0 ? source.length : Math.min(message.contentLength, source.length)
  return {
    bytes: source.subarray(0, Math.min(length, roomBytes)),
    isWhole: hasEnded || length === message.contentLength,
    isFull: length >= roomBytes,
    hasFailed: false,
  }
}
