import type { BackendState, ServerState } from '@weir/balance'
import type { StickRules } from '@weir/stick-table'
import type { Engine } from './engine.ts'
import type { FilterChain } from './filter.ts'
import type { ProxyMode } from './frontend.ts'
import type { RuleList } from './rules.ts'
import { plainTransport, type ServerTransport } from './server-transport.ts'
import { type KeepAliveProbes, noProbes } from './socket-tuning.ts'
import type { Timeouts } from './timeouts.ts'
import { TlsHandshakeCounters } from './tls/tls-counters.ts'

/** What a backend is made of. */
export interface BackendSettings {
  readonly state: BackendState
  readonly id: number
  readonly mode: ProxyMode
  readonly timeouts: Timeouts
  readonly description?: string | null
  readonly contentRules?: RuleList
  readonly inspectDelayMs?: number
  readonly responseRules?: RuleList
  readonly responseInspectDelayMs?: number
  readonly retries?: number
  readonly redispatchInterval?: number | null
  readonly abortsOnClose?: boolean
  readonly hasServerKeepAlive?: boolean
  readonly serverProbes?: KeepAliveProbes
  readonly hasNoLinger?: boolean
  /** `option independent-streams`: writing to servers is no activity of theirs. */
  readonly hasIndependentTimeouts?: boolean
  /** `stick` lines; null when there is none. */
  readonly stickRules?: StickRules | null
  /** The cookie of RDP requests that names a server; null for none. */
  readonly rdpCookieName?: string | null
  /** `filter` lines; null when there is none. A `listen` section has one chain, on both of its sides. */
  readonly filters?: FilterChain | null
}

/** A running backend: the balanced servers, how to reach them, and the rules of the way there. */
export class Backend {
  readonly engine: Engine
  readonly state: BackendState
  readonly name: string
  readonly id: number
  readonly mode: ProxyMode
  readonly description: string | null
  timeouts: Timeouts
  readonly transports = new Map<ServerState, ServerTransport>()
  readonly #tlsCounters = new Map<ServerState, TlsHandshakeCounters>()
  contentRules: RuleList
  inspectDelayMs: number
  /** `tcp-response content`. */
  responseRules: RuleList
  responseInspectDelayMs: number
  /** Connection attempts after the first. */
  retries: number
  /** See `ProxyOptions.redispatchInterval`. */
  redispatchInterval: number | null
  readonly abortsOnClose: boolean
  readonly hasServerKeepAlive: boolean
  readonly serverProbes: KeepAliveProbes
  readonly hasNoLinger: boolean
  readonly hasIndependentTimeouts: boolean
  readonly stickRules: StickRules | null
  readonly rdpCookieName: string | null
  readonly filters: FilterChain | null

  constructor(engine: Engine, settings: BackendSettings) {
    this.engine = engine
    this.state = settings.state
    this.name = settings.state.name
    this.id = settings.id
    this.mode = settings.mode
    this.description = settings.description ?? null
    this.timeouts = settings.timeouts
    this.contentRules = settings.contentRules ?? null
    this.inspectDelayMs = settings.inspectDelayMs ?? 0
    this.responseRules = settings.responseRules ?? null
    this.responseInspectDelayMs = settings.responseInspectDelayMs ?? 0
    this.retries = settings.retries ?? 3
    this.redispatchInterval = settings.redispatchInterval ?? null
    this.abortsOnClose = settings.abortsOnClose ?? false
    this.hasServerKeepAlive = settings.hasServerKeepAlive ?? false
    this.serverProbes = settings.serverProbes ?? noProbes
    this.hasIndependentTimeouts = settings.hasIndependentTimeouts ?? false
    this.hasNoLinger = settings.hasNoLinger ?? false
    this.stickRules = settings.stickRules ?? null
    this.rdpCookieName = settings.rdpCookieName ?? null
    this.filters = settings.filters ?? null
  }

  /** What is counted of TLS handshakes with `server`. */
  tlsCounters(server: ServerState): TlsHandshakeCounters {
    let counters = this.#tlsCounters.get(server)
    if (counters === undefined) {
      counters = new TlsHandshakeCounters()
      this.#tlsCounters.set(server, counters)
    }
    return counters
  }

  /** How to reach `server`. */
  transport(server: ServerState): ServerTransport {
    return this.transports.get(server) ?? plainTransport
  }
}
