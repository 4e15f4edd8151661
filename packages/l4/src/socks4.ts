import type { SocketAddress } from '@weir/base'
import type {
  CloseCause,
  ConnectAttempt,
  Connection,
  ConnectionSink,
  ConnectOptions,
  ConnectSink,
  Network,
} from './network/connection.ts'

/** Version 4, CONNECT; the answer that grants it, and its length. */
const version = 4
const connectCommand = 1
const granted = 90
const answerBytes = 8

/** As HAProxy introduces itself. */
const userId = 'HAProxy'

/**
 * Connects to `target` by way of a SOCKS4 proxy: to the sink it looks like any connection, but that a failure behind the
 * proxy is told of by the name of a connection error (`SOCKS4_DENY`) for a system code. Only IPv4 can be asked for.
 */
export function connectThroughSocks4(
  network: Network,
  options: ConnectOptions,
  target: SocketAddress,
  sink: ConnectSink,
): ConnectAttempt {
  return new Socks4Attempt(network, options, target, sink)
}

class Socks4Attempt implements ConnectAttempt, ConnectSink, ConnectionSink {
  readonly #target: SocketAddress
  readonly #sink: ConnectSink
  #attempt: ConnectAttempt | null
  #connection: Connection | null = null
  #answer = new Uint8Array(0)
  #isOver = false

  constructor(network: Network, options: ConnectOptions, target: SocketAddress, sink: ConnectSink) {
    this.#target = target
    this.#sink = sink
    this.#attempt = network.connect(options, this)
  }

  cancel(): void {
    this.#isOver = true
    this.#attempt?.cancel()
    this.#connection?.close()
  }

  onConnect(connection: Connection): void {
    this.#attempt = null
    this.#connection = connection
    connection.sink = this
    const request = encodeRequest(this.#target)
    if (request === null) this.#fail('SOCKS4_SEND')
    else connection.write(request)
  }

  onConnectFailed(cause: CloseCause, systemCode: string): void {
    this.#attempt = null
    this.#isOver = true
    this.#sink.onConnectFailed(cause, systemCode)
  }

  onData(chunk: Uint8Array): void {
    if (this.#isOver) return
    const missing = answerBytes - this.#answer.length
    this.#answer = Uint8Array.of(...this.#answer, ...chunk.subarray(0, missing))
    if (this.#answer.length < answerBytes) return
    if (this.#answer[1] !== granted) {
      this.#fail('SOCKS4_DENY')
      return
    }
    this.#isOver = true
    const connection = this.#connection!
    this.#sink.onConnect(connection)
    // A server that speaks first may have done so already.
    if (chunk.length > missing && connection.isOpen) connection.sink.onData(chunk.subarray(missing))
  }

  onDrain(): void {}

  onEnd(): void {
    this.#fail('SOCKS4_RECV')
  }

  onClose(_cause: CloseCause | null): void {
    this.#fail('SOCKS4_RECV')
  }

  #fail(errorName: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#connection?.close()
    this.#sink.onConnectFailed('error', errorName)
  }
}

/** Null for what version 4 cannot name. */
function encodeRequest(target: SocketAddress): Uint8Array | null {
  if (target.kind !== 'ip' || target.address.family !== 4) return null
  const name = new TextEncoder().encode(userId)
  return Uint8Array.of(
    version,
    connectCommand,
    target.port >> 8,
    target.port & 255,
    ...target.address.bytes,
    ...name,
    0,
  )
}
