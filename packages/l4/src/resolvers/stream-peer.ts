import { Timeout, type TimerQueue } from '@weir/base'
import type { ConnectAttempt, Connection, ConnectionSink, ConnectOptions, Network } from '../network/connection.ts'
import type { DatagramPeer } from './datagrams.ts'

/** How long a connection without questions is kept. */
const idleMs = 5000
/** How many questions wait for a connection, or for a slow reader. */
const maximumWaiting = 1024

/**
 * DNS messages over one connection, each behind its length (RFC 1035 §4.2.2). It is made with the first message and made
 * again when it has broken; answers that were under way are then lost, as datagrams can be.
 */
export class StreamPeer implements DatagramPeer, ConnectionSink {
  readonly #network: Network
  readonly #options: ConnectOptions
  readonly #onMessage: (message: Uint8Array) => void
  readonly #idle: Timeout
  #attempt: ConnectAttempt | null = null
  #connection: Connection | null = null
  #waiting: Uint8Array[] = []
  #received = new Uint8Array(0)
  #mayWrite = true
  #isClosed = false

  constructor(network: Network, timers: TimerQueue, options: ConnectOptions, onMessage: (message: Uint8Array) => void) {
    this.#network = network
    this.#options = options
    this.#onMessage = onMessage
    this.#idle = new Timeout(timers, () => this.#connection?.close())
  }

  send(data: Uint8Array): boolean {
    if (this.#isClosed || this.#waiting.length >= maximumWaiting) return false
    const framed = new Uint8Array(data.length + 2)
    framed[0] = data.length >> 8
    framed[1] = data.length & 255
    framed.set(data, 2)
    this.#waiting.push(framed)
    if (this.#connection !== null) this.#flush()
    else if (this.#attempt === null) this.#connect()
    return true
  }

  close(): void {
    this.#isClosed = true
    this.#waiting = []
    this.#idle.dispose()
    this.#attempt?.cancel()
    this.#attempt = null
    this.#connection?.reset()
    this.#connection = null
  }

  #connect(): void {
    this.#attempt = this.#network.connect(this.#options, {
      onConnect: (connection) => {
        this.#attempt = null
        this.#connection = connection
        this.#received = new Uint8Array(0)
        this.#mayWrite = true
        connection.sink = this
        this.#flush()
      },
      onConnectFailed: () => {
        this.#attempt = null
        this.#waiting = []
      },
    })
  }

  #flush(): void {
    this.#idle.arm(idleMs)
    while (this.#mayWrite && this.#waiting.length > 0) this.#mayWrite = this.#connection!.write(this.#waiting.shift()!)
  }

  onData(chunk: Uint8Array): void {
    const joined = new Uint8Array(this.#received.length + chunk.length)
    joined.set(this.#received)
    joined.set(chunk, this.#received.length)
    this.#received = joined
    let at = 0
    while (joined.length - at >= 2) {
      const length = (joined[at]! << 8) | joined[at + 1]!
      if (joined.length - at - 2 < length) break
      at += 2 + length
      this.#idle.arm(idleMs)
      this.#onMessage(joined.subarray(at - length, at))
    }
    this.#received = joined.slice(at)
  }

  onDrain(): void {
    this.#mayWrite = true
    this.#flush()
  }

  onEnd(): void {
    this.#connection?.close()
  }

  onClose(): void {
    this.#connection = null
    this.#idle.stop()
    if (!this.#isClosed && this.#waiting.length > 0) this.#connect()
  }
}
