import type { FrameLimits } from './frame-sink.ts'
import { defaults, settingIds } from './frames.ts'

/** `tune.h2…` of section `global`, as far as clients are concerned; null for what is not set. */
export interface Http2Options {
  readonly headerTableBytes: number
  readonly windowBytes: number
  readonly maxStreams: number
  readonly maxFrameBytes: number
  /** 0 for no limit. */
  readonly glitchesThreshold: number
  readonly maxTotalStreams: number
}

export const defaultHttp2Options: Http2Options = {
  headerTableBytes: defaults.headerTableBytes,
  windowBytes: defaults.windowBytes,
  maxStreams: 100,
  maxFrameBytes: defaults.maxFrameBytes,
  glitchesThreshold: 0,
  maxTotalStreams: 0,
}

/** The same as the connections of one thread use it. */
export interface Http2Settings extends Http2Options {
  readonly frameLimits: FrameLimits
  /** What the first SETTINGS frame says: what differs from what the protocol presumes. */
  readonly settings: readonly (readonly [number, number])[]
}

/** A header block may come in that many CONTINUATION frames. */
const maxContinuations = 16
const maxBlockBytes = 65_536

export function createHttp2Settings(options: Http2Options): Http2Settings {
  const settings: [number, number][] = [
    [settingIds.enableConnectProtocol, 1],
    [settingIds.maxConcurrentStreams, options.maxStreams],
  ]
  if (options.headerTableBytes !== defaults.headerTableBytes) {
    settings.push([settingIds.headerTableSize, options.headerTableBytes])
  }
  if (options.windowBytes !== defaults.windowBytes) settings.push([settingIds.initialWindowSize, options.windowBytes])
  if (options.maxFrameBytes !== defaults.maxFrameBytes) {
    settings.push([settingIds.maxFrameSize, options.maxFrameBytes])
  }
  return {
    ...options,
    settings,
    frameLimits: { maxFrameBytes: options.maxFrameBytes, maxBlockBytes, maxContinuations },
  }
}
