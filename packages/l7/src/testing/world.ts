/** A frontend, a backend and scripted peers on a network in memory, under a virtual clock. */

import { BackendState, type ServerState } from '@weir/balance'
import { createRandom, parseIpAddress, type SocketAddress, VirtualClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  Engine,
  Listener,
  type ListenerSettings,
  type MemoryConnection,
  MemoryNetwork,
  type MemoryNetworkSettings,
  resolveTimeouts,
  type Stream,
  type TimeoutOptions,
  terminationState,
} from '@weir/l4'
import { compressionProcessOptions } from '../compression/options.ts'
import { cookieLetters } from '../cookies.ts'
import type { Http2Options } from '../h2/settings.ts'
import { limitHttpEngine } from '../http-engine.ts'
import { defaultHttpSettings, HttpBackend, HttpFrontend, type HttpSettings } from '../http-proxy.ts'
import { httpProcessOptions } from '../options.ts'
import { startHttpSession } from '../session-handler.ts'
import type { Transaction } from '../transaction.ts'

const loopback = parseIpAddress('127.0.0.1')!
export const addressOf = (port: number): SocketAddress => ({ kind: 'ip', address: loopback, port })

const noTimeouts: TimeoutOptions = {
  connectMs: 1000,
  clientMs: 5000,
  serverMs: 5000,
  tunnelMs: null,
  clientFinMs: null,
  serverFinMs: null,
  clientHandshakeMs: null,
  queueMs: null,
  checkMs: null,
  tarpitMs: null,
  httpRequestMs: 5000,
  httpKeepAliveMs: null,
}

export interface WorldSettings {
  readonly http?: Partial<HttpSettings>
  readonly backendHttp?: Partial<HttpSettings>
  readonly timeouts?: Partial<TimeoutOptions>
  readonly servers?: number
  readonly maxconn?: number
  readonly network?: MemoryNetworkSettings
  readonly retries?: number
  readonly redispatchInterval?: number | null
  readonly abortsOnClose?: boolean
  readonly skipsNull?: boolean
  /** False: nothing listens at the servers' addresses. */
  readonly serversListen?: boolean
  readonly cookies?: boolean
  /** `tune.h2…`. */
  readonly http2?: Partial<Http2Options>
  /** Of the `bind` line. */
  readonly listener?: Pick<ListenerSettings, 'protocol' | 'idlePingMs'>
}

/** One end that a test holds: what came, and what became of the connection. */
export class Peer implements ConnectionSink {
  text = ''
  hasEnded = false
  closeCause: CloseCause | null | undefined = undefined
  readonly connection: MemoryConnection
  onText: ((peer: Peer) => void) | null = null
  drained = 0

  constructor(connection: Connection) {
    this.connection = connection as MemoryConnection
    connection.sink = this
  }

  get isClosed(): boolean {
    return this.closeCause !== undefined
  }

  send(text: string): void {
    this.connection.writeText(text)
  }

  onData(chunk: Uint8Array): void {
    this.text += Buffer.from(chunk).toString('latin1')
    this.onText?.(this)
  }

  onDrain(): void {
    this.drained++
  }

  onEnd(): void {
    this.hasEnded = true
  }

  onClose(cause: CloseCause | null): void {
    this.closeCause = cause
  }
}

export class World {
  readonly clock = new VirtualClock(1_700_000_000_000)
  readonly network: MemoryNetwork
  readonly engine: Engine
  readonly frontend: HttpFrontend
  readonly backend: HttpBackend
  readonly servers: ServerState[] = []
  /** Connections that the servers have accepted, in order. */
  readonly accepted: Peer[] = []
  /** One line per logged transaction: status, termination state, timers, request line. */
  readonly logs: string[] = []
  readonly transactions: Transaction[] = []
  /** What a server does with what it has received so far. */
  serve: (peer: Peer) => void = (peer) => {
    if (!peer.text.endsWith('\r\n\r\n')) return
    peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  }

  private constructor(settings: WorldSettings) {
    this.network = new MemoryNetwork(this.clock, settings.network ?? {})
    this.engine = new Engine({ clock: this.clock, random: createRandom(1), network: this.network })
    const contained: unknown[] = []
    this.engine.onContainedError = (error) => contained.push(error)
    this.contained = contained
    if (settings.http2 !== undefined) {
      const process = httpProcessOptions.create()
      process.http2 = { ...process.http2, ...settings.http2 }
      limitHttpEngine(this.engine, process, compressionProcessOptions.create())
    }
    const timeouts = resolveTimeouts({ ...noTimeouts, ...settings.timeouts })
    const state = new BackendState(
      {
        id: 3,
        name: 'b',
        guid: null,
        options: new OptionsStore(),
        usesAllBackups: false,
        persistsOnDown: false,
        redispatches: false,
        fullconn: 0,
      },
      { clock: this.clock, random: createRandom(2) },
    )
    for (let index = 0; index < (settings.servers ?? 1); index++) {
      this.servers.push(
        state.addServer(
          {
            id: index + 1,
            hashKey: index + 1,
            name: `s${index + 1}`,
            guid: null,
            address: addressOf(9001 + index),
            addressText: '127.0.0.1',
            hostName: null,
            usesClientAddress: false,
            port: 9001 + index,
            portRule: 'fixed',
            isBackup: false,
            weight: 1,
            maxconn: settings.maxconn ?? 0,
            minconn: 0,
            maxqueue: 0,
            slowStartMs: 0,
            isDisabled: false,
            cookie: settings.cookies === true ? `c${index + 1}` : null,
            rise: 2,
            fall: 3,
          },
          new OptionsStore(),
        ),
      )
    }
    let next = 0
    let eligible: readonly ServerState[] = []
    state.setAlgorithm({
      name: 'roundrobin',
      isDynamic: true,
      needsBody: false,
      isByRequest: false,
      reset: (servers) => {
        eligible = servers
      },
      onWeightChange() {},
      onLoadChange() {},
      choose: (_context, avoid) => {
        const open = eligible.filter((server) => !server.isSaturated && (server !== avoid || eligible.length === 1))
        return open.length === 0 ? null : open[next++ % open.length]!
      },
    })
    this.backend = new HttpBackend(
      this.engine,
      {
        state,
        id: 3,
        mode: 'http',
        timeouts,
        retries: settings.retries ?? 3,
        redispatchInterval: settings.redispatchInterval ?? null,
        abortsOnClose: settings.abortsOnClose ?? true,
      },
      { ...defaultHttpSettings, ...settings.backendHttp },
    )
    this.frontend = new HttpFrontend(
      this.engine,
      {
        name: 'f',
        id: 2,
        mode: 'http',
        timeouts,
        handler: startHttpSession,
        defaultBackend: this.backend,
        log: {
          logger: { log: (stream) => this.#log(stream), logStep() {}, logSession() {} },
          skipsNull: settings.skipsNull ?? false,
          skipsNormal: false,
          logsAsSoonAsPossible: false,
          separatesErrors: false,
          steps: null,
        },
      },
      { ...defaultHttpSettings, ...settings.http },
    )
  }

  /** What was thrown on the data path; a test that ends with something here has found a bug. */
  readonly contained: readonly unknown[]

  static async create(settings: WorldSettings = {}): Promise<World> {
    const world = new World(settings)
    const listener = new Listener(world.frontend, {
      listen: { address: addressOf(8000), backlog: 100 },
      ...settings.listener,
    })
    await listener.start()
    for (let index = 0; settings.serversListen !== false && index < world.servers.length; index++) {
      await world.network.listen({ address: addressOf(9001 + index), backlog: 100 }, (connection) => {
        const peer = new Peer(connection)
        peer.onText = (speaking) => world.serve(speaking)
        world.accepted.push(peer)
      })
    }
    return world
  }

  connect(): Peer {
    let peer: Peer | null = null
    this.network.connect(
      { address: addressOf(8000) },
      {
        onConnect: (connection) => {
          peer = new Peer(connection)
        },
        onConnectFailed() {},
      },
    )
    this.run()
    if (peer === null) throw new Error('the frontend took no connection')
    return peer
  }

  /** Lets everything happen that is due, and what time brings within `byMs`. */
  run(byMs = 0): void {
    this.clock.advance(byMs)
  }

  /** A client that sends `text` on a connection of its own; ends when nothing more happens. */
  request(text: string): Peer {
    const peer = this.connect()
    peer.send(text)
    this.run()
    return peer
  }

  #log(stream: Stream): void {
    const transaction = stream as Transaction
    this.transactions.push(transaction)
    const since = (from: number, to: number): number => (from < 0 || to < 0 ? -1 : Math.round(to - from))
    const times = [
      transaction.isBadRequest ? -1 : since(0, transaction.requestAtMs - transaction.startedAtMs - transaction.idleMs),
      since(transaction.requestAtMs, transaction.serverAssignedAtMs),
      since(transaction.serverAssignedAtMs, transaction.connectedAtMs),
      since(transaction.connectedAtMs, transaction.responseAtMs),
    ].join('/')
    const flags = `${terminationState(transaction.error)}${cookieLetters(transaction)}`
    const line = transaction.isBadRequest ? '<BADREQ>' : transaction.receivedHead.slice(0, transaction.receivedLineEnd)
    this.logs.push(`${transaction.status} ${flags} ${times} ${transaction.bytesOut} ${line}`)
  }
}
