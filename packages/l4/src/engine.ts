import { type Clock, type Random, RateCounter, TimerQueue } from '@weir/base'
import { createProcessVariables, unlimitedVariables, type VariableLimits, type VariableStore } from '@weir/sample'
import type { Network } from './network/connection.ts'
import type { Session } from './session.ts'
import { noBuffers, type SocketBuffers } from './socket-tuning.ts'
import type { SoftStop } from './soft-stop.ts'
import type { Stream } from './stream.ts'
import { TlsCounters } from './tls/tls-counters.ts'

/** What a thread's engine needs from outside. */
export interface EngineSettings {
  readonly clock: Clock
  readonly random: Random
  readonly network: Network
  /** `tune.bufsize`. */
  readonly bufferSizeBytes?: number
  /** Global `maxconn`; infinite when nothing limits it. */
  readonly maxConnections?: number
  readonly maxConnectionsPerSecond?: number
  readonly maxSessionsPerSecond?: number
  readonly maxTlsConnections?: number
  readonly maxTlsConnectionsPerSecond?: number
  readonly refusesPrivilegedPorts?: boolean
  readonly clientBuffers?: SocketBuffers
  readonly serverBuffers?: SocketBuffers
  /** Variables of scope `proc`, and the limits of all scopes. */
  readonly processVariables?: VariableStore
  readonly variableLimits?: VariableLimits
  readonly processId?: number
  readonly hostName?: string
  readonly nodeName?: string
  /** Runs a task behind the events that are at hand; a moment later where nothing else is given. */
  readonly afterEvents?: (task: () => void) => void
  /** Runs a task once what has arrived by now has been read; at once where nothing else is given. */
  readonly afterReads?: (task: () => void) => void
}

/** One thread's data plane: its clock, timers, network, limits, and everything that lives on it. */
export class Engine {
  readonly clock: Clock
  readonly random: Random
  readonly network: Network
  readonly timers: TimerQueue
  readonly bufferSizeBytes: number
  readonly processVariables: VariableStore
  readonly variableLimits: VariableLimits
  readonly processId: number
  readonly hostName: string
  readonly nodeName: string
  /** Runs a task behind the events that are at hand: what they bring about can be sent in one go. */
  readonly afterEvents: (task: () => void) => void
  /** Runs a task once what has arrived by now has been read, for those who look at the first bytes. */
  readonly afterReads: (task: () => void) => void
  maxConnections: number
  maxConnectionsPerSecond: number
  maxSessionsPerSecond: number
  /** `maxsslconn` counts both sides, `maxsslrate` the clients. */
  maxTlsConnections: number
  maxTlsConnectionsPerSecond: number
  /** `harden.reject-privileged-ports.tcp`. */
  readonly refusesPrivilegedPorts: boolean
  readonly clientBuffers: SocketBuffers
  readonly serverBuffers: SocketBuffers
  /** Established client connections: `actconn`. */
  currentConnections = 0
  maxConnectionsSeen = 0
  totalConnections = 0
  /** How often the last free connection was taken. */
  limitReachedCount = 0
  /** Throws on the data path that were contained. Each is a bug. */
  containedErrors = 0
  readonly connectionRate: RateCounter
  readonly sessionRate: RateCounter
  /** Bytes sent to clients and servers, ever and in the last second. */
  totalBytesOut = 0
  readonly bytesOutRate: RateCounter
  readonly tls: TlsCounters
  readonly sessions = new Set<Session>()
  readonly streams = new Set<Stream>()
  /** Set while the process finishes what is under way. */
  softStop: SoftStop | null = null
  /** Called by whoever frees a connection slot, for listeners that wait for one. */
  readonly waitingForSlot = new Set<() => void>()
  /** Told about each contained throw; the application decides what to do with it. */
  onContainedError: (error: unknown) => void = () => {}
  readonly #createdMs: number
  #nextStreamId = 0

  constructor(settings: EngineSettings) {
    this.clock = settings.clock
    this.random = settings.random
    this.network = settings.network
    this.timers = new TimerQueue(settings.clock)
    this.bufferSizeBytes = settings.bufferSizeBytes ?? 16384
    this.maxConnections = settings.maxConnections ?? Number.POSITIVE_INFINITY
    this.maxConnectionsPerSecond = settings.maxConnectionsPerSecond ?? Number.POSITIVE_INFINITY
    this.maxSessionsPerSecond = settings.maxSessionsPerSecond ?? Number.POSITIVE_INFINITY
    this.variableLimits = settings.variableLimits ?? unlimitedVariables
    this.processVariables = settings.processVariables ?? createProcessVariables(this.variableLimits)
    this.processId = settings.processId ?? 0
    this.hostName = settings.hostName ?? 'localhost'
    this.nodeName = settings.nodeName ?? this.hostName
    this.afterEvents = settings.afterEvents ?? ((task) => void settings.clock.schedule(0, task))
    this.afterReads = settings.afterReads ?? ((task) => task())
    this.#createdMs = settings.clock.nowMs()
    this.connectionRate = new RateCounter(1000, this.#createdMs)
    this.sessionRate = new RateCounter(1000, this.#createdMs)
    this.bytesOutRate = new RateCounter(1000, this.#createdMs)
    this.tls = new TlsCounters(this.#createdMs)
    this.tls.onEnd = () => this.slotFreed()
    this.maxTlsConnections = settings.maxTlsConnections ?? Number.POSITIVE_INFINITY
    this.maxTlsConnectionsPerSecond = settings.maxTlsConnectionsPerSecond ?? Number.POSITIVE_INFINITY
    this.clientBuffers = settings.clientBuffers ?? noBuffers
    this.serverBuffers = settings.serverBuffers ?? noBuffers
    this.refusesPrivilegedPorts = settings.refusesPrivilegedPorts ?? false
  }

  /** The number of the stream created last: `%rt`. */
  get streamCount(): number {
    return this.#nextStreamId
  }

  nextStreamId(): number {
    return this.#nextStreamId++
  }

  get uptimeMs(): number {
    return this.clock.nowMs() - this.#createdMs
  }

  countBytesOut(bytes: number): void {
    if (bytes === 0) return
    this.totalBytesOut += bytes
    this.bytesOutRate.add(bytes, this.clock.nowMs())
  }

  /** Counts a throw of the data path and reports it. */
  contain(error: unknown): void {
    this.containedErrors++
    this.onContainedError(error)
  }

  /** Wakes the listeners that stopped at a limit. */
  slotFreed(): void {
    if (this.waitingForSlot.size === 0) return
    const waiting = [...this.waitingForSlot]
    this.waitingForSlot.clear()
    for (const wake of waiting) wake()
  }
}
