import type { Clock, Random, SocketAddress } from '@weir/base'
import type { OptionsStore, SampleContext } from '@weir/keyword'
import { type Algorithm, isFree } from './algorithm.ts'
import { BackendCounters } from './counters.ts'
import { serverHashKey } from './hash-key.ts'
import { serverOptions } from './options.ts'
import { precedes, WaiterQueue } from './queue.ts'
import { type ServerSettings, ServerState } from './server-state.ts'
import { adminFlags, type OperationalState, operationalStates } from './server-states.ts'
import type { Acquired, Waiter } from './waiter.ts'

/** A server went up or down, or into or out of maintenance or drain. */
export interface ServerChange {
  readonly server: ServerState
  readonly was: { readonly operational: OperationalState; readonly adminFlags: number }
  /** Why, as it will be logged after `is UP` or `is DOWN`; null for changes that HAProxy does not explain. */
  readonly reason: string | null
  /** Waiters that left its queue for another one because of the change. */
  readonly requeued: number
}

/** Learns what happens to servers: logs, e-mail alerts, statistics, health checks of trackers. */
export interface BackendObserver {
  onServerChange?(change: ServerChange): void
  /** The last usable server is gone (false) or the first one is back (true). */
  onAvailabilityChange?(backend: BackendState, isAvailable: boolean): void
  /** A weight was asked for, be it the same. */
  onWeightSet?(server: ServerState): void
  /** A server has another address, or none. What is connected to the old one stays. */
  onAddressChange?(server: ServerState): void
}

export interface BackendSettings {
  readonly id: number
  readonly name: string
  readonly guid: string | null
  readonly options: OptionsStore
  /** `option allbackups`. */
  readonly usesAllBackups: boolean
  /** `option persist`: persistence holds on servers that are down. */
  readonly persistsOnDown: boolean
  /** `option redispatch`. */
  readonly redispatches: boolean
  /** 0 until the assembly knows the frontends' limits. */
  readonly fullconn: number
}

/** What is left of a server by another process. */
export interface RestoredState {
  readonly operational: OperationalState
  /** `adminFlags` that are set in addition. */
  readonly adminFlags: number
  /** As set at run time; null for the one of its line. */
  readonly weight: number | null
  /** How long it has been in that state. */
  readonly sinceMs: number
}

export interface BackendPorts {
  readonly clock: Clock
  readonly random: Random
}

/**
 * One backend at run time: its servers, algorithm, queue and counters.
 *
 *   acquire ─▶ use-server rule ─▶ preferred server ─▶ last server ─▶ algorithm
 *                     │ saturated        │ saturated    │ saturated    │ all saturated       nothing usable
 *                     ▼                  ▼              ▼              ▼                          ▼
 *              queue of the server  queue of the server  …       queue of the backend        'unavailable'
 *
 *   release ─▶ the waiter that came first in the server's queue and the backend's
 */
export class BackendState {
  readonly id: number
  readonly name: string
  readonly guid: string | null
  readonly options: OptionsStore
  readonly clock: Clock
  readonly random: Random
  readonly servers: ServerState[] = []
  readonly usesAllBackups: boolean
  readonly persistsOnDown: boolean
  readonly redispatches: boolean
  /** Backend load at which dynamic limits reach `maxconn`. */
  fullconn: number
  /** `use-server` rules: the server of the first rule that matches and can be used. Null when there are none. */
  useServer: ((context: SampleContext, isUsable: (server: ServerState) => boolean) => ServerState | null) | null = null
  readonly queue = new WaiterQueue(null)
  readonly counters: BackendCounters
  readonly observers: BackendObserver[] = []
  /** Streams that use this backend, queued ones included. */
  currentSessions = 0
  /** Usable servers by kind, as `nbsrv`, `act` and `bck` show them. */
  activeCount = 0
  backupCount = 0
  lastChangeMs: number
  downtimeMs = 0
  lastSessionMs: number | null = null
  #algorithm: Algorithm | null = null
  /** The servers the algorithm works on. */
  #eligible: readonly ServerState[] = []
  #sequence = 0
  #queuedTotal = 0
  readonly #byName = new Map<string, ServerState>()

  constructor(settings: BackendSettings, ports: BackendPorts) {
    this.id = settings.id
    this.name = settings.name
    this.guid = settings.guid
    this.options = settings.options
    this.clock = ports.clock
    this.random = ports.random
    this.usesAllBackups = settings.usesAllBackups
    this.persistsOnDown = settings.persistsOnDown
    this.redispatches = settings.redispatches
    this.fullconn = settings.fullconn
    const nowMs = ports.clock.nowMs()
    this.counters = new BackendCounters(nowMs)
    this.lastChangeMs = nowMs
  }

  get algorithm(): Algorithm {
    if (this.#algorithm === null) throw new Error(`backend '${this.name}' has no algorithm`)
    return this.#algorithm
  }

  /** Sets the algorithm, after the servers were added. */
  setAlgorithm(algorithm: Algorithm): void {
    this.#algorithm = algorithm
    this.refresh()
  }

  addServer(settings: ServerSettings, options: OptionsStore): ServerState {
    const server = new ServerState(this, settings, options)
    server.index = this.servers.length
    this.servers.push(server)
    this.#byName.set(server.name, server)
    if (this.#algorithm !== null) this.refresh()
    return server
  }

  /** Forgets a server. It must be in maintenance and idle: throws otherwise. */
  removeServer(server: ServerState): void {
    if (!server.isInMaintenance || server.currentSessions > 0 || server.queue.length > 0) {
      throw new Error(`server '${this.name}/${server.name}' is in use`)
    }
    this.servers.splice(this.servers.indexOf(server), 1)
    for (const [index, other] of this.servers.entries()) other.index = index
    this.#byName.delete(server.name)
    this.refresh()
  }

  server(name: string): ServerState | null {
    return this.#byName.get(name) ?? null
  }

  /** Some server can be chosen (`nbsrv` above zero). */
  get isAvailable(): boolean {
    return this.#eligible.length > 0
  }

  /** The servers the algorithm works on: the active ones that can be used, or else backup servers. */
  get eligible(): readonly ServerState[] {
    return this.#eligible
  }

  /** Waiters in the backend's queue and in the queues of its servers. */
  get queuedTotal(): number {
    return this.#queuedTotal
  }

  /** The weight of what is usable, as the statistics show it. */
  get weight(): number {
    let total = 0
    for (const server of this.#eligible) total += server.weight
    return total
  }

  /** A stream starts to use this backend. */
  openSession(): void {
    this.currentSessions++
    const nowMs = this.clock.nowMs()
    this.counters.countSession(nowMs)
    if (this.currentSessions > this.counters.maximumSessions) this.counters.maximumSessions = this.currentSessions
  }

  /** Nothing has been served yet, as far as the statistics go. */
  forgetSessions(): void {
    this.lastSessionMs = null
    for (const server of this.servers) server.lastSessionMs = null
  }

  closeSession(): void {
    this.currentSessions--
  }

  /** A server for `waiter`. When one is returned its slot is taken: give it back with `release`, once. */
  acquire(waiter: Waiter): Acquired {
    const avoid = waiter.excludedServer
    if (avoid === null) {
      const bound = this.useServer?.(waiter.context, (server) => this.#mayPersist(server, waiter)) ?? null
      if (bound !== null) waiter.preferredServer = bound
    }
    const preferred = waiter.preferredServer
    waiter.isBalanced = false
    if (preferred !== null && preferred !== avoid) {
      if (this.#mayPersist(preferred, waiter)) {
        if (!preferred.isSaturated && preferred.queue.length === 0) return this.#take(preferred, false)
        if (!preferred.isQueueFull || waiter.forcesPersistence) return this.#enqueue(waiter, preferred)
      }
      waiter.preferredServer = null
    }
    if (this.#eligible.length === 0) return 'unavailable'
    waiter.isBalanced = true
    const last = this.algorithm.isByRequest ? null : (waiter.lastServer ?? null)
    if (last !== null && last.server !== avoid && this.#eligible.includes(last.server)) {
      const { server, queueLimit } = last
      if (isFree(server)) return this.#take(server, false)
      if (server.queue.length < queueLimit && !server.isQueueFull) return this.#enqueue(waiter, server)
    }
    const server = this.algorithm.choose(waiter.context, avoid)
    if (server === null) return this.#enqueue(waiter, null)
    if (server.isSaturated || server.queue.length > 0) {
      return server.isQueueFull ? this.#enqueue(waiter, null) : this.#enqueue(waiter, server)
    }
    return this.#take(server, true)
  }

  /** True when traffic that has to leave `server` has somewhere to go. */
  hasOtherThan(server: ServerState): boolean {
    return this.#eligible.some((candidate) => candidate !== server)
  }

  /** Leaves the queue, on a timeout or when the client is gone. Harmless when it is in none. */
  cancel(waiter: Waiter): void {
    const entry = waiter.queueEntry
    if (entry === null) return
    if ((entry.server?.queue ?? this.queue).remove(waiter)) this.#queuedTotal--
  }

  /** Gives a slot back and hands it to the next waiter. */
  release(server: ServerState): void {
    this.leave(server)
    this.wake(server)
  }

  /** Gives a slot back; `wake` hands it on. For whoever still has to tell how many sessions are left. */
  leave(server: ServerState): void {
    server.currentSessions--
    this.#algorithm?.onLoadChange(server)
  }

  /** Gives free slots of a server to waiters, as long as there are both. */
  wake(server: ServerState): void {
    while (!server.isSaturated) {
      const own = server.queue.first
      const shared = server.isUsable && this.#eligible.includes(server) ? this.queue.first : null
      if (own === null && shared === null) return
      const fromShared = own === null || (shared !== null && precedes(shared, own))
      if (!fromShared && !server.isUp && !this.persistsOnDown && !own.waiter.forcesPersistence) return
      const waiter = (fromShared ? this.queue : server.queue).shift()!
      this.#queuedTotal--
      this.#take(server, fromShared)
      waiter.onServer(server)
    }
  }

  /** Up, down, starting or stopping, as a check (or the tracked server) found it. */
  setOperational(server: ServerState, state: OperationalState, reason: string | null): void {
    if (server.operational === state || (state === operationalStates.running && server.slowStartSinceMs !== null))
      return
    const was = { operational: server.operational, adminFlags: server.adminFlags }
    const wasUp = server.isUp
    server.operational = state
    this.#followSlowStart(server, wasUp)
    this.#afterChange(server, was, wasUp, reason)
    for (const tracker of server.trackers) {
      tracker.backend.setOperational(tracker, state, `via ${this.name}/${server.name}`)
    }
  }

  /** Sets and clears administrative flags (`adminFlags`), maintenance and drain. */
  setAdmin(server: ServerState, set: number, clear: number, reason: string | null): void {
    const flags = (server.adminFlags & ~clear) | set
    if (flags === server.adminFlags) return
    const was = { operational: server.operational, adminFlags: server.adminFlags }
    const wasUp = server.isUp
    const wasInMaintenance = server.isInMaintenance
    server.adminFlags = flags
    if ((set & adminFlags.resolutionMaintenance) !== 0) server.check.health = 0
    if (server.isInMaintenance !== wasInMaintenance) {
      const follows = server.tracked
      server.operational = server.isInMaintenance
        ? operationalStates.stopped
        : follows !== null
          ? follows.operational
          : isHeldDownByAgent(server)
            ? operationalStates.stopped
            : operationalStates.running
    }
    this.#followSlowStart(server, wasUp)
    this.#afterChange(server, was, wasUp, reason)
    for (const tracker of server.trackers) this.#passOn(server, tracker)
  }

  /** Sets the weight asked for at run time (0 … 256). */
  setWeight(server: ServerState, weight: number): void {
    server.userWeight = weight
    this.updateEffectiveWeight(server)
    for (const observer of this.observers) observer.onWeightSet?.(server)
  }

  /** Recomputes the effective weight after the configured weight or the progress of a slow start changed. */
  updateEffectiveWeight(server: ServerState): void {
    const before = server.effectiveWeight
    let weight = server.userWeight * 16
    if (server.slowStartSinceMs !== null && weight > 0) {
      const progress = (this.clock.nowMs() - server.slowStartSinceMs) / server.slowStartMs
      if (progress < 1) weight = Math.max(1, Math.ceil(weight * Math.max(progress, 0)))
    }
    if (weight === before) return
    server.effectiveWeight = weight
    if (before === 0 || weight === 0) {
      this.refresh()
      if (before === 0) this.wake(server)
    } else this.#algorithm?.onWeightChange(server)
  }

  /** Gives a server another address and port, or none. */
  setAddress(server: ServerState, address: SocketAddress | null, port: number): void {
    server.address = address
    server.port = port
    server.usesClientAddress = false
    if (address?.kind === 'ip') server.addressText = address.address.toString()
    const hashKey = serverHashKey(server.options.get(serverOptions), server.id, server.addressText, port)
    if (hashKey !== server.hashKey) {
      server.hashKey = hashKey
      this.refresh()
    }
    for (const observer of this.observers) observer.onAddressChange?.(server)
  }

  /** Lets a server start without an address: in maintenance until its name resolves. Nobody is told. */
  startUnresolved(server: ServerState): void {
    server.adminFlags |= adminFlags.resolutionMaintenance
    server.operational = operationalStates.stopped
    server.check.health = 0
    this.#recompute()
    for (const tracker of server.trackers) this.#passOn(server, tracker)
  }

  /** Puts a server into the state that another process left it in. Nobody is told. Maintenance by its line stays. */
  restore(server: ServerState, saved: RestoredState): void {
    server.adminFlags |= saved.adminFlags
    server.operational = server.isInMaintenance ? operationalStates.stopped : saved.operational
    server.check.health =
      server.operational === operationalStates.stopped ? 0 : server.check.rise + server.check.fall - 1
    server.lastChangeMs = this.clock.nowMs() - saved.sinceMs
    if (saved.weight !== null) {
      server.userWeight = saved.weight
      this.updateEffectiveWeight(server)
    }
    this.refresh()
    for (const tracker of server.trackers) this.#passOn(server, tracker)
  }

  /** Makes `server` follow the state of `tracked` (server option `track`). */
  track(server: ServerState, tracked: ServerState): void {
    server.tracked = tracked
    tracked.trackers.push(server)
    this.#passOn(tracked, server)
    if (!server.isInMaintenance) this.setOperational(server, tracked.operational, null)
  }

  /** Recomputes which servers may be chosen and tells the algorithm. */
  refresh(): void {
    if (this.#recompute()) this.#tellAvailability()
  }

  /** Whether the backend as a whole became available or unavailable. */
  #recompute(): boolean {
    const nowMs = this.clock.nowMs()
    const wasAvailable = this.#eligible.length > 0
    const active = this.servers.filter((server) => !server.isBackup && server.isUsable)
    const backup = this.servers.filter((server) => server.isBackup && server.isUsable)
    this.activeCount = active.length
    this.backupCount = backup.length
    this.#eligible = active.length > 0 ? active : this.usesAllBackups ? backup : backup.slice(0, 1)
    this.#algorithm?.reset(this.#eligible)
    const isAvailable = this.#eligible.length > 0
    if (this.#algorithm === null || isAvailable === wasAvailable) return false
    if (isAvailable) this.downtimeMs += nowMs - this.lastChangeMs
    else this.counters.downTransitions++
    this.lastChangeMs = nowMs
    return true
  }

  #tellAvailability(): void {
    for (const observer of this.observers) observer.onAvailabilityChange?.(this, this.isAvailable)
  }

  /** Starts a slow start when the server has come up, and ends the one of a server that has gone down. */
  #followSlowStart(server: ServerState, wasUp: boolean): void {
    if (!server.isUp) this.#endSlowStart(server)
    else if (!wasUp && server.slowStartMs > 0) {
      server.operational = operationalStates.starting
      server.slowStartSinceMs = this.clock.nowMs()
      this.#stepSlowStart(server)
    }
  }

  #stepSlowStart(server: ServerState): void {
    const elapsedMs = this.clock.nowMs() - server.slowStartSinceMs!
    if (elapsedMs >= server.slowStartMs) {
      server.operational = operationalStates.running
      this.#endSlowStart(server)
    } else {
      const stepMs = Math.min(server.slowStartMs - elapsedMs, Math.max(1000, server.slowStartMs / 20))
      server.cancelSlowStart = this.clock.schedule(stepMs, () => this.#stepSlowStart(server))
      this.updateEffectiveWeight(server)
    }
    this.wake(server)
  }

  #endSlowStart(server: ServerState): void {
    server.cancelSlowStart?.()
    server.cancelSlowStart = null
    server.slowStartSinceMs = null
    this.updateEffectiveWeight(server)
  }

  #mayPersist(server: ServerState, waiter: Waiter): boolean {
    return server.acceptsPersistence || this.persistsOnDown || waiter.forcesPersistence
  }

  #take(server: ServerState, isBalanced: boolean): ServerState {
    server.currentSessions++
    const { counters } = server
    if (server.currentSessions > counters.maximumSessions) counters.maximumSessions = server.currentSessions
    const nowMs = this.clock.nowMs()
    server.lastSessionMs = nowMs
    this.lastSessionMs = nowMs
    counters.countSession(nowMs)
    if (isBalanced) {
      counters.balancedSessions++
      this.counters.balancedSessions++
    }
    this.#algorithm?.onLoadChange(server)
    return server
  }

  #enqueue(waiter: Waiter, server: ServerState | null): 'queued' {
    const queue = server?.queue ?? this.queue
    queue.add(waiter, this.clock.nowMs(), this.#sequence++)
    this.#queuedTotal++
    const counters = server?.counters ?? this.counters
    if (queue.length > counters.maximumQueue) counters.maximumQueue = queue.length
    return 'queued'
  }

  #afterChange(server: ServerState, was: ServerChange['was'], wasUp: boolean, reason: string | null): void {
    const nowMs = this.clock.nowMs()
    if (server.isUp !== wasUp) {
      if (server.isUp) server.downtimeMs += nowMs - server.lastChangeMs
      else server.counters.downTransitions++
      server.lastChangeMs = nowMs
    }
    const isAvailabilityChanged = this.#recompute()
    const requeued = server.isUp ? 0 : this.#redistribute(server)
    for (const observer of this.observers) observer.onServerChange?.({ server, was, reason, requeued })
    if (isAvailabilityChanged) this.#tellAvailability()
    if (server.isUsable) this.wake(server)
  }

  /**
   * Moves the waiters of a server that went down to the others. Returns how many. Without `option redispatch`, and with
   * `option persist`, they stay and hope for its return (seen in the oracle).
   */
  #redistribute(server: ServerState): number {
    if (!this.redispatches || this.persistsOnDown) return 0
    const waiting: Waiter[] = []
    for (let waiter = server.queue.shift(); waiter !== null; waiter = server.queue.shift()) waiting.push(waiter)
    let moved = 0
    for (const waiter of waiting) {
      this.#queuedTotal--
      if (waiter.forcesPersistence) {
        this.#enqueue(waiter, server)
        continue
      }
      moved++
      waiter.preferredServer = null
      waiter.excludedServer = server
      const acquired = this.acquire(waiter)
      if (acquired === 'unavailable') this.#enqueue(waiter, null)
      else if (acquired !== 'queued') waiter.onServer(acquired)
    }
    return moved
  }

  /** Maintenance and drain of a tracked server reach its trackers as inherited flags. */
  #passOn(tracked: ServerState, tracker: ServerState): void {
    const set =
      (tracked.isInMaintenance ? adminFlags.inheritedMaintenance : 0) |
      (tracked.isDraining ? adminFlags.inheritedDrain : 0)
    const clear = ~set & (adminFlags.inheritedMaintenance | adminFlags.inheritedDrain)
    tracker.backend.setAdmin(tracker, set, clear, null)
  }
}

/** Its agent said that it is down, and has not said otherwise. */
function isHeldDownByAgent({ agent }: ServerState): boolean {
  return agent.isConfigured && agent.isEnabled && agent.health === 0
}
