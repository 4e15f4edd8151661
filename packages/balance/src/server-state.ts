import type { IpAddress, SocketAddress } from '@weir/base'
import type { OptionsStore } from '@weir/keyword'
import type { BackendState } from './backend-state.ts'
import { type CheckSummary, createCheckSummary } from './check-summary.ts'
import { ServerCounters } from './counters.ts'
import { WaiterQueue } from './queue.ts'
import { adminFlags, anyDrain, anyMaintenance, type OperationalState, operationalStates } from './server-states.ts'

/** A stream that is attached to a server, so that it can be cut (`on-marked-down shutdown-sessions`, runtime socket). */
export interface AttachedSession {
  /** Ends the stream; `reason` becomes its termination state: D server went down, U backup left, K killed by hand. */
  terminate(reason: 'D' | 'U' | 'K'): void
}

/** Judges the traffic of a server (`observe`). Engines call it where it is set. */
export interface TrafficObserver {
  /** A connection was made, or could not be. */
  onConnection(isGood: boolean): void
  /** A response began with this status, or none came: null. */
  onResponse(status: number | null): void
}

/** How the port of a server is meant when it is not a plain number. */
export type PortRule = 'fixed' | 'same-as-client' | 'offset'

/** What a server is made from. */
export interface ServerSettings {
  /** Numeric identifier, unique in its backend, from 1. */
  readonly id: number
  /** Where it stands on the ring of consistent hashing: the identifier unless `hash-key` says otherwise. */
  readonly hashKey: number
  readonly name: string
  readonly guid: string | null
  /** Null while unresolved, or when every connection goes to the address that the client asked for. */
  readonly address: SocketAddress | null
  /** The address as the configuration wrote it: an IP address, a host name, a path. */
  readonly addressText: string
  /** Host name to be resolved, or null. */
  readonly hostName: string | null
  /** Name of SRV records, one of which gives host name, port and weight; null without. */
  readonly serviceName?: string | null
  /** Connect to the address the client connected to (`0.0.0.0`, `*`). */
  readonly usesClientAddress: boolean
  readonly port: number
  readonly portRule: PortRule
  readonly isBackup: boolean
  readonly weight: number
  /** 0: no limit. */
  readonly maxconn: number
  readonly minconn: number
  /** 0: no limit. */
  readonly maxqueue: number
  readonly slowStartMs: number
  readonly isDisabled: boolean
  readonly cookie: string | null
  readonly rise: number
  readonly fall: number
}

/**
 * One server at run time: address, weights, states, limits, queue and counters. One object for its whole life; engines
 * keep references to it. Change states and weights only through the methods of `BackendState`, which keeps the
 * algorithm and the tracking servers in step.
 */
export class ServerState {
  readonly backend: BackendState
  readonly id: number
  hashKey: number
  name: string
  readonly guid: string | null
  readonly isBackup: boolean
  /** Everything else the line said, for the packages that own it (PROXY protocol, checks, TLS, cookies). */
  readonly options: OptionsStore
  /** Position of declaration among the backend's servers, from 0. */
  index = 0

  address: SocketAddress | null
  addressText: string
  hostName: string | null
  /** Name of the SRV records that host name, port and weight come from; null without. */
  readonly serviceName: string | null
  /** The address that its name gave it while running; others of the name leave it alone. Null without. */
  resolvedAddress: IpAddress | null = null
  usesClientAddress: boolean
  port: number
  readonly portRule: PortRule
  cookie: string | null

  /** As configured, as set at run time (0 … 256), and as the algorithm uses it (with slow start, 16 per unit). */
  readonly initialWeight: number
  userWeight: number
  effectiveWeight: number
  readonly slowStartMs: number
  /** Monotonic start of the slow start that is under way, or null. */
  slowStartSinceMs: number | null = null
  /** @internal Stops the timer of the slow start. */
  cancelSlowStart: (() => void) | null = null

  operational: OperationalState = operationalStates.running
  adminFlags: number
  /** The server whose state this one follows, and those that follow this one. */
  tracked: ServerState | null = null
  readonly trackers: ServerState[] = []
  /** Monotonic time of the last change between up and down (`lastchg`). */
  lastChangeMs: number
  /** Time spent down before `lastChangeMs`. */
  downtimeMs = 0
  readonly check: CheckSummary
  readonly agent: CheckSummary

  maxconn: number
  readonly minconn: number
  readonly maxqueue: number
  /** Slots taken: connections or requests being served, those being connected included. */
  currentSessions = 0
  readonly queue: WaiterQueue
  readonly sessions = new Set<AttachedSession>()
  readonly counters: ServerCounters
  /** Null unless traffic counts for the health of this server. */
  traffic: TrafficObserver | null = null
  /** Monotonic time of the last session, or null (`lastsess`). */
  lastSessionMs: number | null = null
  /** Idle connections kept for reuse; written by the engine that keeps them. */
  idleConnections = 0

  constructor(backend: BackendState, settings: ServerSettings, options: OptionsStore) {
    this.backend = backend
    this.id = settings.id
    this.hashKey = settings.hashKey
    this.name = settings.name
    this.guid = settings.guid
    this.isBackup = settings.isBackup
    this.options = options
    this.address = settings.address
    this.addressText = settings.addressText
    this.hostName = settings.hostName
    this.serviceName = settings.serviceName ?? null
    this.usesClientAddress = settings.usesClientAddress
    this.port = settings.port
    this.portRule = settings.portRule
    this.cookie = settings.cookie
    this.initialWeight = settings.weight
    this.userWeight = settings.weight
    this.effectiveWeight = settings.weight * 16
    this.slowStartMs = settings.slowStartMs
    this.adminFlags = settings.isDisabled ? adminFlags.configuredMaintenance : 0
    if (settings.isDisabled) this.operational = operationalStates.stopped
    this.maxconn = settings.maxconn
    this.minconn = settings.minconn
    this.maxqueue = settings.maxqueue
    const nowMs = backend.clock.nowMs()
    this.lastChangeMs = nowMs
    this.check = createCheckSummary(settings.rise, settings.fall)
    this.agent = createCheckSummary(1, 1)
    this.queue = new WaiterQueue(this)
    this.counters = new ServerCounters(nowMs)
  }

  get isInMaintenance(): boolean {
    return (this.adminFlags & anyMaintenance) !== 0
  }

  /** Draining: no new sessions but persistent ones. */
  get isDraining(): boolean {
    return (this.adminFlags & anyDrain) !== 0
  }

  /** Up in the sense of the statistics: not stopped. */
  get isUp(): boolean {
    return this.operational !== operationalStates.stopped
  }

  /** May be chosen by the algorithm. */
  get isUsable(): boolean {
    return (
      this.isUp &&
      this.operational !== operationalStates.stopping &&
      !this.isInMaintenance &&
      !this.isDraining &&
      this.effectiveWeight > 0
    )
  }

  /** May take persistent traffic: up, whatever its weight. */
  get acceptsPersistence(): boolean {
    return this.isUp && !this.isInMaintenance
  }

  /** The weight as printed: with slow start applied, 0 … 256. */
  get weight(): number {
    return Math.ceil(this.effectiveWeight / 16)
  }

  /**
   * How many slots there are at the present load: `maxconn`, or with `minconn` a share that grows with the backend's
   * sessions until `fullconn` (manual, `minconn`). Infinity when unlimited.
   */
  get sessionLimit(): number {
    if (this.maxconn === 0) return Number.POSITIVE_INFINITY
    const { fullconn, currentSessions, clock } = this.backend
    let limit = this.maxconn
    if (this.minconn > 0 && this.minconn < this.maxconn && currentSessions < fullconn) {
      limit = Math.max(this.minconn, Math.floor((currentSessions * this.maxconn) / fullconn))
    }
    if (this.slowStartSinceMs === null) return limit
    const progress = (clock.nowMs() - this.slowStartSinceMs) / this.slowStartMs
    return Math.max(1, Math.min(limit, Math.floor(limit * progress)))
  }

  get isSaturated(): boolean {
    return this.currentSessions >= this.sessionLimit
  }

  /** No room in its queue either. */
  get isQueueFull(): boolean {
    return this.maxqueue > 0 && this.queue.length >= this.maxqueue
  }

  /** Seconds since the last change, and all seconds down until now, as the statistics show them. */
  secondsSinceChange(nowMs: number): number {
    return Math.floor((nowMs - this.lastChangeMs) / 1000)
  }

  downtimeSeconds(nowMs: number): number {
    return Math.floor((this.downtimeMs + (this.isUp ? 0 : nowMs - this.lastChangeMs)) / 1000)
  }
}
