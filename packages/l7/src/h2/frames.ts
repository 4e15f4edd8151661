/** The numbers of HTTP/2 (RFC 9113) and the frames that are written from them. */
import type { HpackOutput } from './hpack/encoder.ts'

/** What a client sends first (RFC 9113 §3.4). */
export const connectionPreface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'

/** RFC 9113 §6. */
export const frameTypes = {
  data: 0,
  headers: 1,
  priority: 2,
  resetStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const

/** RFC 9113 §6; `ack` (SETTINGS, PING) and `endStream` (DATA, HEADERS) are one bit. */
export const flags = { none: 0, ack: 0x1, endStream: 0x1, endHeaders: 0x4, padded: 0x8, priority: 0x20 } as const

/** RFC 9113 §7. */
export const errorCodes = {
  noError: 0x0,
  protocolError: 0x1,
  internalError: 0x2,
  flowControlError: 0x3,
  settingsTimeout: 0x4,
  streamClosed: 0x5,
  frameSizeError: 0x6,
  refusedStream: 0x7,
  cancel: 0x8,
  compressionError: 0x9,
  connectError: 0xa,
  enhanceYourCalm: 0xb,
  inadequateSecurity: 0xc,
  http11Required: 0xd,
} as const

/** RFC 9113 §6.5.2, RFC 8441 §3 and RFC 9218 §2.1. */
export const settingIds = {
  headerTableSize: 1,
  enablePush: 2,
  maxConcurrentStreams: 3,
  initialWindowSize: 4,
  maxFrameSize: 5,
  maxHeaderListSize: 6,
  enableConnectProtocol: 8,
  noRfc7540Priorities: 9,
} as const

/** What holds until a setting says otherwise (RFC 9113 §6.5.2, §6.9.2). */
export const defaults = { windowBytes: 65_535, maxFrameBytes: 16_384, headerTableBytes: 4096 } as const

export const frameHeaderBytes = 9
/** What SETTINGS_MAX_FRAME_SIZE may say at most; at least it is the default. */
export const largestFrameBytes = 16_777_215
/** What a window may come to (RFC 9113 §6.9.1). */
export const largestWindowBytes = 0x7fff_ffff
export const largestStreamId = 0x7fff_ffff

/**
 * The error code for a setting with a value that it must not have; 0 for one that is fine or unknown, which is passed over
 * (RFC 9113 §6.5.2).
 */
export function checkSetting(id: number, value: number): number {
  switch (id) {
    case settingIds.enablePush:
    case settingIds.enableConnectProtocol:
    case settingIds.noRfc7540Priorities:
      return value > 1 ? errorCodes.protocolError : 0
    case settingIds.initialWindowSize:
      return value > largestWindowBytes ? errorCodes.flowControlError : 0
    case settingIds.maxFrameSize:
      return value < defaults.maxFrameBytes || value > largestFrameBytes ? errorCodes.protocolError : 0
    default:
      return 0
  }
}

// Each writer needs room at `at` for its whole frame, and returns the offset behind it.

/** The 9 octets in front of a payload (RFC 9113 §4.1). */
export function frameHeader(
  out: Uint8Array,
  at: number,
  length: number,
  type: number,
  flagBits: number,
  streamId: number,
): number {
  out[at] = length >>> 16
  out[at + 1] = length >>> 8
  out[at + 2] = length
  out[at + 3] = type
  out[at + 4] = flagBits
  return writeUint32(out, at + 5, streamId)
}

/** SETTINGS of pairs: 6 bytes each and the header. */
export function writeSettings(out: Uint8Array, at: number, settings: readonly (readonly [number, number])[]): number {
  let to = frameHeader(out, at, settings.length * 6, frameTypes.settings, flags.none, 0)
  for (const [id, value] of settings) {
    out[to] = id >>> 8
    out[to + 1] = id
    to = writeUint32(out, to + 2, value)
  }
  return to
}

/** 9 bytes. */
export function writeSettingsAck(out: Uint8Array, at: number): number {
  return frameHeader(out, at, 0, frameTypes.settings, flags.ack, 0)
}

/** 17 bytes; the 8 octets of the PING stand at `bytes[start]`. */
export function writePingAck(out: Uint8Array, at: number, bytes: Uint8Array, start: number): number {
  const to = frameHeader(out, at, 8, frameTypes.ping, flags.ack, 0)
  for (let index = 0; index < 8; index++) out[to + index] = bytes[start + index]!
  return to + 8
}

/** 17 bytes. */
export function writePing(out: Uint8Array, at: number): number {
  const to = frameHeader(out, at, 8, frameTypes.ping, flags.none, 0)
  out.fill(0, to, to + 8)
  return to + 8
}

/** 13 bytes. */
export function writeResetStream(out: Uint8Array, at: number, streamId: number, errorCode: number): number {
  return writeUint32(out, frameHeader(out, at, 4, frameTypes.resetStream, flags.none, streamId), errorCode)
}

/** 17 bytes; without debug data. */
export function writeGoAway(out: Uint8Array, at: number, lastStreamId: number, errorCode: number): number {
  const to = frameHeader(out, at, 8, frameTypes.goAway, flags.none, 0)
  return writeUint32(out, writeUint32(out, to, lastStreamId), errorCode)
}

/** 13 bytes; stream 0 is the connection. */
export function writeWindowUpdate(out: Uint8Array, at: number, streamId: number, increment: number): number {
  return writeUint32(out, frameHeader(out, at, 4, frameTypes.windowUpdate, flags.none, streamId), increment)
}

/**
 * Frames a header block that was encoded to `output` from `at + 9` on: a HEADERS frame, and CONTINUATION frames for
 * what is more than `maxFrameBytes`. `flagBits` may hold `endStream`.
 *
 *   at = output.at → at += 9 → begin, fields → writeHeaderFrames(output, at, …) → output.at behind the last frame
 */
export function writeHeaderFrames(
  output: HpackOutput,
  at: number,
  streamId: number,
  flagBits: number,
  maxFrameBytes: number,
): void {
  const length = output.at - at - frameHeaderBytes
  if (length <= maxFrameBytes) {
    frameHeader(output.bytes, at, length, frameTypes.headers, flagBits | flags.endHeaders, streamId)
    return
  }
  const continuations = Math.ceil(length / maxFrameBytes) - 1
  output.reserve(continuations * frameHeaderBytes)
  const { bytes } = output
  // From the last piece on, each moves behind the headers in front of it.
  for (let index = continuations; index > 0; index--) {
    const from = at + frameHeaderBytes + index * maxFrameBytes
    const size = Math.min(maxFrameBytes, length - index * maxFrameBytes)
    const to = from + (index - 1) * frameHeaderBytes
    bytes.copyWithin(to + frameHeaderBytes, from, from + size)
    const bits = index === continuations ? flags.endHeaders : flags.none
    frameHeader(bytes, to, size, frameTypes.continuation, bits, streamId)
  }
  frameHeader(bytes, at, maxFrameBytes, frameTypes.headers, flagBits, streamId)
  output.at += continuations * frameHeaderBytes
}

function writeUint32(out: Uint8Array, at: number, value: number): number {
  out[at] = value >>> 24
  out[at + 1] = value >>> 16
  out[at + 2] = value >>> 8
  out[at + 3] = value
  return at + 4
}
