import { chownSync } from 'node:fs'
import type { SocketAddress, TimerQueue } from '@weir/base'
import type { Connection, ListeningSocket, Network } from '@weir/l4'
import { findGroupId, findUserId } from '@weir/os'
import type { RuntimeCommand } from '../command.ts'
import type { RuntimeSocket, RuntimeSocketOptions } from '../options.ts'
import type { ProcessView, RuntimeSocketView } from '../process-view.ts'
import { CommandSession } from './session.ts'

export interface RuntimeServerSettings {
  readonly network: Network
  readonly timers: TimerQueue
  readonly commands: readonly RuntimeCommand[]
  readonly options: RuntimeSocketOptions
  readonly view: ProcessView
  /** `tune.bufsize`: the longest line. */
  readonly maxLineBytes?: number
  /** `tune.cli.max-payload-size`. */
  readonly maxPayloadBytes?: number
  /** Gives a Unix socket its owner; a port for tests. */
  readonly changeOwner?: (path: string, uid: number, gid: number) => void
}

/** The runtime sockets of a process. */
export interface RuntimeServer {
  /** Binds all sockets. Rejects with the system's error; what was bound before is closed again. */
  start(): Promise<void>
  /** Unbinds and ends the sessions. May be called twice. */
  close(): void
  readonly sockets: readonly RuntimeSocketView[]
  readonly sessionCount: number
}

const keepOwner = -1

/** Listens on every `stats socket` and runs the commands that come in. */
export function createRuntimeServer(settings: RuntimeServerSettings): RuntimeServer {
  return new Server(settings)
}

class Server implements RuntimeServer {
  readonly sockets: readonly RuntimeSocketView[]
  readonly #settings: RuntimeServerSettings
  readonly #listening: ListeningSocket[] = []
  readonly #sessions = new Set<Connection>()
  readonly #counts = new Map<RuntimeSocket, number>()

  constructor(settings: RuntimeServerSettings) {
    this.#settings = settings
    this.sockets = settings.options.sockets.map(({ address, text, level }) => ({ address, text, level }))
  }

  get sessionCount(): number {
    return this.#sessions.size
  }

  async start(): Promise<void> {
    try {
      for (const socket of this.#settings.options.sockets) await this.#listen(socket)
    } catch (error) {
      this.close()
      throw error
    }
  }

  close(): void {
    for (const listening of this.#listening.splice(0)) listening.close()
    for (const connection of [...this.#sessions]) connection.close()
  }

  async #listen(socket: RuntimeSocket): Promise<void> {
    const { network, options } = this.#settings
    // A descriptor is bound already; the address then is of no use.
    const address: SocketAddress = socket.address ?? { kind: 'unix', path: '', isAbstract: false }
    const listening = await network.listen(
      {
        address,
        backlog: socket.backlog ?? options.maxConnections,
        ...(socket.mode === null ? {} : { mode: socket.mode }),
        ...(socket.fd === null ? {} : { fd: socket.fd }),
      },
      (connection) => this.#accept(socket, connection, listening),
    )
    this.#listening.push(listening)
    if (address.kind !== 'unix' || address.isAbstract || socket.fd !== null) return
    const uid = socket.user === null ? socket.uid : idOf(findUserId(socket.user))
    const gid = socket.group === null ? socket.gid : idOf(findGroupId(socket.group))
    if (uid === null && gid === null) return
    const changeOwner = this.#settings.changeOwner ?? chownSync
    changeOwner(address.path, uid ?? keepOwner, gid ?? keepOwner)
  }

  #accept(socket: RuntimeSocket, connection: Connection, listening: ListeningSocket): void {
    const { options, view, timers, commands, maxLineBytes = 16384, maxPayloadBytes = 131072 } = this.#settings
    this.#sessions.add(connection)
    const count = (this.#counts.get(socket) ?? 0) + 1
    this.#counts.set(socket, count)
    if (count >= (socket.maxConnections ?? options.maxConnections)) listening.pause()
    new CommandSession(connection, {
      commands,
      view,
      timers,
      level: socket.level,
      severityOutput: socket.severityOutput,
      timeoutMs: options.timeoutMs === 0 ? Number.POSITIVE_INFINITY : options.timeoutMs,
      maxLineBytes,
      maxPayloadBytes,
      onEnd: () => {
        this.#sessions.delete(connection)
        this.#counts.set(socket, this.#counts.get(socket)! - 1)
        listening.resume()
      },
    })
  }
}

function idOf(lookup: ReturnType<typeof findUserId>): number {
  if ('error' in lookup) throw new Error(lookup.error)
  return lookup.id
}
