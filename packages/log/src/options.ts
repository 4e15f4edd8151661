import type { Span } from '@weir/base'
import { defineOptions, type LogFormatNode, type OptionsStore } from '@weir/keyword'
import type { HostHandling } from './forward/forwarded-form.ts'
import type { LogFrame, LogTarget } from './target.ts'
import type { StreamAddress, StreamFraming } from './transports/stream.ts'

/** The `log` lines of one section. */
export interface LogOptions {
  /** In order; `global` stands for the lines of section `global`. */
  lines: (LogTarget | 'global')[]
  /** `log-tag`: null takes the one of `global`, then the program's name. */
  tag: string | null
}

export const logOptions = defineOptions<LogOptions>('log', () => ({ lines: [], tag: null }))

/** Settings of `global` about logs. */
export interface LogProcessOptions {
  /** `log-send-hostname`: null does not send it, an empty string means the system's name. */
  hostname: string | null
}

export const logProcessOptions = defineOptions<LogProcessOptions>('log-process', () => ({ hostname: null }))

/** What a `server` line says about sending messages: in a ring, or in a backend in mode `log`. */
export interface LogServerOptions {
  framing: StreamFraming
  /** `log-bufsize`: null for the default size of a ring. */
  bufferSizeBytes: number | null
}

export const logServerOptions = defineOptions<LogServerOptions>('log-server', () => ({
  framing: 'legacy',
  bufferSizeBytes: null,
}))

/** A syslog server that a ring forwards to. */
export interface RingServer {
  readonly name: string
  readonly address: StreamAddress
  readonly framing: StreamFraming
  /** `max-reuse`: messages a connection; -1 for no limit. */
  readonly maxReuse: number
  /** What its options say. */
  readonly options: OptionsStore
  readonly span: Span
}

/** A section `ring` (manual 3.9). */
export interface RingOptions {
  description: string | null
  frame: LogFrame | null
  /** Null for the default, which is that of a buffer. */
  maxLengthBytes: number | null
  /** A file that is to hold the messages too. */
  backingFile: string | null
  sizeBytes: number
  servers: RingServer[]
  connectTimeoutMs: number | null
  serverTimeoutMs: number | null
}

/** The default size of a ring: `tune.bufsize`'s default. */
export const defaultRingSizeBytes = 16384

export const ringOptions = defineOptions<RingOptions>('ring', () => ({
  description: null,
  frame: null,
  maxLengthBytes: null,
  backingFile: null,
  sizeBytes: defaultRingSizeBytes,
  servers: [],
  connectTimeoutMs: null,
  serverTimeoutMs: null,
}))

/** When a message of a stream is written. The last seven are steps of the action `do-log`. */
export const logSteps = [
  'accept',
  'request',
  'connect',
  'response',
  'close',
  'error',
  'any',
  'tcp-req-conn',
  'tcp-req-sess',
  'tcp-req-cont',
  'tcp-res-cont',
  'http-req',
  'http-res',
  'http-after-res',
] as const

export type LogStep = (typeof logSteps)[number]

/** What a profile does at one step; null formats are the proxy's. */
export interface LogProfileStep {
  readonly isDropped: boolean
  readonly format: LogFormatNode | null
  readonly structuredData: LogFormatNode | null
}

/** A section `log-profile`. */
export interface LogProfileOptions {
  tag: string | null
  steps: Map<LogStep, LogProfileStep>
}

export const logProfileOptions = defineOptions<LogProfileOptions>('log-profile', () => ({
  tag: null,
  steps: new Map(),
}))

/** What a section `log-forward` says about messages (manual 3.10), beside its `log` lines. */
export interface LogForwardOptions {
  isParsed: boolean
  /** A line feed ends each message of a stream. */
  isAlwaysLines: boolean
  host: HostHandling
}

export const logForwardOptions = defineOptions<LogForwardOptions>('log-forward', () => ({
  isParsed: true,
  isAlwaysLines: false,
  host: 'fill',
}))
