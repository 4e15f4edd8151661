import { ResponseCounters, type ServerState } from '@weir/balance'
import { RateCounter } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import { Backend, type BackendSettings, type Engine, Frontend, type FrontendSettings, type RuleList } from '@weir/l4'
import type { AddressHeader } from './address-header.ts'
import { CompressionCounters, type CompressionSettings } from './compression/settings.ts'
import type { CookiePersistence } from './cookies.ts'
import type { FcgiApp } from './fcgi/fcgi-app.ts'
import type { AddForwarded } from './forwarded.ts'
import { ServerPool } from './pool.ts'
import { Http1Counters, Http2Counters } from './protocol-counters.ts'
import type { Reply } from './reply.ts'

/** How long connections outlive a request on the side that the proxy's section governs. */
export type ConnectionMode = 'keep-alive' | 'server-close' | 'close'

/** `http-reuse`. */
export type ReuseMode = 'never' | 'safe' | 'aggressive' | 'always'

export type Condition = (context: SampleContext) => boolean

/** A header or cookie to remember for the log and for `capture.…` fetches. */
export interface HeaderCapture {
  /** See `headerNeedle`; null for a slot of `declare capture`, filled by an action. */
  readonly needle: string | null
  readonly maxLength: number
}

/** What a proxy section says about HTTP. Lists are null when empty, so that nothing runs in vain. */
export interface HttpSettings {
  readonly requestRules: RuleList
  readonly responseRules: RuleList
  /** What answers in a server's stead once the request rules have let a request pass: the statistics page. */
  readonly serviceRules: RuleList
  readonly afterResponseRules: RuleList
  readonly redirectRules: RuleList
  /** Replaced error pages; what is missing comes from the defaults. */
  readonly errors: ReadonlyMap<number, ErrorAnswer> | null
  readonly connectionMode: ConnectionMode
  readonly forwardFor: AddressHeader | null
  readonly originalTo: AddressHeader | null
  /** `option forwarded`, of backends. */
  readonly forwarded: AddForwarded | null
  /** `use-fcgi-app`, of backends. */
  readonly fcgiApp: FcgiApp | null
  readonly buffersRequest: boolean
  readonly isLenientOnRequests: boolean
  /** `option disable-h2-upgrade`: a client that is to speak HTTP/2 in clear needs a listener that says so. */
  readonly disablesH2Upgrade: boolean
  readonly isLenientOnResponses: boolean
  /** `option http-pretend-keepalive`. */
  readonly pretendsKeepAlive: boolean
  /** `option http-no-delay`. */
  readonly noDelay: boolean
  readonly dropsRequestTrailers: boolean
  readonly dropsResponseTrailers: boolean
  /** `http-send-name-header`, in lower case. */
  readonly serverNameHeader: string | null
  readonly compression: CompressionSettings | null

  // Frontends.
  readonly monitorUri: string | null
  readonly monitorFail: readonly Condition[] | null
  readonly ignoresProbes: boolean
  /** `option http-use-proxy-header`: requests to a proxy carry its credentials in the headers for proxies. */
  readonly usesProxyHeaders: boolean
  /** `option idle-close-on-response`: idle connections outlive a soft stop by one request. */
  readonly keepsIdleUntilResponse: boolean
  /** `max-session-srv-conns`: idle server connections that a session may keep to itself. */
  readonly maxOwnConnections: number
  readonly requestCaptures: readonly HeaderCapture[] | null
  readonly responseCaptures: readonly HeaderCapture[] | null
  /** `capture cookie`: a prefix of `name=value`. */
  readonly cookieCapture: { readonly name: string; readonly maxLength: number } | null
  readonly uniqueId: ((context: SampleContext) => string) | null
  readonly uniqueIdHeader: string | null
  /** `h1-case-adjust` by lower-case name, where `option h1-case-adjust-bogus-client|server` asks for it. */
  readonly requestCase: ReadonlyMap<string, string> | null
  readonly responseCase: ReadonlyMap<string, string> | null

  // Backends.
  readonly cookie: CookiePersistence | null
  readonly reuse: ReuseMode
  /** `retry-on`. Null for connection failures only. */
  readonly retryOn: ReadonlySet<string> | null
  /** `option prefer-last-server`. */
  readonly prefersLastServer: boolean
  /** `max-keep-alive-queue`; -1 for no limit. */
  readonly maxKeepAliveQueue: number
  readonly checksCacheability: boolean
  /** `ignore-persist` and `force-persist`. */
  readonly ignoresPersistence: readonly Condition[] | null
  readonly forcesPersistence: readonly Condition[] | null
}

/** What stands in for an error page: a message, or a redirection as `errorloc` makes it. */
export type ErrorAnswer = Reply | ((context: SampleContext) => Reply | null)

export const defaultHttpSettings: HttpSettings = {
  requestRules: null,
  responseRules: null,
  serviceRules: null,
  afterResponseRules: null,
  redirectRules: null,
  errors: null,
  connectionMode: 'keep-alive',
  forwardFor: null,
  originalTo: null,
  forwarded: null,
  fcgiApp: null,
  buffersRequest: false,
  isLenientOnRequests: false,
  disablesH2Upgrade: false,
  isLenientOnResponses: false,
  pretendsKeepAlive: false,
  noDelay: false,
  dropsRequestTrailers: false,
  dropsResponseTrailers: false,
  serverNameHeader: null,
  compression: null,
  monitorUri: null,
  monitorFail: null,
  ignoresProbes: false,
  usesProxyHeaders: false,
  keepsIdleUntilResponse: false,
  maxOwnConnections: 5,
  requestCaptures: null,
  responseCaptures: null,
  cookieCapture: null,
  uniqueId: null,
  uniqueIdHeader: null,
  requestCase: null,
  responseCase: null,
  cookie: null,
  reuse: 'safe',
  retryOn: null,
  prefersLastServer: false,
  maxKeepAliveQueue: -1,
  checksCacheability: false,
  ignoresPersistence: null,
  forcesPersistence: null,
}

/** A frontend in HTTP mode. */
export class HttpFrontend extends Frontend {
  /** Settable after construction: rules may refer to proxies that are made later. */
  http: HttpSettings
  /** Requests so far, their rate, and answers by class (`req_tot`, `req_rate`, `hrsp_…`). */
  requestCount = 0
  readonly requestRate: RateCounter
  maximumRequestRate = 0
  /** Answered by the proxy itself (`intercepted`), and header edits that did not fit (`wrew`). */
  interceptedRequests = 0
  failedRewrites = 0
  readonly responses = new ResponseCounters()
  readonly compression = new CompressionCounters()
  readonly http1 = new Http1Counters()
  readonly http2 = new Http2Counters()
  cacheLookups = 0
  cacheHits = 0
  /** Times that hints went ahead of an answer. */
  cacheHintHits = 0

  constructor(engine: Engine, settings: FrontendSettings, http: HttpSettings = defaultHttpSettings) {
    super(engine, settings)
    this.http = http
    this.requestRate = new RateCounter(1000, engine.clock.nowMs())
  }

  countRequest(nowMs: number): void {
    this.requestCount++
    const rate = this.requestRate.add(1, nowMs)
    if (rate > this.maximumRequestRate) this.maximumRequestRate = rate
  }

  /** `clear counters`: maxima only; with `all`, everything but the running rate. */
  clearCounters(all: boolean): void {
    this.maximumRequestRate = 0
    if (!all) return
    this.requestCount = this.interceptedRequests = this.failedRewrites = 0
    this.cacheLookups = this.cacheHits = this.cacheHintHits = 0
    this.responses.clear()
    this.compression.clear()
    this.http1.clear()
    this.http2.clear()
  }
}

/** What a server can be spoken to in; `none` is for bytes as they are. */
export type ServerProtocol = 'h1' | 'h2' | 'fcgi' | 'none'

/** What layer 7 knows of a server beside its state. */
export interface HttpServerSettings {
  /** `redir`: GET and HEAD are sent there instead of being proxied. */
  readonly redirectPrefix: string | null
  /** `pool-max-conn`: -1 for no limit. */
  readonly poolMaxConnections: number
  /** `pool-low-conn`. */
  readonly poolLowConnections: number
  /** `pool-purge-delay`; infinite for never. */
  readonly poolPurgeDelayMs: number
  /** `max-reuse`: -1 for no limit. */
  readonly maxReuse: number
  /** `strict-maxconn`: idle connections count, too. */
  readonly countsIdle: boolean
  /** `proto`: null for what TLS agrees upon, and HTTP/1 without. */
  readonly protocol: ServerProtocol | null
  /** `ws`: null for `auto`. */
  readonly webSocketProtocol: 'h1' | 'h2' | null
}

export const defaultHttpServerSettings: HttpServerSettings = {
  redirectPrefix: null,
  poolMaxConnections: -1,
  poolLowConnections: 0,
  poolPurgeDelayMs: 5000,
  maxReuse: -1,
  countsIdle: false,
  protocol: null,
  webSocketProtocol: null,
}

/** A backend in HTTP mode, with the idle connections of its servers. */
export class HttpBackend extends Backend {
  http: HttpSettings
  readonly compression = new CompressionCounters()
  cacheLookups = 0
  cacheHits = 0
  /** Times that hints went ahead of an answer. */
  cacheHintHits = 0
  readonly #pools = new Map<ServerState, ServerPool>()
  readonly #serverSettings = new Map<ServerState, HttpServerSettings>()

  constructor(engine: Engine, settings: BackendSettings, http: HttpSettings = defaultHttpSettings) {
    super(engine, settings)
    this.http = http
  }

  /**
   * Whether servers stay connected behind a request of that frontend: `option http-server-close` counts on either side,
   * `option httpclose` on its own alone. False for a process that stops, too: it will not come back to them.
   */
  keepsConnectionsOf(frontend: HttpSettings): boolean {
    return (
      this.http.connectionMode === 'keep-alive' &&
      frontend.connectionMode !== 'server-close' &&
      this.engine.softStop === null
    )
  }

  setServerSettings(server: ServerState, settings: HttpServerSettings): void {
    this.#serverSettings.set(server, settings)
    this.#pools.delete(server)
  }

  serverSettings(server: ServerState): HttpServerSettings {
    return this.#serverSettings.get(server) ?? defaultHttpServerSettings
  }

  pool(server: ServerState): ServerPool {
    let pool = this.#pools.get(server)
    if (pool === undefined) {
      pool = new ServerPool(this.engine, server, this.serverSettings(server))
      this.#pools.set(server, pool)
    }
    return pool
  }

  /** Closes every idle connection. */
  closeIdle(): void {
    for (const pool of this.#pools.values()) pool.closeAll()
  }

  /** The server that a persistence cookie's value names. */
  serverByCookie(value: string): ServerState | null {
    for (const server of this.state.servers) if (server.cookie === value) return server
    return null
  }
}
