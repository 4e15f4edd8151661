import { connect as connectSocket, type Socket } from 'node:net'
import { type ConnectionOptions, type TLSSocket, connect as tlsConnect } from 'node:tls'
import { BackendState } from '@weir/balance'
import { createRandom, type ProxyError, parseIpAddress, type SocketAddress, systemClock } from '@weir/base'
import { OptionsStore } from '@weir/keyword'
import { Backend, type BackendSettings } from '../backend.ts'
import { Engine } from '../engine.ts'
import { Frontend, type FrontendSettings } from '../frontend.ts'
import { Listener, type ListenerSettings } from '../listener.ts'
import type { Connection } from '../network/connection.ts'
import { createNetwork } from '../network/create.ts'
import { timeoutOptions } from '../options.ts'
import type { ServerTransport } from '../server-transport.ts'
import { plainTransport } from '../server-transport.ts'
import type { Session } from '../session.ts'
import type { Stream } from '../stream.ts'
import { startTcpStream } from '../tcp-stream.ts'
import { terminationState } from '../termination.ts'
import { resolveTimeouts } from '../timeouts.ts'
import { FirstWithRoom, serverDefaults } from './proxy-fixture.ts'

const loopback: SocketAddress = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 0 }

export interface TlsFixtureSettings {
  readonly kind: 'handle' | 'node'
  readonly listener?: Partial<ListenerSettings>
  readonly frontend?: Partial<FrontendSettings>
  readonly backend?: Partial<BackendSettings>
  readonly transport?: Partial<ServerTransport>
  /** Where the server is; an echo of the fixture's own when absent. */
  readonly serverPort?: number
}

/** A TCP proxy on real sockets, with an echo server behind it unless another is named. */
export class TlsFixture {
  readonly engine: Engine
  readonly frontend: Frontend
  readonly backend: Backend
  readonly errors: unknown[] = []
  /** Sessions that were logged for what ended them before they had a stream. */
  readonly failed: { readonly session: Session; readonly error: ProxyError }[] = []
  readonly streams: Stream[] = []
  readonly logs: string[] = []
  readonly #settings: TlsFixtureSettings
  readonly #sockets = new Set<Socket>()
  readonly #closers: (() => void)[] = []

  constructor(settings: TlsFixtureSettings) {
    this.#settings = settings
    const network = createNetwork({ kind: settings.kind, onSinkError: (error) => this.errors.push(error) })
    this.engine = new Engine({ clock: systemClock, random: createRandom(3), network })
    this.engine.onContainedError = (error) => this.errors.push(error)
    const options = new OptionsStore()
    const state = new BackendState(
      {
        id: 1,
        name: 'be',
        guid: null,
        options,
        usesAllBackups: false,
        persistsOnDown: false,
        redispatches: false,
        fullconn: 0,
      },
      { clock: systemClock, random: createRandom(4) },
    )
    state.setAlgorithm(new FirstWithRoom())
    const timeouts = resolveTimeouts(timeoutOptions.create())
    this.backend = new Backend(this.engine, { state, id: 1, mode: 'tcp', timeouts, ...settings.backend })
    this.frontend = new Frontend(this.engine, {
      name: 'fe',
      id: 2,
      mode: 'tcp',
      timeouts,
      handler: startTcpStream,
      defaultBackend: this.backend,
      log: {
        logger: {
          log: (stream) => {
            this.streams.push(stream)
            this.logs.push(`${terminationState(stream.error)} ${stream.retries}`)
          },
          logStep: () => {},
          logSession: (session, error) => this.failed.push({ session, error }),
        },
        skipsNull: false,
        skipsNormal: false,
        logsAsSoonAsPossible: false,
        separatesErrors: false,
        steps: null,
      },
      ...settings.frontend,
    })
    new Listener(this.frontend, { listen: { address: loopback, backlog: 512 }, ...settings.listener })
  }

  async start(): Promise<this> {
    const { state } = this.backend
    const address = await this.#serverAddress()
    const server = state.addServer({ ...serverDefaults(0), address }, new OptionsStore())
    state.setAlgorithm(new FirstWithRoom())
    this.backend.transports.set(server, { ...plainTransport, ...this.#settings.transport })
    await this.frontend.start()
    return this
  }

  async #serverAddress(): Promise<SocketAddress> {
    const { serverPort } = this.#settings
    if (serverPort !== undefined) return { ...loopback, port: serverPort } as SocketAddress
    const echo = await this.engine.network.listen({ address: loopback, backlog: 512 }, startEcho)
    this.#closers.push(() => echo.close())
    return echo.address!
  }

  get port(): number {
    const { address } = this.frontend.listeners[0]!.socket!
    if (address?.kind !== 'ip') throw new Error('expects a port')
    return address.port
  }

  /** A client that speaks TLS. */
  tls(options: ConnectionOptions = {}): TLSSocket {
    return this.#keep(
      tlsConnect({ host: '127.0.0.1', port: this.port, rejectUnauthorized: false, ...options }),
    ) as TLSSocket
  }

  /** A client that speaks nothing by itself. */
  raw(): Socket {
    return this.#keep(connectSocket({ host: '127.0.0.1', port: this.port, allowHalfOpen: true }))
  }

  #keep(socket: Socket): Socket {
    this.#sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => this.#sockets.delete(socket))
    return socket
  }

  async until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setImmediate(resolve))
  }

  /** Ends all, and waits until nothing is left. */
  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.frontend.stop()
    for (const close of this.#closers.splice(0)) close()
    await this.until(() => this.engine.sessions.size === 0 && this.engine.streams.size === 0)
    await this.until(() => this.engine.tls.currentConnections === 0)
  }
}

function startEcho(connection: Connection): void {
  connection.sink = {
    onData(chunk) {
      if (!connection.write(chunk)) connection.pause()
    },
    onDrain() {
      connection.resume()
    },
    onEnd() {
      connection.shutdown()
    },
    onClose() {},
  }
}
