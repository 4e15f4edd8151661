import { Timeout } from '@weir/base'
import type { BindOptions } from './bind-options.ts'
import { ListenerCounters } from './counters.ts'
import type { Frontend } from './frontend.ts'
import { applyListeningOptions } from './listening-options.ts'
import type { Connection, ListeningSocket, ListenOptions } from './network/connection.ts'
import { Session } from './session.ts'
import { startSession } from './session-start.ts'
import type { TlsAcceptSettings } from './tls/settings.ts'

/** What a listener is made of: one address of a `bind` line. */
export interface ListenerSettings {
  readonly listen: ListenOptions
  readonly name?: string | null
  readonly id?: number
  readonly maxConnections?: number
  /** `accept-proxy`. */
  readonly expectsProxyHeader?: boolean
  /** `proto`: what clients speak; null or absent to find out. */
  readonly protocol?: 'h1' | 'h2' | null
  /** `idle-ping`. */
  readonly idlePingMs?: number | null
  /** `ssl`; null or absent for plain connections. */
  readonly tls?: TlsAcceptSettings | null
  /** Options of the socket that need system calls. */
  readonly socketOptions?: BindOptions
}

/** One bound address of a frontend. Stops accepting at any limit and resumes when there is room again. */
export class Listener {
  readonly frontend: Frontend
  readonly name: string | null
  readonly id: number
  readonly listen: ListenOptions
  readonly expectsProxyHeader: boolean
  readonly protocol: 'h1' | 'h2' | null
  readonly idlePingMs: number | null
  readonly tls: TlsAcceptSettings | null
  readonly counters = new ListenerCounters()
  /** Options of the `bind` line that could not be set on the socket, by name. */
  failedOptions: readonly string[] = []
  readonly #socketOptions: BindOptions | null
  maxConnections: number
  currentConnections = 0
  /** Null until started and after `stop`. */
  socket: ListeningSocket | null = null
  #isHeldBack = false
  readonly #rateTimeout: Timeout
  readonly #update = (): void => this.update()

  constructor(frontend: Frontend, settings: ListenerSettings) {
    this.frontend = frontend
    this.listen = settings.listen
    this.name = settings.name ?? null
    this.id = settings.id ?? frontend.listeners.length + 1
    this.maxConnections = settings.maxConnections ?? Number.POSITIVE_INFINITY
    this.#socketOptions = settings.socketOptions ?? null
    this.expectsProxyHeader = settings.expectsProxyHeader ?? false
    this.protocol = settings.protocol ?? null
    this.idlePingMs = settings.idlePingMs ?? null
    this.tls = settings.tls ?? null
    this.#rateTimeout = new Timeout(frontend.engine.timers, this.#update)
    frontend.listeners.push(this)
  }

  /** Binds. Rejects with the system's error. */
  async start(): Promise<void> {
    this.socket = await this.frontend.engine.network.listen(this.listen, (connection) => this.#onConnection(connection))
    const { fd } = this.socket
    if (this.#socketOptions !== null && fd !== null && this.listen.address.kind === 'ip') {
      this.failedOptions = applyListeningOptions(fd, this.#socketOptions)
    }
    this.update()
  }

  /** Unbinds. Sessions live on. */
  stop(): void {
    this.#rateTimeout.dispose()
    this.frontend.engine.waitingForSlot.delete(this.#update)
    this.socket?.close()
    this.socket = null
  }

  /** Accepts or holds back, as limits, rates and the frontend's state ask for. */
  update(): void {
    if (this.socket === null) return
    const mayAccept = this.#mayAccept()
    if (mayAccept !== this.#isHeldBack) return
    this.#isHeldBack = !mayAccept
    if (mayAccept) this.socket.resume()
    else this.socket.pause()
  }

  /** Called once by a session that is over. */
  sessionEnded(session: Session): void {
    const { frontend } = this
    const { engine } = frontend
    this.currentConnections--
    frontend.currentConnections--
    engine.currentConnections--
    this.counters.currentSessions = this.currentConnections
    frontend.counters.currentSessions = frontend.currentConnections
    engine.sessions.delete(session)
    if (this.#isHeldBack) this.update()
    frontend.slotFreed()
    engine.slotFreed()
  }

  #mayAccept(): boolean {
    const { frontend } = this
    const { engine } = frontend
    if (frontend.state !== 'running') return false
    if (this.currentConnections >= this.maxConnections || !frontend.hasRoom) return false
    if (engine.currentConnections >= engine.maxConnections) {
      engine.waitingForSlot.add(this.#update)
      return false
    }
    if (this.tls !== null && engine.tls.currentConnections >= engine.maxTlsConnections) {
      engine.waitingForSlot.add(this.#update)
      return false
    }
    const nowMs = engine.clock.nowMs()
    const delayMs = Math.max(
      frontend.counters.sessionRate.delayMs(frontend.maxSessionsPerSecond, nowMs),
      engine.sessionRate.delayMs(engine.maxSessionsPerSecond, nowMs),
      engine.connectionRate.delayMs(engine.maxConnectionsPerSecond, nowMs),
      this.tls === null ? 0 : engine.tls.frontend.rate.delayMs(engine.maxTlsConnectionsPerSecond, nowMs),
    )
    if (delayMs === 0) return true
    this.#rateTimeout.arm(delayMs)
    return false
  }

  #onConnection(connection: Connection): void {
    const { frontend } = this
    const { engine } = frontend
    if (engine.refusesPrivilegedPorts && hasPrivilegedPort(connection)) {
      connection.reset()
      return
    }
    const nowMs = engine.clock.nowMs()
    this.currentConnections++
    frontend.currentConnections++
    engine.currentConnections++
    engine.totalConnections++
    if (engine.currentConnections > engine.maxConnectionsSeen) engine.maxConnectionsSeen = engine.currentConnections
    if (engine.currentConnections === engine.maxConnections) engine.limitReachedCount++
    engine.connectionRate.add(1, nowMs)
    frontend.counters.countAccept(nowMs, frontend.currentConnections)
    this.counters.countConnection(this.currentConnections)
    const session = new Session(this, connection)
    engine.sessions.add(session)
    startSession(session)
    this.update()
  }
}

/** RFC 6335 §6: what listens there is a service, which does not make connections of its own. */
function hasPrivilegedPort({ remoteAddress }: Connection): boolean {
  return remoteAddress?.kind === 'ip' && remoteAddress.port < 1024
}
