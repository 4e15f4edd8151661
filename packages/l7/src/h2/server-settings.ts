import type { FrameLimits } from './frame-sink.ts'
import { defaults, settingIds } from './frames.ts'
import type { Http2Options, Http2Settings } from './settings.ts'

/** `tune.h2…` of section `global` as the connections of one thread to HTTP/2 servers use it. */
export interface Http2ServerSettings {
  readonly windowBytes: number
  /** Infinite where nothing limits them. */
  readonly maxStreams: number
  /** 0 for no limit. */
  readonly glitchesThreshold: number
  readonly frameLimits: FrameLimits
  /** What the first SETTINGS frame says. */
  readonly settings: readonly (readonly [number, number])[]
}

export function createHttp2ServerSettings(options: Http2Options, clients: Http2Settings): Http2ServerSettings {
  const { headerTableBytes } = options
  const { maxFrameBytes } = clients.frameLimits
  const windowBytes = (options.serverWindowBytes ?? options.windowBytes) || defaults.windowBytes
  const settings: [number, number][] = [[settingIds.enablePush, 0]]
  if (headerTableBytes !== defaults.headerTableBytes) settings.push([settingIds.headerTableSize, headerTableBytes])
  if (windowBytes !== defaults.windowBytes) settings.push([settingIds.initialWindowSize, windowBytes])
  if (maxFrameBytes !== defaults.maxFrameBytes) settings.push([settingIds.maxFrameSize, maxFrameBytes])
  return {
    windowBytes,
    maxStreams: (options.serverMaxStreams ?? options.maxStreams) || Number.POSITIVE_INFINITY,
    glitchesThreshold: options.serverGlitchesThreshold,
    frameLimits: { ...clients.frameLimits, maxFramesAtOnce: 0, maxResetsAtOnce: 0 },
    settings,
  }
}
