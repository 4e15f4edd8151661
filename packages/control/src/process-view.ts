import type { ResponseCounters, ServerState } from '@weir/balance'
import type { IpAddress, RateCounter, SocketAddress } from '@weir/base'
import type { Backend, CertificateRuntime, Engine, Frontend, Resolvers, ServerResolver, Stream } from '@weir/l4'
import type { CapturedMessage, HttpCache } from '@weir/l7'
import type { LogCounters, LogRing } from '@weir/log'
import type { PatternRegistry, VariableStore } from '@weir/sample'
import type { CommandMessage } from './command.ts'
import type { PeerGroup } from './peers/peer-group.ts'

/** What a frontend in HTTP mode counts beside the connections of layer 4. */
export interface HttpFrontendCounters {
  readonly responses: ResponseCounters
  readonly totalRequests: number
  readonly requestRate: RateCounter
  readonly maximumRequestRate: number
  /** Requests answered by the proxy itself: redirections, statistics, `http-request return`. */
  readonly interceptedRequests: number
  readonly failedRewrites: number
  /** `clear counters`: maxima only; with `all`, everything but the running rate. */
  clear(all: boolean): void
}

/** What rules have asked caches for on one side of a proxy. */
export interface CacheCounters {
  readonly cacheLookups: number
  readonly cacheHits: number
  readonly cacheHintHits: number
}

/** What compression has done for one side of a proxy. */
export interface CompressionCounters {
  readonly bytesIn: number
  readonly bytesOut: number
  readonly bytesBypassed: number
  readonly responses: number
}

/** Counters of modules by column name, such as `h1_total_streams`; null where a module does not count. */
export interface ModuleCounters {
  get(name: string): number | null
}

/** One `frontend`, `backend` or `listen` section at run time. A `listen` has both sides. */
export interface ProxyView {
  readonly name: string
  readonly id: number
  readonly guid: string | null
  readonly mode: 'tcp' | 'http'
  readonly description: string | null
  readonly frontend: Frontend | null
  readonly backend: Backend | null
  /** `option socket-stats`: listeners have lines of their own. */
  readonly hasSocketStats: boolean
  /** The name of the persistence cookie. */
  readonly cookieName: string | null
  /** Null in TCP mode. */
  readonly http: HttpFrontendCounters | null
  /** Null in TCP mode. */
  readonly compression: Readonly<Record<'frontend' | 'backend', CompressionCounters | null>> | null
  /** Null in TCP mode. */
  readonly caching: Readonly<Record<'frontend' | 'backend', CacheCounters | null>> | null
  /** Null where no module counts. */
  readonly modules: Readonly<Record<'frontend' | 'backend', ModuleCounters | null>> | null
}

/** Limits of the process as the system gave them; null where nothing is known. */
export interface ProcessLimits {
  readonly files: number | null
  readonly memoryMb: number | null
  /** Global `maxconn` as started with: the most that `set maxconn global` may ask for. */
  readonly maxConnections: number
}

/** Makes and removes servers while running. The assembly knows how to read the keywords of a `server` line. */
export interface DynamicServers {
  /** The words after `<backend>/<server>`: address and options. Null, or the reason in HAProxy's words. */
  add(backend: Backend, name: string, words: readonly string[]): string | null
  /** Forgets what engines hold of a server that is idle and in maintenance. */
  remove(server: ServerState): void
  /** The options that `add server` takes. */
  readonly keywords: readonly string[]
}

/** What the runtime socket may change about checks. Each gives an empty text when done, or the reason why not. */
export interface CheckControl {
  setAgentState(server: ServerState, state: 'up' | 'down'): CommandMessage | ''
  setAgentTarget(
    server: ServerState,
    target: { readonly address?: string; readonly port?: number; readonly send?: string },
  ): CommandMessage | ''
  setCheckTarget(
    server: ServerState,
    target: { readonly address?: IpAddress; readonly port?: number },
  ): CommandMessage | ''
}

/** A listener of the runtime socket, for `show cli sockets`. */
export interface RuntimeSocketView {
  readonly address: SocketAddress | null
  /** As written in the configuration, prefix included. */
  readonly text: string
  readonly level: 'user' | 'operator' | 'admin'
}

/** Messages that were refused, for `show errors`. */
export interface CapturedErrors {
  /** How many there were. */
  readonly count: number
  /** The last one of each proxy and side. */
  readonly all: readonly CapturedMessage[]
}

/** What TLS has counted. Rates are per second. */
export interface TlsCounters {
  readonly currentConnections: number
  readonly totalConnections: number
  readonly maxConnections: number
  readonly connectionRate: number
  readonly connectionRateLimit: number
  readonly maximumConnectionRate: number
  readonly frontendKeyRate: number
  readonly maximumFrontendKeyRate: number
  readonly frontendReusePercent: number
  readonly backendKeyRate: number
  readonly maximumBackendKeyRate: number
  readonly cacheLookups: number
  readonly cacheMisses: number
}

/** How the runtime socket, the statistics page and metrics see the running process. Implemented by the assembly. */
export interface ProcessView {
  readonly engine: Engine
  readonly productName: string
  readonly version: string
  /** `2026/11/21`. */
  readonly releaseDate: string
  readonly nodeName: string
  readonly description: string | null
  readonly threadCount: number
  readonly startedWallMs: number
  readonly limits: ProcessLimits
  /** By identifier. */
  readonly proxies: readonly ProxyView[]
  readonly sockets: readonly RuntimeSocketView[]
  readonly logCounters: LogCounters
  readonly rings: ReadonlyMap<string, LogRing>
  /** What was said while starting. */
  readonly startupLog: string
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly patterns: PatternRegistry | null
  /** The variables of scope `proc`. */
  readonly variables: VariableStore | null
  readonly tables: StickTables | null
  /** One for each section of peers that names this process. */
  readonly peerGroups: readonly PeerGroup[]
  readonly dynamicServers: DynamicServers | null
  /** What is loaded for TLS; null where nothing may be. */
  readonly certificates: CertificateRuntime | null
  /** Null until checks run. */
  readonly checks: CheckControl | null
  readonly capturedErrors: CapturedErrors
  readonly isStopping: boolean
  /** How long starting took. */
  readonly bootTimeMs: number
  /** Warnings since the start. */
  readonly warningCount: number
  /** Bytes sent by all threads, ever and in the last second. */
  readonly totalBytesOut: number
  readonly bytesOutRate: number
  readonly threadGroupCount: number
  /** Null: there is no TLS, and nothing of it to count. */
  readonly tls: TlsCounters | null
  /** Bytes in the last second; null where nothing is compressed. */
  readonly compressionRates: { readonly bytesIn: number; readonly bytesOut: number; readonly limit: number } | null
  readonly peers: { readonly active: number; readonly connected: number } | null
  readonly failedResolutions: number
  /** The sections that resolve names while running, by name. */
  readonly caches: readonly HttpCache[]
  readonly resolvers: ReadonlyMap<string, Pick<Resolvers, 'name' | 'nameservers'>>
  /** Resolves the names of servers; null where nobody does. */
  readonly names: Pick<ServerResolver, 'resolves' | 'setHostName'> | null
  /** Messages that `log-forward` sections took in. */
  readonly receivedLogs: number
  readonly blockedTrafficWarnings: number
  /** Listens for messages about changes made on the runtime socket; `proxy` is whose log they go to. */
  readonly onOperatorAction?: (level: 'notice' | 'warning', message: string, proxy: string) => void
}

/** Stick tables as commands address them. */
export interface StickTables {
  names(): readonly string[]
  /** Null when there is no table of that name. */
  table(name: string): StickTableView | null
}

/** One entry's stored data as `show table` prints it: `gpc0`, or `http_req_rate(10000)`. */
export interface StickTableValue {
  readonly type: string
  /** The period of a rate; null for what is no rate. */
  readonly periodMs: number | null
  readonly value: number | string
}

export interface StickTableEntryView {
  /** Identifies the entry until it goes. */
  readonly reference: string
  readonly key: string
  readonly usage: number
  readonly expiresInMs: number
  readonly shard: number
  readonly values: readonly StickTableValue[]
}

export interface StickTableView {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly used: number
  /** Whether the data type exists at all, and whether this table stores it. */
  dataType(name: string): 'unknown' | 'absent' | 'stored'
  entries(): Iterable<StickTableEntryView>
  /** The entry of a key as text; undefined when the text is no key of this table's type. */
  find(key: string): StickTableEntryView | null | undefined
  /** False when the key cannot be read. */
  set(key: string, values: readonly { readonly type: string; readonly value: number }[]): boolean
  /** False when the entry is in use. */
  remove(reference: string): boolean
}

/** The proxy of that name with the wanted side, or null. */
/** By name, or by `#` and the identifier. */
const isNamed = (proxy: ProxyView, name: string): boolean => proxy.name === name || `#${proxy.id}` === name

export function findFrontend(view: ProcessView, name: string): (ProxyView & { readonly frontend: Frontend }) | null {
  return (view.proxies.find((proxy) => isNamed(proxy, name) && proxy.frontend !== null) ?? null) as
    | (ProxyView & { readonly frontend: Frontend })
    | null
}

export function findBackend(view: ProcessView, name: string): (ProxyView & { readonly backend: Backend }) | null {
  return (view.proxies.find((proxy) => isNamed(proxy, name) && proxy.backend !== null) ?? null) as
    | (ProxyView & { readonly backend: Backend })
    | null
}

/** The stream that `show sess` calls `0x…`. */
export function findStream(view: ProcessView, reference: string): Stream | null {
  const id = /^0x[0-9a-f]+$/i.test(reference) ? Number.parseInt(reference, 16) : -1
  for (const stream of view.engine.streams) if (stream.id + 1 === id) return stream
  return null
}
