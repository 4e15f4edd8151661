/**
 * A network inside the process, on a clock: for tests, and for running a configuration without sockets. Every event is
 * a callback of the clock, so with a virtual clock a run is exact and can be repeated. Ends of a connection can be
 * cut, stalled, and made to deliver in small pieces.
 */
import { type Clock, formatSocketAddress, parseIpAddress, type SocketAddress } from '@weir/base'
import type { TlsSession } from '../tls/tls-session.ts'
import type { TlsLayer, TlsWatcher } from '../tls/transport/tls-layer.ts'
import type {
  CloseCause,
  ConnectAttempt,
  Connection,
  ConnectionSink,
  ConnectOptions,
  ConnectSink,
  ListeningSocket,
  ListenOptions,
  Network,
  SecureConnection,
} from './connection.ts'
import { quietSink } from './quiet-sink.ts'
import { startTlsOverStream } from './stream-tls.ts'

export interface MemoryNetworkSettings {
  /** Time that every event takes from one end to the other. */
  readonly latencyMs?: number
  /** What a receiver's kernel would buffer. */
  readonly windowBytes?: number
  /** The most that one `onData` brings. */
  readonly chunkBytes?: number
}

interface MemoryListener {
  readonly address: SocketAddress
  readonly backlog: number
  readonly onConnection: (connection: Connection) => void
  readonly held: (() => void)[]
  isPaused: boolean
}

const loopback = parseIpAddress('127.0.0.1')!

/** How a place answers that does not listen. */
export type MemoryFault = 'refused' | 'unreachable' | 'no-route' | 'silent'

export class MemoryNetwork implements Network {
  readonly name = 'memory'
  readonly clock: Clock
  readonly latencyMs: number
  readonly windowBytes: number
  readonly chunkBytes: number
  /** Ends that are not closed yet. */
  readonly open = new Set<MemoryConnection>()
  /** What sinks threw. */
  readonly sinkErrors: unknown[] = []
  readonly #listeners = new Map<string, MemoryListener>()
  readonly #faults = new Map<string, MemoryFault>()
  #nextPort = 40000

  constructor(clock: Clock, settings: MemoryNetworkSettings = {}) {
    this.clock = clock
    this.latencyMs = settings.latencyMs ?? 0
    this.windowBytes = settings.windowBytes ?? 65536
    this.chunkBytes = settings.chunkBytes ?? Number.POSITIVE_INFINITY
  }

  /** Makes `address` answer with a fault, or listen again for null. */
  setFault(address: SocketAddress, fault: MemoryFault | null): void {
    if (fault === null) this.#faults.delete(formatSocketAddress(address))
    else this.#faults.set(formatSocketAddress(address), fault)
  }

  async listen(options: ListenOptions, onConnection: (connection: Connection) => void): Promise<ListeningSocket> {
    let { address } = options
    if (address.kind === 'ip' && address.port === 0) address = { ...address, port: this.#nextPort++ }
    const key = formatSocketAddress(address)
    if (this.#listeners.has(key)) throw Object.assign(new Error('EADDRINUSE'), { code: 'EADDRINUSE' })
    const listener: MemoryListener = { address, backlog: options.backlog, onConnection, held: [], isPaused: false }
    this.#listeners.set(key, listener)
    return {
      address,
      fd: null,
      pause: () => {
        listener.isPaused = true
      },
      resume: () => {
        listener.isPaused = false
        while (!listener.isPaused && listener.held.length > 0) listener.held.shift()!()
      },
      close: () => {
        this.#listeners.delete(key)
      },
    }
  }

  connect(options: ConnectOptions, sink: ConnectSink): ConnectAttempt {
    const { address } = options
    let cancel = (): void => {}
    const later = (delayMs: number, callback: () => void): void => {
      cancel = this.clock.schedule(delayMs, callback)
    }
    const fault = this.#faults.get(formatSocketAddress(address))
    const listener = this.#find(address)
    if (fault === 'silent') return { cancel }
    if (fault === 'unreachable') {
      later(this.latencyMs, () => sink.onConnectFailed('unreachable', 'EHOSTUNREACH'))
    } else if (fault === 'no-route') {
      later(0, () => sink.onConnectFailed('unreachable', 'ENETUNREACH'))
    } else if (fault === 'refused' || listener === undefined) {
      later(this.latencyMs, () => sink.onConnectFailed('refused', 'ECONNREFUSED'))
    } else if (listener.held.length < listener.backlog) {
      later(this.latencyMs, () => this.#establish(options, listener, sink))
    }
    return { cancel: () => cancel() }
  }

  #find(address: SocketAddress): MemoryListener | undefined {
    const exact = this.#listeners.get(formatSocketAddress(address))
    if (exact !== undefined || address.kind === 'unix') return exact
    return this.#listeners.get(`0.0.0.0:${address.port}`) ?? this.#listeners.get(`:::${address.port}`)
  }

  #establish({ address, sourceAddress }: ConnectOptions, listener: MemoryListener, sink: ConnectSink): void {
    const source: SocketAddress =
      address.kind === 'unix'
        ? { kind: 'unix', path: '', isAbstract: false }
        : sourceAddress?.kind === 'ip' && sourceAddress.port !== 0
          ? sourceAddress
          : {
              kind: 'ip',
              address: sourceAddress?.kind === 'ip' ? sourceAddress.address : loopback,
              port: this.#nextPort++,
            }
    const client = new MemoryConnection(this, source, address)
    const server = new MemoryConnection(this, address, source)
    client.peer = server
    server.peer = client
    const accept = (): void => {
      this.guard(server, () => listener.onConnection(server))
      server.start()
    }
    if (listener.isPaused || listener.held.length > 0) listener.held.push(accept)
    else accept()
    this.guard(client, () => sink.onConnect(client))
    client.start()
  }

  /** @internal Runs a sink's callback; a throw closes the connection and is kept. */
  guard(connection: MemoryConnection, callback: () => void): void {
    try {
      callback()
    } catch (error) {
      this.sinkErrors.push(error)
      connection.fail('error')
    }
  }
}

/** One end of a connection in memory. */
export class MemoryConnection implements Connection {
  sink: ConnectionSink = quietSink
  readonly localAddress: SocketAddress
  readonly remoteAddress: SocketAddress
  readonly fd = null
  readonly tls: TlsSession | null = null
  peer: MemoryConnection | null = null
  /** While true, nothing that this end sends arrives. */
  isStalled = false
  noDelay = true
  keepAlive = false
  readonly #network: MemoryNetwork
  #received: Uint8Array[] = []
  #receivedBytes = 0
  #pending: Uint8Array[] = []
  #pendingBytes = 0
  #needsDrain = false
  #isStarted = false
  #isPaused = false
  #isDelivering = false
  #wantsShutdown = false
  #hasSentEnd = false
  #peerEnded = false
  #hasReportedEnd = false
  #isClosing = false
  #isClosed = false

  constructor(network: MemoryNetwork, local: SocketAddress, remote: SocketAddress) {
    this.#network = network
    this.localAddress = local
    this.remoteAddress = remote
    network.open.add(this)
  }

  get isOpen(): boolean {
    return !this.#isClosing && !this.#isClosed
  }

  get pendingBytes(): number {
    return this.#pendingBytes
  }

  /** @internal */
  start(): void {
    this.#isStarted = true
    this.#deliverSoon()
  }

  write(data: Uint8Array): boolean {
    if (!this.isOpen || this.#wantsShutdown || data.length === 0) return true
    this.#pending.push(Uint8Array.prototype.slice.call(data))
    this.#pendingBytes += data.length
    this.#flush()
    if (this.#pendingBytes > 0) this.#needsDrain = true
    return this.#pendingBytes === 0
  }

  writeText(data: string): boolean {
    return this.write(Uint8Array.from(data, (char) => char.charCodeAt(0)))
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    const joined = new Uint8Array(head.length + data.length)
    for (let index = 0; index < head.length; index++) joined[index] = head.charCodeAt(index)
    joined.set(data, head.length)
    return this.write(joined)
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    this.#isPaused = false
    this.#deliverSoon()
  }

  shutdown(): void {
    if (!this.isOpen || this.#wantsShutdown) return
    this.#wantsShutdown = true
    this.#flush()
  }

  close(): void {
    if (!this.isOpen) return
    this.#isClosing = true
    this.#wantsShutdown = true
    this.#received = []
    this.#receivedBytes = 0
    this.#flush()
    this.#wakePeer()
  }

  reset(): void {
    if (this.#isClosed) return
    this.#cut('reset')
    this.#end(null)
  }

  startTls(layer: TlsLayer, watcher: TlsWatcher, received: Uint8Array | null): SecureConnection {
    return startTlsOverStream(this, layer, watcher, received, (error) => this.#network.sinkErrors.push(error))
  }

  setNoDelay(on: boolean): void {
    this.noDelay = on
  }

  setKeepAlive(on: boolean): void {
    this.keepAlive = on
  }

  /** Breaks the connection as a fault of the network would: both ends see `cause`. */
  fail(cause: CloseCause): void {
    if (this.#isClosed) return
    this.#cut(cause)
    this.#end(cause)
  }

  /** Lets arrive what a stall held up. */
  unstall(): void {
    this.isStalled = false
    this.#flush()
  }

  #cut(cause: CloseCause): void {
    const peer = this.peer
    if (peer !== null && !peer.#isClosed) this.#later(() => peer.#end(cause))
  }

  #later(callback: () => void): void {
    this.#network.clock.schedule(this.#network.latencyMs, callback)
  }

  /** Moves pending bytes into the peer's window, then the end. */
  #flush(): void {
    const peer = this.peer
    if (this.isStalled || this.#isClosed || peer === null) return
    if (peer.#isClosed || peer.#isClosing) {
      if (this.#pendingBytes > 0) {
        // Nobody is there to take it: the peer's system answers with a reset.
        this.#pending = []
        this.#pendingBytes = 0
        this.#later(() => this.#end('reset'))
        return
      }
    }
    while (this.#pendingBytes > 0) {
      const room = this.#network.windowBytes - peer.#receivedBytes
      if (room <= 0) break
      const first = this.#pending[0]!
      const part = first.length <= room ? first : first.subarray(0, room)
      if (part === first) this.#pending.shift()
      else this.#pending[0] = first.subarray(room)
      this.#pendingBytes -= part.length
      peer.#received.push(part)
      peer.#receivedBytes += part.length
    }
    peer.#deliverSoon()
    if (this.#pendingBytes > 0) return
    if (this.#needsDrain) {
      this.#needsDrain = false
      this.#later(() => {
        if (this.isOpen) this.#network.guard(this, () => this.sink.onDrain())
      })
    }
    if (!this.#wantsShutdown) return
    if (!this.#hasSentEnd) {
      this.#hasSentEnd = true
      peer.#peerEnded = true
      peer.#deliverSoon()
      if (!this.#isClosing) this.#later(() => this.#closeWhenBothEnded())
    }
    if (this.#isClosing) this.#later(() => this.#end(null))
  }

  #deliverSoon(): void {
    if (this.#isDelivering || !this.#isStarted || this.#isPaused || !this.isOpen) return
    if (this.#receivedBytes === 0 && (!this.#peerEnded || this.#hasReportedEnd)) return
    this.#isDelivering = true
    this.#later(() => {
      this.#isDelivering = false
      if (this.#isPaused || !this.isOpen) return
      if (this.#receivedBytes > 0) this.#deliverChunk()
      else if (this.#peerEnded && !this.#hasReportedEnd) {
        this.#hasReportedEnd = true
        this.#network.guard(this, () => this.sink.onEnd())
        this.#closeWhenBothEnded()
      }
      this.#deliverSoon()
    })
  }

  #deliverChunk(): void {
    const first = this.#received[0]!
    const limit = this.#network.chunkBytes
    const chunk = first.length <= limit ? first : first.subarray(0, limit)
    if (chunk === first) this.#received.shift()
    else this.#received[0] = first.subarray(limit)
    this.#receivedBytes -= chunk.length
    this.#network.guard(this, () => this.sink.onData(chunk))
    // The network owns the buffer: whoever keeps a reference sees rubbish, as with a buffer that is read into again.
    chunk.fill(0xee)
    this.#wakePeer()
  }

  /** There is more room here, or nobody any longer: the peer may go on. */
  #wakePeer(): void {
    if (this.peer !== null) this.peer.#flush()
  }

  #closeWhenBothEnded(): void {
    if (this.#hasReportedEnd && this.#hasSentEnd && this.isOpen) this.#end(null)
  }

  #end(cause: CloseCause | null): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#pending = []
    this.#pendingBytes = 0
    this.#received = []
    this.#receivedBytes = 0
    this.#network.open.delete(this)
    const report = (): void => {
      try {
        this.sink.onClose(cause)
      } catch (error) {
        this.#network.sinkErrors.push(error)
      }
    }
    this.#network.clock.schedule(0, report)
    this.#wakePeer()
  }
}
