import type { ServerAddress } from '@weir/balance'
import type { SocketAddress, Span } from '@weir/base'
import {
  type ApplyOptions,
  type ConditionNode,
  defineOptions,
  type ExpressionNode,
  type LogFormatNode,
  type OptionsStore,
} from '@weir/keyword'
import type { BindLine } from '@weir/l4'

/** One `stats socket` line. */
export interface RuntimeSocket {
  /** Null with a descriptor. */
  readonly address: SocketAddress | null
  /** An inherited descriptor (`fd@N`), or null. */
  readonly fd: number | null
  /** As `show cli sockets` prints it: `unix@/run/haproxy.sock`, `ipv4@127.0.0.1:9999`. */
  readonly text: string
  readonly level: 'user' | 'operator' | 'admin'
  /** Permission bits; null leaves what the system gives. */
  readonly mode: number | null
  readonly uid: number | null
  readonly gid: number | null
  readonly user: string | null
  readonly group: string | null
  readonly maxConnections: number | null
  readonly backlog: number | null
  readonly severityOutput: 'none' | 'number' | 'string'
  readonly span: Span
}

/** The runtime sockets of a process. */
export interface RuntimeSocketOptions {
  sockets: RuntimeSocket[]
  /** `stats timeout`. */
  timeoutMs: number
  /** `stats maxconn`. */
  maxConnections: number
  /** `tune.cli.max-payload-size`. */
  maxPayloadBytes: number
  /** `stats calculate-max-counters`. */
  keepsMaximums: boolean
}

export const runtimeSocketOptions = defineOptions<RuntimeSocketOptions>('runtime-socket', () => ({
  sockets: [],
  timeoutMs: 10_000,
  maxConnections: 10,
  maxPayloadBytes: 131_072,
  keepsMaximums: true,
}))

/** `stats scope`, `stats auth` and `stats admin` lines, in order. */
export interface StatsUser {
  readonly name: string
  readonly password: string
}

/** One `stats http-request` line. */
export interface StatsRule {
  readonly action: 'allow' | 'deny' | 'auth'
  readonly realm: string | null
  readonly condition: ConditionNode | null
}

/** What a proxy says about its statistics page. */
export interface StatsPageOptions {
  /** Any `stats` line turns the page on. */
  isEnabled: boolean
  uri: string
  realm: string
  users: StatsUser[]
  refreshSeconds: number | null
  /** Names of proxies shown; `.` is the proxy itself. Empty for all. */
  scopes: string[]
  /** Null where none is given: nobody may act. */
  adminConditions: ConditionNode[]
  showsVersion: boolean
  showsLegends: boolean
  showsModules: boolean
  /** Null: not shown; empty: the name of the host. */
  nodeName: string | null
  /** Null: not shown; empty: the description of `global`. */
  description: string | null
  /** `stats http-request` rules. */
  rules: StatsRule[]
}

export const statsPageOptions = defineOptions<StatsPageOptions>('stats-page', () => ({
  isEnabled: false,
  uri: '/haproxy?stats',
  realm: 'HAProxy Statistics',
  users: [],
  refreshSeconds: null,
  scopes: [],
  adminConditions: [],
  showsVersion: false,
  showsLegends: false,
  showsModules: false,
  nodeName: null,
  description: null,
  rules: [],
}))

/** `option socket-stats`. */
export interface ListenerStatsOptions {
  /** Listeners have lines of their own in the statistics. */
  showsListeners: boolean
}

export const listenerStatsOptions = defineOptions<ListenerStatsOptions>('listener-stats', () => ({
  showsListeners: false,
}))

/** `cpu-map` line: which threads run on which processors. */
export interface CpuMapping {
  readonly group: string
  readonly threads: string
  /** Processors counted from 0; with `isAuto`, one each in turn. */
  readonly cpus: readonly number[]
  readonly isAuto: boolean
}

/** Defaults for Unix sockets on `bind` lines (`unix-bind`). */
export interface UnixBindDefaults {
  readonly prefix: string
  readonly mode: number | null
  readonly uid: number | null
  readonly gid: number | null
  readonly user: string | null
  readonly group: string | null
}

/** What section `global` says about the process itself. */
export interface ProcessOptions {
  isDaemon: boolean
  isQuiet: boolean
  zeroWarning: boolean
  user: string | null
  uid: number | null
  group: string | null
  gid: number | null
  /** A directory, `auto` for an empty one that nobody sees, or null. */
  chroot: string | null
  pidFile: string | null
  node: string | null
  description: string | null
  localPeer: string | null
  threads: number | null
  threadGroups: number | null
  hardStopAfterMs: number | null
  graceMs: number
  closeSpreadTimeMs: number | null
  fileLimit: number | null
  hardFileLimit: number | null
  isDumpable: boolean
  isStrictAboutLimits: boolean
  leavesFailedWorkers: boolean
  maxReloads: number | null
  serverStateFile: string | null
  serverStateBase: string | null
  statsFile: string | null
  unixBind: UnixBindDefaults
  cpuMap: CpuMapping[]
  allowsDeprecated: boolean
  allowsExperimental: boolean
  niceAtStart: number | null
  niceAtRun: number | null
  warnBlockedAfterMs: number
  busyPolling: boolean
}

export const processOptions = defineOptions<ProcessOptions>('process', () => ({
  isDaemon: false,
  isQuiet: false,
  zeroWarning: false,
  user: null,
  uid: null,
  group: null,
  gid: null,
  chroot: null,
  pidFile: null,
  node: null,
  description: null,
  localPeer: null,
  threads: null,
  threadGroups: null,
  hardStopAfterMs: null,
  graceMs: 0,
  closeSpreadTimeMs: null,
  fileLimit: null,
  hardFileLimit: null,
  isDumpable: false,
  isStrictAboutLimits: true,
  leavesFailedWorkers: false,
  maxReloads: null,
  serverStateFile: null,
  serverStateBase: null,
  statsFile: null,
  unixBind: { prefix: '', mode: null, uid: null, gid: null, user: null, group: null },
  cpuMap: [],
  allowsDeprecated: false,
  allowsExperimental: false,
  niceAtStart: null,
  niceAtRun: null,
  warnBlockedAfterMs: 100,
  busyPolling: false,
}))

/** A `set-var` or `set-var-fmt` line of `global`; the name is without its scope, which is `proc`. */
export type ProcessVariable =
  | { readonly name: string; readonly kind: 'expression'; readonly value: ExpressionNode }
  | { readonly name: string; readonly kind: 'format'; readonly value: LogFormatNode }

/** Variables of the process, and what variables may take; null for no limit. */
export interface VariableOptions {
  globalBytes: number | null
  procBytes: number | null
  sessBytes: number | null
  txnBytes: number | null
  reqresBytes: number | null
  checkBytes: number | null
  assignments: ProcessVariable[]
}

export const variableOptions = defineOptions<VariableOptions>('variables', () => ({
  globalBytes: null,
  procBytes: null,
  sessBytes: null,
  txnBytes: null,
  reqresBytes: null,
  checkBytes: null,
  assignments: [],
}))

/** Values of `tune.…` and `ssl-…` settings that no engine reads, by name: accepted, checked and shown. */
export interface InertOptions {
  values: Map<string, string>
}

export const inertOptions = defineOptions<InertOptions>('inert', () => ({ values: new Map() }))

/** One `peer` or `server` line of a section `peers`. */
export interface PeerLine {
  readonly keyword: 'peer' | 'server'
  readonly name: string
  /** Null: none was given. */
  readonly address: ServerAddress | null
  /** Why this process could not listen at the address, were it the one that is named. */
  readonly listenProblem: string | null
  readonly options: OptionsStore
  readonly span: Span
}

/** What a section `peers` says, beside its tables. */
export interface PeersOptions {
  peers: PeerLine[]
  /** Where the local peer listens; null when its own line says so. */
  bindLine: BindLine | null
  /** What `peer` lines have in place of one: the options that their listener takes from `default-bind`. */
  peerListener: BindLine | null
  bindDefaults: ApplyOptions[]
  serverDefaults: ApplyOptions[]
  /** 0: every peer is told every key. */
  shardCount: number
  isDisabled: boolean
}

export const peersOptions = defineOptions<PeersOptions>('peers', () => ({
  peers: [],
  bindLine: null,
  peerListener: null,
  bindDefaults: [],
  serverDefaults: [],
  shardCount: 0,
  isDisabled: false,
}))

/** What a line of a peer says that a server of a backend has no use for. */
export interface PeerOptions {
  shard: number
}

export const peerOptions = defineOptions<PeerOptions>('peer', () => ({ shard: 0 }))

/** Where a backend takes the states of its servers from when the process starts (manual 4.2). */
export interface StateFileOptions {
  source: 'global' | 'local' | 'none'
  /** `server-state-file-name`; null for the name of the backend. */
  fileName: string | null
}

export const stateFileOptions = defineOptions<StateFileOptions>('state-file', () => ({
  source: 'none',
  fileName: null,
}))
