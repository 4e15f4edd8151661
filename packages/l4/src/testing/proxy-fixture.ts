import { type Algorithm, BackendState, type ServerSettings, type ServerState } from '@weir/balance'
import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { Backend, type BackendSettings } from '../backend.ts'
import { Engine, type EngineSettings } from '../engine.ts'
import { Frontend, type FrontendSettings } from '../frontend.ts'
import { Listener, type ListenerSettings } from '../listener.ts'
import type { Connection } from '../network/connection.ts'
import { type MemoryConnection, MemoryNetwork, type MemoryNetworkSettings } from '../network/memory.ts'
import { timeoutOptions } from '../options.ts'
import type { Stream } from '../stream.ts'
import type { StreamLog, StreamLogger } from '../stream-log.ts'
import { startTcpStream } from '../tcp-stream.ts'
import { terminationState } from '../termination.ts'
import { resolveTimeouts } from '../timeouts.ts'
import { RecordingSink } from './recording-sink.ts'

const noTimeouts = resolveTimeouts(timeoutOptions.create())
const loopback = parseIpAddress('127.0.0.1')!

/** Takes the first server with room, in order: enough for tests of what is around it. */
export class FirstWithRoom implements Algorithm {
  readonly name = 'first'
  readonly isDynamic = true
  readonly needsBody = false
  readonly isByRequest = false
  #servers: readonly ServerState[] = []

  reset(servers: readonly ServerState[]): void {
    this.#servers = servers
  }

  onWeightChange(): void {}
  onLoadChange(): void {}

  choose(_context: unknown, avoid: ServerState | null): ServerState | null {
    const free = this.#servers.filter((server) => !server.isSaturated)
    return free.find((server) => server !== avoid) ?? free[0] ?? null
  }
}

/** One end of a connection with what it saw. */
export interface Peer {
  readonly connection: MemoryConnection
  readonly sink: RecordingSink
}

/** A server in memory with the connections it got. */
export interface FixtureServer {
  readonly state: ServerState
  readonly address: SocketAddress
  readonly peers: Peer[]
}

export interface FixtureSettings {
  readonly network?: MemoryNetworkSettings
  readonly frontend?: Partial<FrontendSettings>
  readonly backend?: Partial<BackendSettings>
  readonly listener?: Partial<ListenerSettings>
  readonly log?: Partial<StreamLog>
  readonly servers?: readonly Partial<ServerSettings>[]
  readonly maxConnections?: number
  readonly engine?: Partial<EngineSettings>
}

/** A frontend, a backend and servers on a network in memory under a virtual clock. */
export class ProxyFixture {
  readonly clock = new VirtualClock(1_700_000_000_000)
  readonly network: MemoryNetwork
  readonly engine: Engine
  readonly frontend: Frontend
  readonly backend: Backend
  readonly listener: Listener
  readonly servers: FixtureServer[] = []
  /** One line per logged stream: state, timers, bytes, counts. */
  readonly logs: string[] = []
  readonly errors: unknown[] = []

  constructor(settings: FixtureSettings = {}) {
    this.network = new MemoryNetwork(this.clock, settings.network)
    const maximum = settings.maxConnections
    this.engine = new Engine({
      clock: this.clock,
      random: createRandom(1),
      network: this.network,
      ...(maximum === undefined ? {} : { maxConnections: maximum }),
      ...settings.engine,
    })
    this.engine.onContainedError = (error) => this.errors.push(error)
    const state = new BackendState(
      {
        id: 2,
        name: 'be',
        guid: null,
        options: new OptionsStore(),
        usesAllBackups: false,
        persistsOnDown: false,
        redispatches: false,
        fullconn: 0,
      },
      { clock: this.clock, random: createRandom(2) },
    )
    for (const [index, server] of (settings.servers ?? [{}]).entries()) {
      this.servers.push({
        state: state.addServer({ ...serverDefaults(index), ...server }, new OptionsStore()),
        address: server.address ?? serverDefaults(index).address!,
        peers: [],
      })
    }
    state.setAlgorithm(new FirstWithRoom())
    this.backend = new Backend(this.engine, { state, id: 2, mode: 'tcp', timeouts: noTimeouts, ...settings.backend })
    const logger: StreamLogger = {
      log: (stream) => this.logs.push(describeStream(stream)),
      logStep: (place, step, profile) =>
        this.logs.push(`step ${step} ${place.frontend.name}${profile === null ? '' : ` ${profile}`}`),
      logSession: (session, error) => this.logs.push(`session ${terminationState(error)} ${session.frontend.name}`),
    }
    this.frontend = new Frontend(this.engine, {
      name: 'fe',
      id: 1,
      mode: 'tcp',
      timeouts: noTimeouts,
      handler: startTcpStream,
      defaultBackend: this.backend,
      log: {
        logger,
        skipsNull: false,
        skipsNormal: false,
        logsAsSoonAsPossible: false,
        separatesErrors: false,
        steps: null,
        ...settings.log,
      },
      ...settings.frontend,
    })
    this.listener = new Listener(this.frontend, {
      listen: { address: { kind: 'ip', address: loopback, port: 80 }, backlog: 100 },
      ...settings.listener,
    })
  }

  /** Listens, on the servers' side as well. */
  async start(): Promise<this> {
    for (const server of this.servers) {
      await this.network.listen({ address: server.address, backlog: 100 }, (connection) => {
        server.peers.push(peerOf(connection))
      })
    }
    await this.frontend.start()
    return this
  }

  /** Lets `ms` pass. */
  advance(ms = 0): void {
    this.clock.advance(ms)
  }

  /** Connects a client. `result.peer` is null until time has passed. */
  connect(): { peer: Peer | null } {
    const result: { peer: Peer | null } = { peer: null }
    this.network.connect(
      { address: this.listener.socket!.address! },
      {
        onConnect(connection) {
          result.peer = peerOf(connection)
        },
        onConnectFailed() {},
      },
    )
    return result
  }

  /** Connects a client and lets what follows at once happen. */
  client(): Peer {
    const result = this.connect()
    this.advance()
    return result.peer!
  }

  /** Cuts every connection that a client or a server still holds. */
  cutAll(): void {
    for (const connection of [...this.network.open]) connection.reset()
    this.advance(1000)
  }

  /** What is left behind: all zero once every connection is gone. */
  get leftovers(): Record<string, number> {
    return {
      connections: this.network.open.size,
      sessions: this.engine.sessions.size,
      streams: this.engine.streams.size,
      process: this.engine.currentConnections,
      frontend: this.frontend.currentConnections,
      backend: this.backend.state.currentSessions,
      queued: this.backend.state.queuedTotal,
      servers: this.servers.reduce((sum, { state }) => sum + state.currentSessions + state.sessions.size, 0),
      timers: this.engine.timers.size,
      errors: this.errors.length + this.network.sinkErrors.length,
    }
  }
}

/** The same as `leftovers` when nothing is left. */
export const nothingLeft = {
  connections: 0,
  sessions: 0,
  streams: 0,
  process: 0,
  frontend: 0,
  backend: 0,
  queued: 0,
  servers: 0,
  timers: 0,
  errors: 0,
}

function peerOf(connection: Connection): Peer {
  return { connection: connection as MemoryConnection, sink: new RecordingSink().attach(connection) }
}

export function serverDefaults(index: number): ServerSettings {
  return {
    id: index + 1,
    name: `s${index + 1}`,
    guid: null,
    address: { kind: 'ip', address: parseIpAddress(`10.0.0.${index + 1}`)!, port: 8000 },
    addressText: `10.0.0.${index + 1}`,
    hostName: null,
    usesClientAddress: false,
    port: 8000,
    portRule: 'fixed',
    isBackup: false,
    weight: 1,
    maxconn: 0,
    minconn: 0,
    maxqueue: 0,
    slowStartMs: 0,
    isDisabled: false,
    cookie: null,
    hashKey: index + 1,
    rise: 2,
    fall: 3,
  }
}

/** `be/s1 Tw/Tc/Tt bytes state retries sq/bq`. */
function describeStream(stream: Stream): string {
  const span = (from: number, to: number): number => (from < 0 || to < 0 ? -1 : Math.round(to - from))
  const place = `${stream.backend?.name ?? stream.frontend.name}/${stream.server?.name ?? '<NOSRV>'}`
  const queue = span(stream.requestAtMs, stream.serverAssignedAtMs)
  const connect = span(stream.serverAssignedAtMs, stream.connectedAtMs)
  const total = span(stream.startedAtMs, stream.closedAtMs)
  const retries = `${stream.isRedispatched ? '+' : ''}${stream.retries}`
  const positions = `${stream.serverQueuePosition}/${stream.backendQueuePosition}`
  return `${place} ${queue}/${connect}/${total} ${stream.bytesOut} ${terminationState(stream.error)} ${retries} ${positions}`
}
