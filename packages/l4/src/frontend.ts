import type { SampleContext } from '@weir/keyword'
import type { Backend } from './backend.ts'
import { FrontendCounters } from './counters.ts'
import type { Engine } from './engine.ts'
import type { FilterChain } from './filter.ts'
import type { Listener } from './listener.ts'
import type { RuleList } from './rules.ts'
import type { Session } from './session.ts'
import { type KeepAliveProbes, noProbes } from './socket-tuning.ts'
import type { StreamLog } from './stream-log.ts'
import type { Timeouts } from './timeouts.ts'

export type ProxyMode = 'tcp' | 'http'

/** Takes over a session once its rules have let it in. Replaces the connection's sink. */
export type SessionHandler = (session: Session) => void

/** Picks the backend of a stream; null to ask the next rule. */
export type BackendRule = (context: SampleContext) => Backend | null

/** What a frontend is made of. Everything has a default but the names. */
export interface FrontendSettings {
  readonly name: string
  readonly id: number
  readonly mode: ProxyMode
  readonly timeouts: Timeouts
  readonly handler: SessionHandler
  /** Takes over when a TCP stream turns out to be HTTP (`switch-mode http`, an HTTP backend). */
  readonly httpHandler?: SessionHandler | null
  readonly countsContinuously?: boolean
  readonly description?: string | null
  readonly maxConnections?: number
  readonly maxSessionsPerSecond?: number
  readonly connectionRules?: RuleList
  readonly sessionRules?: RuleList
  readonly contentRules?: RuleList
  readonly inspectDelayMs?: number
  /** `use_backend`. */
  readonly backendRules?: readonly BackendRule[] | null
  readonly defaultBackend?: Backend | null
  readonly log?: StreamLog | null
  readonly hasClientKeepAlive?: boolean
  readonly clientProbes?: KeepAliveProbes
  readonly hasNoLinger?: boolean
  /** `option independent-streams`: writing to clients is no activity of theirs. */
  readonly hasIndependentTimeouts?: boolean
  /** `filter` lines; null when there is none. */
  readonly filters?: FilterChain | null
}

/** A running frontend. */
export class Frontend {
  readonly engine: Engine
  readonly name: string
  readonly id: number
  readonly mode: ProxyMode
  readonly handler: SessionHandler
  readonly httpHandler: SessionHandler | null
  /** `option contstats`: traffic is counted as it flows and not at the end of streams. */
  readonly countsContinuously: boolean
  readonly counters: FrontendCounters
  readonly listeners: Listener[] = []
  description: string | null
  timeouts: Timeouts
  maxConnections: number
  /** `rate-limit sessions`; infinite without. */
  maxSessionsPerSecond: number
  connectionRules: RuleList
  sessionRules: RuleList
  contentRules: RuleList
  /** How many slots keep something of requests. */
  requestCaptureCount = 0
  /** Settable after construction: a frontend and a backend may name each other. */
  backendRules: readonly BackendRule[] | null
  defaultBackend: Backend | null
  inspectDelayMs: number
  log: StreamLog | null
  /** `unique-id-format`; null without. */
  uniqueId: ((context: SampleContext) => string) | null = null
  readonly hasClientKeepAlive: boolean
  readonly clientProbes: KeepAliveProbes
  readonly hasNoLinger: boolean
  readonly hasIndependentTimeouts: boolean
  filters: FilterChain | null
  /** Established client connections: `feconn`. */
  currentConnections = 0
  /** Logs written so far: `%lc`. */
  logCount = 0
  state: 'running' | 'paused' | 'stopped' = 'running'

  constructor(engine: Engine, settings: FrontendSettings) {
    this.engine = engine
    this.name = settings.name
    this.id = settings.id
    this.mode = settings.mode
    this.handler = settings.handler
    this.httpHandler = settings.httpHandler ?? null
    this.countsContinuously = settings.countsContinuously ?? false
    this.counters = new FrontendCounters(engine.clock.nowMs())
    this.description = settings.description ?? null
    this.timeouts = settings.timeouts
    this.maxConnections = settings.maxConnections ?? Number.POSITIVE_INFINITY
    this.maxSessionsPerSecond = settings.maxSessionsPerSecond ?? Number.POSITIVE_INFINITY
    this.connectionRules = settings.connectionRules ?? null
    this.sessionRules = settings.sessionRules ?? null
    this.contentRules = settings.contentRules ?? null
    this.backendRules = settings.backendRules ?? null
    this.defaultBackend = settings.defaultBackend ?? null
    this.inspectDelayMs = settings.inspectDelayMs ?? 0
    this.log = settings.log ?? null
    this.hasClientKeepAlive = settings.hasClientKeepAlive ?? false
    this.clientProbes = settings.clientProbes ?? noProbes
    this.hasIndependentTimeouts = settings.hasIndependentTimeouts ?? false
    this.hasNoLinger = settings.hasNoLinger ?? false
    this.filters = settings.filters ?? null
  }

  /** Rules may look at what the client says first. */
  get looksAtRequests(): boolean {
    return this.contentRules !== null || this.backendRules !== null
  }

  /** Runs `use_backend`, then takes `default_backend`. Null: nowhere to go. */
  chooseBackend(context: SampleContext): Backend | null {
    if (this.backendRules !== null) {
      for (const rule of this.backendRules) {
        const backend = rule(context)
        if (backend !== null) return backend
      }
    }
    return this.defaultBackend
  }

  /** True when one more connection may be accepted. */
  get hasRoom(): boolean {
    return this.currentConnections < this.maxConnections
  }

  async start(): Promise<void> {
    for (const listener of this.listeners) await listener.start()
  }

  pause(): void {
    if (this.state !== 'running') return
    this.state = 'paused'
    for (const listener of this.listeners) listener.update()
  }

  resume(): void {
    if (this.state !== 'paused') return
    this.state = 'running'
    for (const listener of this.listeners) listener.update()
  }

  /** Unbinds. Sessions live on. */
  stop(): void {
    this.state = 'stopped'
    for (const listener of this.listeners) listener.stop()
  }

  /** Wakes this frontend's listeners that wait for room. */
  slotFreed(): void {
    for (const listener of this.listeners) listener.update()
  }
}
