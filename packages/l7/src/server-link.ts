import { type SocketAddress, Timeout } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  type DataPipeline,
  errorOfCause,
  WriteProgress,
} from '@weir/l4'
import { captureResponse } from './capture.ts'
import {
  endByClientTimeout,
  endByInvalidResponse,
  endByServerClose,
  endByServerTimeout,
  endByTruncatedResponse,
} from './failures.ts'
import { BodyReader } from './h1/body-reader.ts'
import { incomplete, refused } from './h1/outcome.ts'
import { H2ServerConnection } from './h2/server-connection.ts'
import { type HttpEngine, httpEngineOf } from './http-engine.ts'
import type { HttpBackend } from './http-proxy.ts'
import { Message } from './message.ts'
import type { MuxedStream } from './muxed-stream.ts'
import { bodyRoomBytes, noBody, type PeekedBody, peekBody } from './peeked-body.ts'
import type { ServerPool } from './pool.ts'
import { beginResponse } from './response-begin.ts'
import type { Transaction } from './transaction.ts'

const states = {
  /** In a pool, or owned by a session, without a transaction. */
  idle: 0,
  head: 1,
  /** Rules hold the response. */
  suspended: 2,
  body: 3,
  tunnel: 4,
  closed: 5,
  /** The whole body has come, but filters hold some of it. */
  flushing: 6,
} as const

const nothing = new Uint8Array(0)
/** Where faulty heads are read to. */
const faulty = new Message()

/**
 * The server's side of HTTP: one connection in the shape that HTTP/1 gives it, used by one transaction after the other.
 *
 *      attach ─▶ head ─▶ (1xx: head again) ─▶ body ─▶ done ─▶ idle in the pool ─▶ attach
 *                  └─ 101, CONNECT ─▶ tunnel ─▶ closed
 */
export class ServerLink implements ConnectionSink, MuxedStream {
  readonly connection: Connection
  /** The same where it is a share of one that speaks HTTP/2. */
  readonly h2: H2ServerConnection | null
  readonly backend: HttpBackend
  readonly pool: ServerPool
  /** What the server was asked for with SNI: the connection serves requests for the same name only. */
  readonly name: string | null
  readonly http: HttpEngine
  readonly response = new Message()
  readonly body: BodyReader
  transaction: Transaction | null = null
  /** Only the session that opened it may use it again. */
  isPrivate = false
  /** What the server's address was when the connection was made. */
  serverAddress: SocketAddress | null = null
  /** Its session has authenticated on it (NTLM), so that further requests have to come here. */
  isAuthenticated = false
  /** Among the connections of its session, counted from when each was opened. */
  readonly ordinal: number
  requestCount = 0
  /** The server closed its side amid an exchange. */
  isAborted = false
  isBlocked = false
  readonly #timeout: Timeout
  readonly #progress: WriteProgress
  #state: number = states.idle
  #held: Uint8Array | null = null
  #isPaused = false
  #hasBytes = false
  /** What rules can look at while they run: the bytes behind the head, from an offset on. */
  #seen: Uint8Array | null = null
  #seenAt = 0
  /** The server has closed while rules held the response. */
  #endedEarly: { readonly cause: CloseCause | null } | null = null

  constructor(connection: Connection, backend: HttpBackend, pool: ServerPool, name: string | null, ordinal: number) {
    this.ordinal = ordinal
    this.connection = connection
    this.h2 = connection instanceof H2ServerConnection ? connection : null
    this.backend = backend
    this.pool = pool
    this.name = name
    this.http = httpEngineOf(backend.engine)
    this.body = new BodyReader(this.http)
    this.body.countsEnd = this.h2 === null
    this.#progress = new WriteProgress(connection)
    this.#timeout = new Timeout(backend.engine.timers, () => this.#onTimeout())
    connection.sink = this
  }

  attach(transaction: Transaction): void {
    this.transaction = transaction
    this.#state = states.head
    this.#hasBytes = false
    this.isAborted = false
    this.#endedEarly = null
    this.requestCount++
    this.body.dropsTrailers = transaction.http.dropsResponseTrailers
    if (this.isPrivate) this.pool.dropOwned(this)
    this.pool.used(this)
  }

  get httpMajor(): number {
    return this.h2 === null ? 1 : 2
  }

  get streamCount(): number {
    return this.h2?.mux.streams.size ?? 1
  }

  get streamLimit(): number {
    return this.h2?.mux.streamLimit ?? 1
  }

  get glitchCount(): number {
    return this.h2?.mux.glitchCount ?? 0
  }

  get resetCode(): number | null {
    return this.h2?.resetCode ?? null
  }

  /** Requests that the connection has carried, those of others that share it included. */
  get connectionRequestCount(): number {
    return this.h2?.mux.requestCount ?? this.requestCount
  }

  get streamId(): number {
    return this.h2?.streamId ?? this.requestCount
  }

  /** The server has moved since: no further request may go where it was. */
  get isStale(): boolean {
    return this.serverAddress !== this.pool.server.address
  }

  /** True while not a byte of the response has come. */
  get isSilent(): boolean {
    return !this.#hasBytes
  }

  get isTunnel(): boolean {
    return this.#state === states.tunnel
  }

  sendText(head: string): boolean {
    return this.#sent(this.connection.writeText(head))
  }

  sendTextAndData(head: string, data: Uint8Array): boolean {
    return this.#sent(this.connection.writeTextAndData(head, data))
  }

  send(data: Uint8Array): boolean {
    return this.#sent(this.connection.write(data))
  }

  #sent(isRoom: boolean): boolean {
    if (!isRoom) {
      this.isBlocked = true
      this.#progress.start()
    }
    return isRoom
  }

  /** In a tunnel both sides are idle for as long: HAProxy tells it of the client. */
  #onTimeout(): void {
    const { transaction } = this
    if (transaction === null) return
    if (this.#progress.takeMoved()) {
      if (this.isTunnel) this.touch()
      else this.armTimeout()
      return
    }
    this.#guard(transaction, () => (this.isTunnel ? endByClientTimeout(transaction) : endByServerTimeout(transaction)))
  }

  /** A throw below is a bug: it ends the transaction, and nothing else. */
  #guard(transaction: Transaction, event: () => void): void {
    try {
      event()
    } catch (error) {
      transaction.contain(error)
    }
  }

  /** Starts, or starts anew, to wait for the server. */
  armTimeout(): void {
    this.#timeout.arm(this.transaction!.serverTimeoutMs)
  }

  /** Some of the request's body went to the server. */
  requestMoved(): void {
    if (!this.backend.hasIndependentTimeouts || !this.#timeout.isArmed) this.armTimeout()
  }

  /** A tunnel saw traffic. */
  touch(): void {
    const transaction = this.transaction
    if (transaction !== null) this.#timeout.arm(transaction.tunnelTimeoutMs ?? transaction.serverTimeoutMs)
  }

  onData(chunk: Uint8Array): void {
    const { transaction } = this
    if (transaction === null) {
      // A server that speaks unasked cannot be trusted with the next request.
      this.discard()
      return
    }
    let bytes = chunk
    if (this.#held !== null) {
      bytes = Buffer.concat([this.#held, chunk])
      this.#held = null
    }
    this.#receive(transaction, bytes)
  }

  #receive(transaction: Transaction, bytes: Uint8Array): void {
    try {
      if (this.#state === states.head) this.#readHead(transaction, bytes)
      else if (this.#state === states.body) this.#forward(transaction, '', bytes, 0)
      else if (this.#state === states.tunnel) this.#forwardTunnel(transaction, bytes, 0)
      else if (this.#state === states.flushing) this.#ignore()
      else {
        this.#hold(bytes, 0)
        if (transaction.wantsResponseBody) {
          this.armTimeout()
          transaction.resume()
        }
      }
    } catch (error) {
      transaction.contain(error)
    }
  }

  #readHead(transaction: Transaction, bytes: Uint8Array): void {
    const { response } = this
    this.#hasBytes = true
    const isLenient = this.backend.http.isLenientOnResponses
    const parser = isLenient ? this.http.lenientParser : this.http.parser
    let at = 0
    for (;;) {
      const after = parser.parseResponse(bytes, at, bytes.length, response)
      if (after === incomplete) {
        this.#hold(bytes, at)
        this.armTimeout()
        return
      }
      if (after === refused) {
        captureResponse(
          this,
          transaction,
          bytes.subarray(at),
          (end) => parser.parseResponse(bytes, at, at + end, faulty) === refused,
        )
        endByInvalidResponse(transaction)
        return
      }
      at = after
      if (response.status >= 200 || response.status === 101) break
      transaction.onInformational(response)
      this.armTimeout()
      if (at === bytes.length) return
    }
    this.#state = states.suspended
    this.#seen = bytes
    this.#seenAt = at
    const passes = beginResponse(transaction, this)
    this.#seen = null
    if (!passes) {
      if (this.transaction === transaction && at < bytes.length) this.#hold(bytes, at)
      return
    }
    this.#answer(transaction, bytes, at)
  }

  /** The rules have let the response go: writes its head and what is there of its body. */
  #answer(transaction: Transaction, bytes: Uint8Array, at: number): void {
    this.#seen = bytes
    this.#seenAt = at
    const head = transaction.responseHead(this)
    this.#seen = null
    if (head === null) return
    if (transaction.isTunnel) {
      this.#state = states.tunnel
      transaction.client.writeText(head)
      transaction.startTunnel()
      this.touch()
      if (at < bytes.length) this.#forwardTunnel(transaction, bytes, at)
      return
    }
    this.#state = states.body
    this.body.framesChunks = transaction.client.framesChunks
    if (transaction.responsePipeline !== null) {
      const pipeline = transaction.responsePipeline
      pipeline.head.hold(head)
      this.body.framesChunks = false
      this.#filter(transaction, pipeline, bytes, at)
      pipeline.head.flush()
    } else if (this.body.isDone) {
      transaction.client.writeText(head)
      this.#done(transaction, at < bytes.length)
    } else this.#forward(transaction, head, bytes, at)
  }

  /** Goes on after rules have suspended the response. */
  continue(transaction: Transaction): void {
    const held = this.#held ?? new Uint8Array(0)
    this.#held = null
    const ended = this.#endedEarly
    this.#answer(transaction, held, 0)
    if (this.transaction !== transaction) return
    if (ended === null) this.#resumeReading()
    else this.#ended(transaction, ended.cause)
  }

  #forward(transaction: Transaction, head: string, bytes: Uint8Array, start: number): void {
    if (transaction.responsePipeline !== null) {
      this.#filter(transaction, transaction.responsePipeline, bytes, start)
      return
    }
    const at = this.#read(transaction, bytes, start)
    if (at < 0) return
    const { body } = this
    transaction.responseBytesOut += body.contentBytes
    const { client } = transaction
    const { data } = body
    const isRoom =
      head === ''
        ? client.write(data)
        : data.length === 0
          ? client.writeText(head)
          : client.writeTextAndData(head, data)
    if (body.isDone) {
      this.#done(transaction, at < bytes.length)
      return
    }
    this.armTimeout()
    if (!isRoom) this.#pause()
  }

  /** Reads the body on, up to the offset returned; -1: it is malformed, and the transaction over. */
  #read(transaction: Transaction, bytes: Uint8Array, start: number): number {
    const { body } = this
    const at = body.read(bytes, start, bytes.length)
    if (body.hasFailed) {
      endByInvalidResponse(transaction)
      return -1
    }
    transaction.bytesOut += body.contentBytes
    return at
  }

  /** Gives content to filters, which send it on when they like. */
  #filter(transaction: Transaction, pipeline: DataPipeline, bytes: Uint8Array, start: number): void {
    const at = this.#read(transaction, bytes, start)
    if (at < 0) return
    const { body } = this
    if (body.isDone) {
      if (at < bytes.length) this.response.hasClose = true
      this.#flush(pipeline, body.data)
    } else if (pipeline.write(body.data, false)) this.armTimeout()
    else {
      this.#timeout.stop()
      this.#pause()
    }
  }

  /** The body has ended: waits for filters to let all of it go. */
  #flush(pipeline: DataPipeline, data: Uint8Array): void {
    this.#timeout.stop()
    this.#state = states.flushing
    pipeline.write(data, true)
  }

  get trailers(): string {
    return this.body.trailers
  }

  /** Filters have sent the end of the body. */
  flushed(transaction: Transaction): void {
    this.#done(transaction, false)
  }

  /** Filters take more. */
  letMoreCome(): void {
    if (this.#state !== states.body) return
    this.armTimeout()
    this.#resumeReading()
  }

  /** Bytes behind the end of a response: the connection cannot be trusted any more. */
  #ignore(): void {
    this.response.hasClose = true
    this.#pause()
  }

  #forwardTunnel(transaction: Transaction, bytes: Uint8Array, start: number): void {
    transaction.bytesOut += bytes.length - start
    transaction.responseBytesOut += bytes.length - start
    this.touch()
    if (!transaction.client.write(start === 0 ? bytes : bytes.subarray(start))) this.#pause()
  }

  #done(transaction: Transaction, hasMore: boolean): void {
    this.#timeout.stop()
    if (hasMore) this.response.hasClose = true
    this.#state = states.suspended
    transaction.onResponseDone()
  }

  #hold(bytes: Uint8Array, at: number): void {
    this.#held = Uint8Array.prototype.slice.call(bytes, at)
    if (this.#state === states.suspended && this.transaction?.wantsResponseBody !== true) this.#pause()
  }

  /** Whether the body is malformed in what came along with the head, so that the whole response can be refused. */
  get hasBrokenBody(): boolean {
    return this.#seen !== null && this.body.isBroken(this.#seen, this.#seenAt, this.#seen.length)
  }

  /** What has come of the response's body, for rules that hold it back. */
  peekBody(): PeekedBody {
    if (this.body.isDone) return noBody
    const source = this.#seen === null ? (this.#held ?? nothing) : this.#seen.subarray(this.#seenAt)
    const { response } = this
    const roomBytes = bodyRoomBytes(response, this.http.messageBytes)
    return peekBody(source, response, roomBytes, this.#endedEarly !== null)
  }

  /** Keeps reading into memory while rules wait for the body. */
  wantBody(isWanted: boolean): void {
    if (isWanted) this.#resumeReading()
    else this.#pause()
  }

  #pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.connection.pause()
  }

  #resumeReading(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    this.connection.resume()
  }

  /** The client takes bytes again. */
  resume(): void {
    const pipeline = this.transaction?.responsePipeline ?? null
    if (pipeline !== null) pipeline.resume()
    else if (this.#state !== states.suspended) this.#resumeReading()
  }

  onDrain(): void {
    this.isBlocked = false
    const { transaction } = this
    if (transaction === null) return
    this.#guard(transaction, () => {
      if (transaction.requestPipeline === null) transaction.client.resume()
      else transaction.requestPipeline.resume()
    })
  }

  onEnd(): void {
    const { transaction } = this
    if (transaction === null) this.discard()
    else if (this.isTunnel) {
      // A tunnel ends with its server's side (seen in the oracle).
      transaction.onTunnelClosed()
    } else this.#ended(transaction, null)
  }

  onClose(cause: CloseCause | null): void {
    const { transaction } = this
    const wasIdle = this.#state === states.idle
    this.#timeout.dispose()
    if (wasIdle) this.#leavePool()
    if (transaction !== null && cause !== null)
      transaction.serverConnectionError = errorOfCause(cause, this.connection.tls !== null)
    if (transaction === null) {
      this.#state = states.closed
      return
    }
    if (this.isTunnel) transaction.onTunnelClosed()
    else this.#ended(transaction, cause)
  }

  #ended(transaction: Transaction, cause: CloseCause | null): void {
    this.#guard(transaction, () => {
      if (this.#state === states.body && cause === null && this.body.end()) {
        this.response.hasClose = true
        if (transaction.responsePipeline === null) this.#done(transaction, false)
        else this.#flush(transaction.responsePipeline, nothing)
      } else if (this.#state === states.flushing) {
        this.response.hasClose = true
      } else if (this.#state === states.body || this.#state === states.head) {
        this.isAborted = true
        if (this.#state === states.body) endByTruncatedResponse(transaction)
        else endByServerClose(transaction, this)
      } else if (this.#state === states.suspended && !transaction.isResponseDone) {
        this.#endedEarly = { cause }
        if (transaction.wantsResponseBody) transaction.resume()
      }
    })
  }

  /** The client of a tunnel has closed its side. */
  endTunnel(): void {
    this.connection.shutdown()
  }

  /** Gives the connection back after a transaction. `isReusable` says that both messages ended in order. */
  release(isReusable: boolean): void {
    const client = this.transaction?.client ?? null
    this.transaction = null
    this.#timeout.stop()
    this.pool.unused(this)
    if (this.#state === states.closed) return
    // Of those that share a connection one stays for it.
    const isSpare = this.h2 !== null && this.h2.mux.users.size > 1
    if (!isReusable || isSpare || !this.connection.isOpen || this.#held !== null || this.isStale) {
      this.discard()
      return
    }
    this.#resumeReading()
    this.#state = states.idle
    if (this.isPrivate) {
      if (client?.keepOwn(this) === true) this.pool.addOwned(this)
      else this.discard()
      return
    }
    if (!this.pool.put(this)) this.discard()
  }

  #leavePool(): void {
    if (this.isPrivate) this.pool.dropOwned(this)
    else this.pool.drop(this)
  }

  /** Closes a connection that no transaction uses. */
  discard(): void {
    if (this.#state === states.closed) return
    if (this.#state === states.idle) this.#leavePool()
    this.#state = states.closed
    this.#timeout.dispose()
    this.connection.close()
  }
}
