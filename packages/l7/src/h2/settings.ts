import type { FrameLimits } from './frame-sink.ts'
import { defaults, settingIds } from './frames.ts'

/** `tune.h2…` of section `global`, as far as clients are concerned. */
export interface Http2Options {
  readonly headerTableBytes: number
  /** Towards clients and servers; 0 for what the protocol presumes. */
  readonly windowBytes: number
  /** Towards clients and servers; 0 for no limit. */
  readonly maxStreams: number
  /** The same towards clients alone: null for what is said of both. */
  readonly clientWindowBytes: number | null
  readonly clientMaxStreams: number | null
  /** And towards servers. */
  readonly serverWindowBytes: number | null
  readonly serverMaxStreams: number | null
  readonly serverGlitchesThreshold: number
  /** Null for as much as a buffer holds. */
  readonly maxFrameBytes: number | null
  /** 0 for no limit, here and below. */
  readonly glitchesThreshold: number
  readonly maxTotalStreams: number
  readonly maxFramesAtOnce: number
  readonly maxResetsAtOnce: number
  /** `tune.h2.log-errors`: whose faults make a line in the log. */
  readonly loggedErrors: 'none' | 'connection' | 'stream'
  /** `h2-workaround-bogus-websocket-clients`: clients are not told that a stream may become a WebSocket. */
  readonly hidesWebSockets: boolean
}

export const defaultHttp2Options: Http2Options = {
  headerTableBytes: defaults.headerTableBytes,
  windowBytes: 0,
  maxStreams: 100,
  clientWindowBytes: null,
  clientMaxStreams: null,
  serverWindowBytes: null,
  serverMaxStreams: null,
  serverGlitchesThreshold: 0,
  maxFrameBytes: null,
  glitchesThreshold: 0,
  maxTotalStreams: 0,
  maxFramesAtOnce: 0,
  maxResetsAtOnce: 0,
  loggedErrors: 'stream',
  hidesWebSockets: false,
}

/** The same as the connections of one thread use it. */
export interface Http2Settings {
  readonly headerTableBytes: number
  readonly windowBytes: number
  /** Infinite where nothing limits them. */
  readonly maxStreams: number
  /** After how many streams in all the client is told to leave. */
  readonly maxTotalStreams: number
  readonly glitchesThreshold: number
  readonly logsConnectionErrors: boolean
  readonly logsStreamErrors: boolean
  readonly frameLimits: FrameLimits
  /** What the first SETTINGS frame says: what differs from what the protocol presumes. */
  readonly settings: readonly (readonly [number, number])[]
}

/** A header block may come in that many CONTINUATION frames. */
const maxContinuations = 16
const maxBlockBytes = 65_536
/** Identifiers end where odd numbers of 31 bits do (RFC 9113 §5.1.1). */
const mostStreams = 0x4000_0000

/** `bufferBytes` is the size of a buffer: no larger frame is taken, unless the protocol wants it. */
export function createHttp2Settings(options: Http2Options, bufferBytes: number): Http2Settings {
  const { headerTableBytes, maxFramesAtOnce, maxResetsAtOnce } = options
  const windowBytes = (options.clientWindowBytes ?? options.windowBytes) || defaults.windowBytes
  const streamLimit = options.clientMaxStreams ?? options.maxStreams
  const maxStreams = streamLimit === 0 ? Number.POSITIVE_INFINITY : streamLimit
  const maxFrameBytes = Math.max(defaults.maxFrameBytes, Math.min(options.maxFrameBytes ?? bufferBytes, bufferBytes))
  const settings: [number, number][] = []
  if (!options.hidesWebSockets) settings.push([settingIds.enableConnectProtocol, 1])
  if (headerTableBytes !== defaults.headerTableBytes) settings.push([settingIds.headerTableSize, headerTableBytes])
  if (windowBytes !== defaults.windowBytes) settings.push([settingIds.initialWindowSize, windowBytes])
  if (streamLimit !== 0) settings.push([settingIds.maxConcurrentStreams, streamLimit])
  if (maxFrameBytes !== defaults.maxFrameBytes) settings.push([settingIds.maxFrameSize, maxFrameBytes])
  return {
    headerTableBytes,
    windowBytes,
    maxStreams,
    maxTotalStreams: options.maxTotalStreams || mostStreams,
    glitchesThreshold: options.glitchesThreshold,
    logsConnectionErrors: options.loggedErrors !== 'none',
    logsStreamErrors: options.loggedErrors === 'stream',
    settings,
    frameLimits: { maxFrameBytes, maxBlockBytes, maxContinuations, maxFramesAtOnce, maxResetsAtOnce },
  }
}
