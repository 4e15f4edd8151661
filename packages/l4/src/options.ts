import type { InternetAddress } from '@weir/base'
import { type ConditionNode, defineOptions, type LogFormatNode, type Reference } from '@weir/keyword'
import type { LogStep } from '@weir/log'
import { type KeepAliveProbes, noBuffers, noProbes, type SocketBuffers } from './socket-tuning.ts'

/** Every `timeout …` of a proxy in milliseconds; null where the configuration says nothing, 0 for no limit. */
export interface TimeoutOptions {
  connectMs: number | null
  clientMs: number | null
  serverMs: number | null
  tunnelMs: number | null
  clientFinMs: number | null
  serverFinMs: number | null
  clientHandshakeMs: number | null
  queueMs: number | null
  checkMs: number | null
  tarpitMs: number | null
  httpRequestMs: number | null
  httpKeepAliveMs: number | null
}

export const timeoutOptions = defineOptions<TimeoutOptions>('timeouts', () => ({
  connectMs: null,
  clientMs: null,
  serverMs: null,
  tunnelMs: null,
  clientFinMs: null,
  serverFinMs: null,
  clientHandshakeMs: null,
  queueMs: null,
  checkMs: null,
  tarpitMs: null,
  httpRequestMs: null,
  httpKeepAliveMs: null,
}))

/** One `use_backend` line: a name settled after the last line, or a log format evaluated for every stream. */
export interface BackendRuleNode {
  readonly target: Reference | LogFormatNode
  readonly condition: ConditionNode | null
}

/** Where outgoing connections come from: `source`, on a proxy or a server line. */
export interface SourceNode {
  /** Null when the system chooses; the port is 0 when it chooses that. */
  readonly address: InternetAddress | null
  /** The last port of a range, which server lines may give. */
  readonly lastPort?: number
}

/** The settings of a proxy that layer 4 reads. Null where the configuration says nothing. */
export interface ProxyOptions {
  maxConnections: number | null
  backlog: number | null
  /** `rate-limit sessions`. */
  maxSessionsPerSecond: number | null
  retries: number | null
  /** `option redispatch`: null when off; N every N retries, -N the Nth from the last, 0 never. */
  redispatchInterval: number | null
  useBackend: BackendRuleNode[]
  defaultBackend: Reference | null
  source: SourceNode | null
  /** `persist rdp-cookie`: the name of the cookie; null without. */
  rdpCookieName: string | null
  inspectDelayMs: number | null
  responseInspectDelayMs: number | null
  hasClientKeepAlive: boolean
  hasServerKeepAlive: boolean
  clientProbes: KeepAliveProbes
  serverProbes: KeepAliveProbes
  hasNoLinger: boolean
  hasIndependentTimeouts: boolean
  countsContinuously: boolean
  /** Null where neither the section nor its defaults say: then it is on in HTTP mode. */
  abortsOnClose: boolean | null
}

export const proxyOptions = defineOptions<ProxyOptions>('proxy', () => ({
  maxConnections: null,
  backlog: null,
  maxSessionsPerSecond: null,
  retries: null,
  redispatchInterval: null,
  useBackend: [],
  defaultBackend: null,
  source: null,
  rdpCookieName: null,
  inspectDelayMs: null,
  responseInspectDelayMs: null,
  hasClientKeepAlive: false,
  hasServerKeepAlive: false,
  clientProbes: noProbes,
  serverProbes: noProbes,
  hasNoLinger: false,
  hasIndependentTimeouts: false,
  countsContinuously: false,
  abortsOnClose: null,
}))

/** How a proxy logs its streams. */
export interface StreamLogOptions {
  /** The format chosen last: a built-in one, one of the configuration's own, or none. */
  format: 'none' | 'tcp' | 'tcp-clf' | 'http' | 'http-clf' | 'https' | LogFormatNode
  structuredData: LogFormatNode | null
  errorFormat: LogFormatNode | null
  skipsNull: boolean
  skipsNormal: boolean
  logsAsSoonAsPossible: boolean
  separatesErrors: boolean
  /** `log-steps`: null for one line a stream. */
  steps: ReadonlySet<LogStep> | null
}

export const streamLogOptions = defineOptions<StreamLogOptions>('stream-log', () => ({
  format: 'none',
  structuredData: null,
  errorFormat: null,
  skipsNull: false,
  skipsNormal: false,
  logsAsSoonAsPossible: false,
  separatesErrors: false,
  steps: null,
}))

/** Settings of `global` that layer 4 reads. */
export interface ProcessOptions {
  maxConnections: number | null
  maxConnectionsPerSecond: number | null
  maxSessionsPerSecond: number | null
  bufferSizeBytes: number
  /** `tune.bufsize.large` and `tune.bufsize.small`, which are only held against it; null when unset. */
  largeBufferBytes: number | null
  smallBufferBytes: number | null
  /** Connections taken in one go; -1 for no limit. */
  maxAccept: number
  /** False with `noreuseport`. */
  reusesPorts: boolean
  refusesPrivilegedPorts: boolean
  clientBuffers: SocketBuffers
  serverBuffers: SocketBuffers
}

export const processOptions = defineOptions<ProcessOptions>('l4-process', () => ({
  maxConnections: null,
  maxConnectionsPerSecond: null,
  maxSessionsPerSecond: null,
  bufferSizeBytes: 16384,
  largeBufferBytes: null,
  smallBufferBytes: null,
  maxAccept: 4,
  reusesPorts: true,
  refusesPrivilegedPorts: false,
  clientBuffers: noBuffers,
  serverBuffers: noBuffers,
}))
