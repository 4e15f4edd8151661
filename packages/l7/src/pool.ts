import type { ServerState } from '@weir/balance'
import { Timeout } from '@weir/base'
import type { Engine } from '@weir/l4'
import type { HttpServerSettings, ReuseMode } from './http-proxy.ts'
import type { ServerLink } from './server-link.ts'

/** Which connection a request may use. */
export interface WantedLink {
  readonly mode: ReuseMode
  readonly isFirstRequest: boolean
  /** What the server is asked for with SNI. */
  readonly name: string | null
  /** The version of HTTP that it has to speak; null for any. */
  readonly httpMajor: number | null
}

/**
 * The idle connections of one server on one thread, the last one used first. About as many are kept as were in use at
 * once of late, which is what the same load can use again; half of the surplus is closed each `pool-purge-delay`.
 */
export class ServerPool {
  readonly server: ServerState
  readonly settings: HttpServerSettings
  readonly #idle: ServerLink[] = []
  readonly #purge: Timeout
  readonly #owned = new Set<ServerLink>()
  /** Those in use whose connection may carry others beside them. */
  readonly #shareable = new Set<ServerLink>()
  #used = 0
  #mostUsed = 0

  constructor(engine: Engine, server: ServerState, settings: HttpServerSettings) {
    this.server = server
    this.settings = settings
    this.#purge = new Timeout(engine.timers, () => this.#closeSurplus())
  }

  get idleCount(): number {
    return this.#idle.length
  }

  get usedCount(): number {
    return this.#used
  }

  /**
   * An idle connection that `mode` allows, or null. A session's first request is only sent where the client can tell
   * that its connection was not at fault (manual, `http-reuse`).
   */
  take(wanted: WantedLink): ServerLink | null {
    const idle = this.#idle
    const { mode, isFirstRequest } = wanted
    if (idle.length === 0 || mode === 'never' || (mode === 'safe' && isFirstRequest)) return null
    // Connections that have served more than once have proven themselves, and go first.
    for (let index = idle.length - 1; index >= 0; index--) {
      if (idle[index]!.connectionRequestCount > 1 && fits(idle[index]!, wanted)) return this.#takeAt(index)
    }
    if (mode === 'aggressive' && isFirstRequest) return null
    for (let index = idle.length - 1; index >= 0; index--) {
      if (fits(idle[index]!, wanted)) return this.#takeAt(index)
    }
    return null
  }

  /** One that is in use over a connection which takes one more request beside the present ones; null without. */
  share(wanted: WantedLink): ServerLink | null {
    const { mode, isFirstRequest } = wanted
    if (this.#shareable.size === 0 || mode === 'never' || (mode === 'safe' && isFirstRequest)) return null
    const { maxReuse } = this.settings
    for (const link of this.#shareable) {
      const count = link.connectionRequestCount
      if (mode === 'aggressive' && isFirstRequest && count <= 1) continue
      if (maxReuse >= 0 && count > maxReuse) continue
      if (link.h2!.mux.hasRoom && fits(link, wanted)) return link
    }
    return null
  }

  #takeAt(index: number): ServerLink {
    const idle = this.#idle
    return index === idle.length - 1 ? idle.pop()! : idle.splice(index, 1)[0]!
  }

  /** Keeps a connection for later. False: there are enough, or the server takes no traffic. */
  put(link: ServerLink): boolean {
    const { poolMaxConnections, poolPurgeDelayMs } = this.settings
    const { length } = this.#idle
    if (poolMaxConnections >= 0 && length >= poolMaxConnections) return false
    if (length > Math.max(this.#mostUsed, this.settings.poolLowConnections)) return false
    if (poolPurgeDelayMs === 0 || this.server.isInMaintenance) return false
    this.#idle.push(link)
    if (!this.#purge.isArmed) this.#purge.arm(poolPurgeDelayMs)
    return true
  }

  /** Forgets a connection that was closed while idle. */
  drop(link: ServerLink): void {
    const index = this.#idle.lastIndexOf(link)
    if (index >= 0) this.#idle.splice(index, 1)
  }

  /** Counts an idle connection that its session keeps to itself. */
  addOwned(link: ServerLink): void {
    if (this.settings.countsIdle) this.#owned.add(link)
  }

  dropOwned(link: ServerLink): void {
    this.#owned.delete(link)
  }

  /**
   * `strict-maxconn`: closes idle connections so that one more is not one too many. Those of everybody go first, the oldest
   * of them foremost.
   */
  makeRoom(): void {
    const { maxconn, currentSessions } = this.server
    if (!this.settings.countsIdle || maxconn === 0) return
    for (const link of [...this.#idle, ...this.#owned]) {
      if (this.#idle.length + this.#owned.size + currentSessions <= maxconn) return
      link.discard()
    }
  }

  used(link: ServerLink): void {
    if (link.h2 !== null && !link.isPrivate) this.#shareable.add(link)
    if (++this.#used > this.#mostUsed) this.#mostUsed = this.#used
  }

  unused(link: ServerLink): void {
    this.#shareable.delete(link)
    this.#used--
  }

  closeAll(): void {
    this.#purge.stop()
    for (const link of this.#idle.splice(0)) link.discard()
  }

  #closeSurplus(): void {
    const surplus = this.#used + this.#idle.length - Math.max(this.#mostUsed, this.settings.poolLowConnections)
    this.#mostUsed = this.#used
    if (surplus > 0) for (const link of this.#idle.splice(0, Math.ceil(surplus / 2))) link.discard()
    if (this.#idle.length > 0) this.#purge.arm(this.settings.poolPurgeDelayMs)
  }
}

const fits = (link: ServerLink, { name, httpMajor }: WantedLink): boolean =>
  link.name === name && !link.isStale && (httpMajor === null || link.httpMajor === httpMajor)
