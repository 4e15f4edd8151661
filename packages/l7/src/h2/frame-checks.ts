import { errorCodes, flags, frameTypes } from './frames.ts'

/** Why a connection cannot go on. */
export interface FrameFault {
  readonly errorCode: number
  readonly reason: string
}

const { protocolError, frameSizeError } = errorCodes

const faults = {
  stream: { errorCode: protocolError, reason: 'not the number of a stream' },
  connection: { errorCode: protocolError, reason: 'frame of the connection on a stream' },
  length: { errorCode: frameSizeError, reason: 'frame of wrong length' },
  push: { errorCode: protocolError, reason: 'PUSH_PROMISE' },
  continuation: { errorCode: protocolError, reason: 'CONTINUATION outside a header block' },
} as const

/** What a frame's header alone tells outside of a header block (RFC 9113 §4.2, §5.1.1, §6); null when all is well. */
export function checkFrame(type: number, flagBits: number, streamId: number, length: number): FrameFault | null {
  // Streams have odd numbers, since only clients open any where nothing is pushed.
  const isStream = (streamId & 1) === 1
  switch (type) {
    case frameTypes.data: {
      if (!isStream) return faults.stream
      const isShort = length === 0 && (flagBits & flags.padded) !== 0
      return isShort ? faults.length : null
    }
    case frameTypes.headers:
      return isStream ? null : faults.stream
    case frameTypes.priority:
      // Of any stream, and of a wrong length it is an error of the stream alone (§6.3).
      return streamId === 0 ? faults.stream : null
    case frameTypes.resetStream:
      if (!isStream) return faults.stream
      return length === 4 ? null : faults.length
    case frameTypes.settings: {
      if (streamId !== 0) return faults.connection
      const isWhole = (flagBits & flags.ack) !== 0 ? length === 0 : length % 6 === 0
      return isWhole ? null : faults.length
    }
    case frameTypes.pushPromise:
      // Clients must not push (§8.4), nor may a server to whom ENABLE_PUSH says 0.
      return faults.push
    case frameTypes.ping:
      if (streamId !== 0) return faults.connection
      return length === 8 ? null : faults.length
    case frameTypes.goAway:
      if (streamId !== 0) return faults.connection
      return length >= 8 ? null : faults.length
    case frameTypes.windowUpdate:
      if (streamId !== 0 && !isStream) return faults.stream
      return length === 4 ? null : faults.length
    case frameTypes.continuation:
      return faults.continuation
    default:
      return null
  }
}
