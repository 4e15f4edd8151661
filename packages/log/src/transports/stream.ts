import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Clock, InternetAddress } from '@weir/base'
import type { LogRing } from '../ring.ts'
import type { LogHost } from '../target.ts'

/** How messages are told apart on a stream: a line feed each, or their length in front (RFC 6587). */
export type StreamFraming = 'legacy' | 'octet-count'

/** Where a stream of messages goes: a TCP port, or a Unix socket. */
export type StreamAddress =
  | {
      readonly host: string
      readonly port: number
      /** For a name: which of its addresses will do. */
      readonly family?: 'any' | 4 | 6
    }
  | { readonly path: string }

/** A host's address where it is known, and else its name. */
export function streamAddressOf({ host, address, port, family }: LogHost): StreamAddress {
  if (address !== null) return { host: address.toString(), port }
  return { host, port, family: family ?? 'any' }
}

function localEnd(source: InternetAddress | null): Pick<TcpNetConnectOpts, 'localAddress' | 'localPort'> {
  if (source === null) return {}
  return { localAddress: source.address.toString(), ...(source.port === 0 ? {} : { localPort: source.port }) }
}

function hostAndPort({
  host,
  port,
  family = 'any',
}: Exclude<StreamAddress, { readonly path: string }>): TcpNetConnectOpts {
  return { host, port, family: family === 'any' ? 0 : family, noDelay: true }
}

/** The path of a socket, as the runtime writes it. */
export function streamPathOf({
  path,
  isAbstract,
}: {
  readonly path: string
  readonly isAbstract: boolean
}): StreamAddress {
  return { path: isAbstract ? `\0${path}` : path }
}

export interface RingForwarderOptions {
  readonly ring: LogRing
  readonly address: StreamAddress
  /** Where connections come from; the system chooses without it. */
  readonly source?: InternetAddress | null
  readonly framing: StreamFraming
  /** After so many messages the connection is closed and another one opened; -1 for no limit. */
  readonly maxReuse?: number
  readonly clock: Clock
  /** Null: no limit but the system's. */
  readonly connectTimeoutMs: number | null
  /** How long written bytes may wait to be taken; null: for ever. */
  readonly serverTimeoutMs: number | null
  readonly reconnectDelayMs?: number
  /** A connection was lost or could not be made; told once per outage. */
  readonly onProblem?: (problem: string) => void
}

const defaultReconnectDelayMs = 1000

/**
 * Sends what a ring holds, and all that comes, to a syslog server over TCP.
 *
 *   closed ─start──▶ connecting ──▶ sending ⇄ waiting for the server to take more
 *     ▲                  │             │
 *     └───── pause ◀─────┴── lost ◀────┘
 *
 * A server that is away or slow costs no memory: the ring keeps its size, and what it overwrote before it could be sent
 * is counted in `lost`.
 */
export class RingForwarder {
  /** Messages that the ring gave up before they could be sent. */
  lost = 0
  readonly #options: RingForwarderOptions
  readonly #unwatch: () => void
  #socket: Socket | null = null
  #next: number
  /** Messages on this connection. */
  #sent = 0
  #isReady = false
  #isClosed = false
  #hasReported = false
  #cancelTimer: (() => void) | null = null

  constructor(options: RingForwarderOptions) {
    this.#options = options
    this.#next = options.ring.firstNumber
    this.#unwatch = options.ring.watch(() => this.#pump())
  }

  /** Opens the first connection. A forwarder that only shows that a configuration is good is never started. */
  start(): void {
    if (!this.#isClosed && this.#socket === null && this.#cancelTimer === null) this.#connect()
  }

  /** Stops for good. May be called twice. */
  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#unwatch()
    this.#stopTimer()
    this.#socket?.end()
    this.#socket = null
  }

  #connect(): void {
    const { address, source = null, connectTimeoutMs } = this.#options
    const socket = connect(
      'path' in address ? { path: address.path } : { ...hostAndPort(address), ...localEnd(source) },
    )
    this.#sent = 0
    this.#socket = socket
    socket.unref()
    socket.on('connect', () => {
      this.#stopTimer()
      this.#isReady = true
      this.#hasReported = false
      this.#pump()
    })
    socket.on('drain', () => {
      if (this.#socket !== socket) return
      this.#stopTimer()
      this.#isReady = true
      this.#pump()
    })
    // Nothing is expected from a syslog server, but what it says must be read to learn that it closes.
    socket.resume()
    socket.on('end', () => socket.destroy())
    socket.on('error', (error: NodeJS.ErrnoException) => this.#report(error.code ?? error.message))
    socket.on('close', () => this.#afterClose(socket))
    if (connectTimeoutMs !== null) this.#startTimer(connectTimeoutMs, 'connect timeout')
  }

  #pump(): void {
    const socket = this.#socket
    if (!this.#isReady || socket === null) return
    const { ring, framing, serverTimeoutMs } = this.#options
    if (this.#next < ring.firstNumber) {
      this.lost += ring.firstNumber - this.#next
      this.#next = ring.firstNumber
    }
    for (let data = ring.at(this.#next); data !== null; data = ring.at(this.#next)) {
      this.#next++
      this.#sent++
      if (!socket.write(frame(data, framing))) {
        this.#isReady = false
        if (serverTimeoutMs !== null) this.#startTimer(serverTimeoutMs, 'server timeout')
        return
      }
    }
    const { maxReuse = -1 } = this.#options
    if (maxReuse >= 0 && this.#sent > maxReuse) this.#renew(socket)
  }

  /** As HAProxy, which counts between batches of messages: the limit may be passed by some. */
  #renew(socket: Socket): void {
    this.#isReady = false
    this.#socket = null
    socket.end()
    this.#connect()
  }

  #afterClose(socket: Socket): void {
    if (this.#socket !== socket) return
    this.#socket = null
    this.#isReady = false
    this.#stopTimer()
    if (this.#isClosed) return
    this.#report('closed by the server')
    const { clock, reconnectDelayMs = defaultReconnectDelayMs } = this.#options
    this.#cancelTimer = clock.schedule(reconnectDelayMs, () => this.#connect())
  }

  #startTimer(delayMs: number, problem: string): void {
    this.#stopTimer()
    this.#cancelTimer = this.#options.clock.schedule(delayMs, () => {
      this.#report(problem)
      this.#socket?.destroy()
    })
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  #report(problem: string): void {
    if (this.#hasReported || this.#isClosed) return
    this.#hasReported = true
    const { address } = this.#options
    const name = 'path' in address ? address.path : `${address.host}:${address.port}`
    this.#options.onProblem?.(`log server ${name}: ${problem}`)
  }
}

function frame(data: Uint8Array, framing: StreamFraming): Buffer {
  return framing === 'legacy'
    ? Buffer.concat([data, Buffer.of(10)])
    : Buffer.concat([Buffer.from(`${data.length} `), data])
}
