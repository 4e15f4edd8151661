import type { LastServer, QueueEntry, ServerState, Waiter, WaiterQueue } from '@weir/balance'
import { ProxyError, type SocketAddress, Timeout } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { Backend } from './backend.ts'
import { connectionErrorNumber } from './connection-errors.ts'
import type { CloseCause, ConnectAttempt, Connection, ConnectSink } from './network/connection.ts'
import { setMark, setTypeOfService, setUserTimeout } from './packet-marks.ts'
import { encodeProxyHeader } from './proxy-protocol/encode.ts'
import { findRdpServer } from './rdp-persistence.ts'
import { noBuffers, noProbes, setBuffers, setCongestion, setProbes } from './socket-tuning.ts'
import { connectThroughSocks4 } from './socks4.ts'
import { nextSource } from './source-ports.ts'
import type { Stream } from './stream.ts'
import type { TlsConnectSettings } from './tls/settings.ts'
import type { TlsFailure } from './tls/tls-session.ts'
import { connectTls } from './tls/transport/connect-tls.ts'

/** What the system says without having asked anybody: waiting would not change its mind. */
const localFailures: ReadonlySet<string> = new Set([
  'EACCES',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'EINVAL',
  'ENETUNREACH',
  'EPERM',
])

/** Who wants a server connection: a TCP stream or an HTTP transaction. */
export interface DispatchClient {
  readonly stream: Stream
  /**
   * An idle connection to `server` that may be used again, or null to open one. Only those will do that were made under
   * the same name: what the server is asked for with SNI, unless `pool-conn-name` says otherwise.
   */
  takeIdleConnection(server: ServerState, poolName: string | null): Connection | null
  /** The server that an earlier request of the same session went to, where it is preferred. */
  lastServer?(): LastServer | null
  /** What TLS is to offer instead of what the server's line says; null for that. */
  alpnFor?(server: ServerState): readonly string[] | null
  /** The connection is ready; its sink is the client's to set during the call. */
  onConnected(connection: Connection, server: ServerState, isReused: boolean): void
  /** No connection could be had. The dispatch holds nothing any longer; `stream.error` is the client's to set. */
  onFailed(error: ProxyError): void
}

/**
 * Gets a stream its server connection: choice, queue, connection, retries, redispatch. Shared by TCP and HTTP.
 *
 *   start ─▶ acquire ─▶ queued ─(timeout queue)─▶ failed
 *               │          │
 *               ▼          ▼
 *             connecting ─(refused, timeout connect)─▶ pause on the same server, or redispatch ─▶ … ─▶ failed
 *               │
 *               ▼
 *             connected ─▶ release
 */
export class Dispatch implements Waiter, ConnectSink {
  readonly backend: Backend
  readonly context: SampleContext
  preferredServer: ServerState | null
  excludedServer: ServerState | null = null
  readonly forcesPersistence: boolean
  /** An attempt that failed lets go of it. */
  lastServer: LastServer | null
  readonly priorityClass: number
  readonly priorityOffsetMs: number
  isBalanced = false
  queueEntry: QueueEntry | null = null
  /** The server whose slot is held. */
  server: ServerState | null = null
  /** The queue it waits in, and how many that had served when it came. */
  #queue: WaiterQueue | null = null
  #servedBefore = 0
  readonly #client: DispatchClient
  readonly #stream: Stream
  /** Made when first needed: most requests find an idle connection. */
  #timeout: Timeout | null = null
  #attempt: ConnectAttempt | null = null
  /** The name for SNI, worked out once the server is known. */
  #serverName: string | null = null
  /** The server's address when a connection to it was begun, which it may no longer have. */
  serverAddress: SocketAddress | null = null
  #state: 'idle' | 'queued' | 'connecting' | 'pausing' | 'connected' | 'over' = 'idle'

  constructor(backend: Backend, client: DispatchClient) {
    const { stream } = client
    if (backend.rdpCookieName !== null) stream.preferredServer ??= findRdpServer(stream, backend)
    if (backend.stickRules !== null) stream.matchStickRules(backend)
    this.backend = backend
    this.context = stream
    this.preferredServer = stream.preferredServer
    this.lastServer = client.lastServer?.() ?? null
    this.forcesPersistence = stream.forcesPersistence
    this.priorityClass = stream.priorityClass
    this.priorityOffsetMs = stream.priorityOffsetMs
    this.#client = client
    this.#stream = stream
  }

  /** True while a server is sought, or a connection to it. */
  get isUnderWay(): boolean {
    return this.#state === 'queued' || this.#state === 'connecting' || this.#state === 'pausing'
  }

  /** No connection is being made: it waits before the next attempt. */
  get isPausing(): boolean {
    return this.#state === 'pausing'
  }

  /** How far it is, as the termination state tells it. */
  get phase(): 'Q' | 'C' {
    return this.#state === 'queued' ? 'Q' : 'C'
  }

  /** Begins. The client may be called back at once. */
  start(): void {
    if (this.#stream.requestAtMs < 0) this.#stream.requestAtMs = this.backend.engine.clock.nowMs()
    this.#acquire()
  }

  /**
   * Begins once more after a server that was reached gave no useful answer (layer 7's `retry-on`): on another server
   * with `option redispatch`, otherwise on the same one.
   */
  repeat(server: ServerState): void {
    this.#stream.retries++
    this.#countRetry(server)
    const { redispatchInterval, state } = this.backend
    if (redispatchInterval !== null && state.hasOtherThan(server)) this.#avoid(server)
    else this.preferredServer = server
    this.#acquire()
  }

  /** Gives up: leaves the queue, stops connecting, frees the slot. The client is not called. */
  abort(): void {
    // As HAProxy logs it: time in the queue is told for aborts, not for the client's timeout.
    if (this.#state === 'queued' && this.#stream.error?.code !== 'l4/client-timeout') {
      this.#stream.serverAssignedAtMs = this.backend.engine.clock.nowMs()
    }
    this.backend.state.cancel(this)
    this.#tellPosition(1)
    this.#attempt?.cancel()
    this.#attempt = null
    this.release()
  }

  /** Frees the server's slot, once the connection is no longer used. Further calls do nothing. */
  release(): void {
    this.leave()?.wakeNext()
  }

  /**
   * The same in two steps: the slot is free, but handed to the next waiter only by `wakeNext`. Null when none was held.
   * For a log line in between, which must not count the next one.
   */
  leave(): { wakeNext(): void } | null {
    this.#state = 'over'
    this.#timeout?.dispose()
    const { server } = this
    if (server === null) return null
    this.server = null
    server.sessions.delete(this.#stream)
    const { state } = this.backend
    state.leave(server)
    return { wakeNext: () => state.wake(server) }
  }

  /** @internal A slot was handed to this waiter. */
  onServer(server: ServerState): void {
    this.#timeout?.stop()
    this.#tellPosition(0)
    this.#guard(() => this.#connect(server))
  }

  /** A throw below is a bug: it fails this dispatch, and not whoever freed the slot or opened the connection. */
  #guard(event: () => void): void {
    try {
      event()
    } catch (error) {
      this.backend.engine.contain(error)
      this.#attempt?.cancel()
      this.#attempt = null
      this.#fail(new ProxyError('l4/internal-error', 'proxy', 'C', false, error))
    }
  }

  #arm(delayMs: number): void {
    this.#timeout ??= new Timeout(this.backend.engine.timers, () => this.#guard(() => this.#onTimeout()))
    this.#timeout.arm(delayMs)
  }

  #acquire(): void {
    const stream = this.#stream
    const acquired = this.backend.state.acquire(this)
    if (acquired === 'unavailable') {
      this.backend.state.counters.connectErrors++
      this.#fail(new ProxyError('l4/no-server', 'server', 'C', true))
    } else if (acquired === 'queued') {
      this.#state = 'queued'
      const { server } = this.queueEntry!
      this.#queue = server?.queue ?? this.backend.state.queue
      this.#servedBefore = this.#queue.servedCount
      this.#arm(stream.queueTimeoutMs)
    } else this.#connect(acquired)
  }

  #connect(server: ServerState): void {
    const stream = this.#stream
    const { excludedServer } = this
    if (excludedServer !== null && excludedServer !== server && stream.server === excludedServer) {
      excludedServer.counters.redispatches++
      this.backend.state.counters.redispatches++
      stream.isRedispatched = true
    }
    this.server = server
    stream.server = server
    server.sessions.add(stream)
    stream.serverAssignedAtMs = this.backend.engine.clock.nowMs()
    const { serverName, poolName } = this.backend.transport(server)
    this.#serverName = serverName?.(stream) || null
    const idle = this.#client.takeIdleConnection(server, poolName == null ? this.#serverName : poolName(stream))
    if (idle !== null) {
      this.#state = 'connected'
      stream.connectedAtMs = stream.serverAssignedAtMs
      stream.serverConnection = idle
      stream.isConnectionReused = true
      server.counters.connectionReuses++
      this.backend.state.counters.connectionReuses++
      stream.storeStickKeys(this.backend, server)
      this.#client.onConnected(idle, server, true)
      return
    }
    this.#open(server)
  }

  #open(server: ServerState): void {
    const { engine } = this.backend
    const address = serverAddress(server, this.#stream)
    if (address === null) {
      this.#state = 'connecting'
      this.onConnectFailed('unreachable', 'EADDRNOTAVAIL')
      return
    }
    this.#state = 'connecting'
    this.serverAddress = server.address
    server.counters.connectAttempts++
    this.backend.state.counters.connectAttempts++
    const { source: sources, socksProxy } = this.backend.transport(server)
    const source = nextSource(sources)
    const nextHop = socksProxy ?? address
    const options = source === null ? { address: nextHop } : { address: nextHop, sourceAddress: source }
    this.#arm(this.#stream.connectTimeoutMs)
    this.#attempt =
      socksProxy === null
        ? engine.network.connect(options, this)
        : connectThroughSocks4(engine.network, options, address, this)
  }

  /** @internal */
  onConnect(connection: Connection): void {
    this.#guard(() => this.#onEstablished(connection))
  }

  /** The socket is connected: what belongs to it and what comes before the stream's own bytes. */
  #onEstablished(connection: Connection): void {
    const stream = this.#stream
    this.#attempt = null
    const { backend } = this
    if (backend.hasServerKeepAlive) {
      connection.setKeepAlive(true)
      if (backend.serverProbes !== noProbes) setProbes(connection, backend.serverProbes)
    }
    if (backend.engine.serverBuffers !== noBuffers) setBuffers(connection, backend.engine.serverBuffers)
    const { congestionControl, sendProxy, userTimeoutMs, tls } = this.backend.transport(this.server!)
    if (stream.serverMark !== null) setMark(connection, stream.serverMark)
    if (stream.serverTos !== null) setTypeOfService(connection, stream.serverTos)
    if (congestionControl != null) setCongestion(connection, congestionControl)
    if (userTimeoutMs !== null) setUserTimeout(connection, userTimeoutMs)
    if (sendProxy !== null) connection.write(encodeProxyHeader(sendProxy, stream))
    if (tls === null) this.#useConnection(connection)
    else this.#startTls(connection, tls)
  }

  /** The handshake counts as connecting, for the timeout as well. */
  #startTls(connection: Connection, tls: TlsConnectSettings): void {
    const stream = this.#stream
    const server = this.server!
    const { clock, tls: counters } = this.backend.engine
    stream.serverTlsFailure = null
    stream.serverConnectionError = 0
    const handshakes = this.backend.tlsCounters(server)
    const settings = {
      connection,
      tls,
      serverName: this.#serverName,
      alpn: this.#client.alpnFor?.(server) ?? tls.negotiation.alpn,
      wallMs: clock.wallMs(),
      nowMs: clock.nowMs(),
      counters,
    }
    this.#attempt = connectTls(settings, {
      onSecure: (secure) => {
        handshakes.sessions++
        if (secure.tls?.isResumed === true) handshakes.resumedSessions++
        this.#guard(() => this.#useConnection(secure))
      },
      onFailed: (errorName, failure, broken) => {
        handshakes.failures++
        stream.serverConnection = broken
        this.#guard(() => this.#onTlsFailed(errorName, failure))
      },
    })
  }

  #onTlsFailed(errorName: string, failure: TlsFailure | null): void {
    const stream = this.#stream
    stream.serverConnectionError = connectionErrorNumber(errorName)
    stream.serverTlsFailure = failure
    this.#attempt = null
    this.#timeout?.stop()
    // A server that is not the one asked for will not become it (seen in the oracle).
    if (errorName === 'SSL_MISMATCH_SNI') stream.retries = stream.maxRetries
    this.#retry(new ProxyError('l4/tls-handshake-failed', 'server', 'C', true), false)
  }

  #useConnection(connection: Connection): void {
    const stream = this.#stream
    const server = this.server!
    this.#attempt = null
    this.#timeout?.stop()
    this.#state = 'connected'
    server.traffic?.onConnection(true)
    stream.connectedAtMs = this.backend.engine.clock.nowMs()
    stream.serverConnection = connection
    stream.isConnectionReused = false
    stream.storeStickKeys(this.backend, server)
    this.#client.onConnected(connection, server, false)
  }

  /** @internal */
  onConnectFailed(_cause: CloseCause, systemCode: string): void {
    this.#attempt = null
    this.#timeout?.stop()
    if (systemCode.startsWith('SOCKS4_')) this.#stream.serverConnectionError = connectionErrorNumber(systemCode)
    const isAtOnce = this.server!.address?.kind === 'unix' || localFailures.has(systemCode)
    this.#guard(() => this.#retry(new ProxyError('l4/connection-refused', 'server', 'C', true, systemCode), isAtOnce))
  }

  #onTimeout(): void {
    if (this.#state === 'queued') {
      this.backend.state.cancel(this)
      this.#tellPosition(1)
      this.#stream.serverAssignedAtMs = this.backend.engine.clock.nowMs()
      this.backend.state.counters.connectErrors++
      this.#fail(new ProxyError('l4/queue-timeout', 'server', 'Q', true))
    } else if (this.#state === 'connecting') {
      this.#attempt?.cancel()
      this.#attempt = null
      this.#retry(new ProxyError('l4/connect-timeout', 'server', 'C', true), true)
    } else if (this.#state === 'pausing') {
      // With `option redispatch` the server counts as chosen anew (seen in the oracle).
      if (this.backend.redispatchInterval !== null) {
        this.#stream.serverAssignedAtMs = this.backend.engine.clock.nowMs()
      }
      this.#open(this.server!)
    }
  }

  /** Tries again after a pause, or at once: where time has passed already, and where no server has said no. */
  #retry(error: ProxyError, isAtOnce: boolean): void {
    const stream = this.#stream
    const server = this.server!
    server.traffic?.onConnection(false)
    const counters = this.backend.state.counters
    if (stream.retries >= stream.maxRetries) {
      server.counters.connectErrors++
      counters.connectErrors++
      this.#fail(error)
      return
    }
    stream.retries++
    if ((this.#redispatchesNow() || this.#maySwitchFreely()) && this.backend.state.hasOtherThan(server)) {
      // Statistics count it as a redispatch alone (seen in the oracle).
      this.#avoid(server)
      this.#releaseServer()
      this.#acquire()
      return
    }
    this.#countRetry(server)
    if (isAtOnce) this.#open(server)
    else {
      this.#state = 'pausing'
      this.#arm(Math.min(stream.connectTimeoutMs, 1000))
    }
  }

  #countRetry(server: ServerState): void {
    server.counters.retries++
    this.backend.state.counters.retries++
  }

  /** The place in the queue is how many left it to be served until this one did, itself included. */
  #tellPosition(unservedSelf: 0 | 1): void {
    const queue = this.#queue
    if (queue === null) return
    this.#queue = null
    const position = queue.servedCount - this.#servedBefore + unservedSelf
    if (queue.server === null) this.#stream.backendQueuePosition = position
    else this.#stream.serverQueuePosition = position
  }

  /** Has another server chosen in place of `server`, if the algorithm has one to offer. */
  #avoid(server: ServerState): void {
    this.excludedServer = server
    this.preferredServer = null
  }

  /** Manual, `option redispatch`: every N retries, or the Nth before the last. */
  #redispatchesNow(): boolean {
    const interval = this.backend.redispatchInterval
    if (interval === null || interval === 0) return false
    const { retries, maxRetries } = this.#stream
    return interval > 0 ? retries % interval === 0 : maxRetries - retries === -interval - 1
  }

  /** With any redispatch at all, a server that the algorithm might as well not have chosen is left at the first failure. */
  #maySwitchFreely(): boolean {
    const { redispatchInterval: interval, state } = this.backend
    return (
      interval !== null && interval !== 0 && this.isBalanced && !state.algorithm.isByRequest && state.activeCount > 1
    )
  }

  #releaseServer(): void {
    const { server } = this
    if (server === null) return
    this.server = null
    server.sessions.delete(this.#stream)
    this.backend.state.release(server)
  }

  #fail(error: ProxyError): void {
    this.release()
    this.#client.onFailed(error)
  }
}

/** Where to connect for `stream`: the server's own address, or parts of what the client asked for. */
export function serverAddress(server: ServerState, stream: Stream): SocketAddress | null {
  const wanted = stream.destinationAddress
  const clientPort = wanted?.kind === 'ip' ? wanted.port : 0
  const own = server.address
  if (server.usesClientAddress) {
    if (wanted?.kind !== 'ip') return null
    return server.portRule === 'fixed' && server.port !== 0 ? { ...wanted, port: server.port } : wanted
  }
  if (own === null || own.kind === 'unix' || server.portRule === 'fixed') return own
  return { ...own, port: (server.portRule === 'offset' ? clientPort + server.port : clientPort) & 0xffff }
}
