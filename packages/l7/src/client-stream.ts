import { Timeout } from '@weir/base'
import { type CloseCause, type Connection, type ConnectionSink, type Session, WriteProgress } from '@weir/l4'
import { endByClientClose, endByClientEnd, endByClientTimeout, endByTruncatedRequest } from './failures.ts'
import { BodyReader } from './h1/body-reader.ts'
import { type HttpEngine, httpEngineOf } from './http-engine.ts'
import { defaultHttpSettings, HttpFrontend, type HttpSettings } from './http-proxy.ts'
import { Message } from './message.ts'
import type { MuxedStream } from './muxed-stream.ts'
import type { OwnLinks } from './own-links.ts'
import { bodyRoomBytes, noBody, type PeekedBody, peekBody } from './peeked-body.ts'
import { forwardBody } from './request-forwarding.ts'
import { RequestInput } from './request-input.ts'
import type { ServerLink } from './server-link.ts'
import type { Transaction } from './transaction.ts'

export const clientStates = {
  /** Between requests, or inside a head. */
  head: 0,
  /** A body is expected, or being sent on. */
  body: 1,
  /** The request is complete; its answer is not. */
  answering: 2,
  /** Bytes go through as they are. */
  tunnel: 3,
  closing: 4,
} as const

const nothing = new Uint8Array(0)

/**
 * The client's side of a transaction, whatever version of HTTP it speaks: a request's body on its way in, an answer on
 * its way out. Where its `connection` carries other streams as well, it is only a part of the real one.
 *
 *        ┌──────────────────────── next ◀──────────────────────┐
 *        ▼                                                     │
 *      head ─▶ body ─▶ answering ─▶ (the transaction ends) ────┤
 *        │                                 │                   ▼
 *        └─ refused, timeout ─▶ closing ◀──┘                tunnel
 *
 * Bytes that come too early (a pipelined request, a body before there is a server) are kept, and reading stops.
 */
export abstract class ClientStream implements ConnectionSink, MuxedStream {
  abstract readonly httpMajor: number
  abstract readonly streamCount: number
  abstract readonly streamLimit: number
  abstract readonly streamId: number
  abstract readonly glitchCount: number
  abstract readonly resetCode: number | null
  /** No other stream came before on the connection. */
  abstract readonly isFirstRequest: boolean
  /** Whether bodies go to the client in chunks, where nothing else tells their end; otherwise `next` does. */
  abstract readonly framesChunks: boolean
  readonly session: Session
  readonly connection: Connection
  readonly http: HttpEngine
  readonly settings: HttpSettings
  readonly request = new Message()
  readonly input = new RequestInput()
  readonly body: BodyReader
  transaction: Transaction | null = null
  /** The answer of the proxy itself, when it gives one. */
  readonly localResponse = new Message()
  /** When the first byte of the present request came. */
  firstByteAtMs = -1
  /** The last write has filled the buffer: the server is held back until it drains. */
  isBlocked = false
  /** The client has sent its FIN. */
  hasEnded = false
  /** Server connections that only this session may use. */
  readonly ownLinks: OwnLinks
  protected readonly timeout: Timeout
  protected state: number = clientStates.head
  readonly #progress: WriteProgress
  #isPaused = false

  constructor(session: Session, connection: Connection, ownLinks: OwnLinks) {
    this.session = session
    this.connection = connection
    this.ownLinks = ownLinks
    this.http = httpEngineOf(session.engine)
    const { frontend } = session
    this.settings = frontend instanceof HttpFrontend ? frontend.http : defaultHttpSettings
    this.body = new BodyReader(this.http)
    this.body.dropsTrailers = this.settings.dropsRequestTrailers
    this.timeout = new Timeout(session.engine.timers, () => this.guard(() => this.#onTimeout()))
    this.#progress = new WriteProgress(connection)
    connection.sink = this
  }

  get isAborted(): boolean {
    return this.transaction?.error?.code === 'l7/client-aborted'
  }

  /** The request has been read to its end. */
  get hasWholeRequest(): boolean {
    return this.state !== clientStates.body
  }

  /** The present request came with a body, of whatever length. */
  get hasRequestBody(): boolean {
    return this.request.isChunked || this.request.contentLength > 0
  }

  get isTunnel(): boolean {
    return this.state === clientStates.tunnel
  }

  get isReadingBody(): boolean {
    return this.state === clientStates.body
  }

  /** Reads a head from `input`. False: nothing more can be done with what is at hand. */
  protected abstract readHead(): boolean

  /** Time is up, or the client has ended its side, while no transaction is under way. */
  protected abstract headTimedOut(): void
  protected abstract endedInHead(): void

  /** The transaction is over. Goes on with the next request, or ends. */
  abstract next(keepsAlive: boolean): void

  onData(chunk: Uint8Array): void {
    this.process(chunk)
  }

  onDrain(): void {
    this.isBlocked = false
    if (this.state !== clientStates.head) this.timeout.stop()
    this.guard(() => this.transaction?.resumeResponse())
  }

  onEnd(): void {
    this.hasEnded = true
    this.guard(() => this.#clientEnded())
  }

  onClose(_cause: CloseCause | null): void {
    this.timeout.dispose()
    this.state = clientStates.closing
    const { transaction } = this
    if (transaction !== null) this.guard(() => endByClientClose(transaction))
  }

  /** A throw below is a bug: it ends the transaction, or the connection where there is none. */
  protected guard(event: () => void): void {
    try {
      event()
    } catch (error) {
      this.#contain(error)
    }
  }

  #clientEnded(): void {
    const { transaction } = this
    switch (this.state) {
      case clientStates.head:
        this.endedInHead()
        break
      case clientStates.body:
        if (transaction !== null) endByTruncatedRequest(transaction)
        break
      case clientStates.answering:
        if (transaction !== null) endByClientEnd(transaction)
        break
      case clientStates.tunnel:
        transaction?.serverLink?.endTunnel()
        break
    }
  }

  #contain(error: unknown): void {
    if (this.transaction !== null) {
      this.transaction.contain(error)
      return
    }
    this.http.engine.contain(error)
    this.state = clientStates.closing
    this.connection.reset()
  }

  protected process(chunk: Uint8Array): void {
    const { input } = this
    input.take(chunk)
    try {
      while (this.#step());
    } catch (error) {
      input.skip()
      this.#contain(error)
    }
    input.leave()
  }

  /** One step over the bytes at hand. False: nothing more can be done with them at present. */
  #step(): boolean {
    const { input } = this
    switch (this.state) {
      case clientStates.head:
        return input.hasBytes && this.readHead()
      case clientStates.body:
        return forwardBody(this, this.transaction!)
      case clientStates.answering:
        if (input.hasBytes) this.pause()
        return false
      case clientStates.tunnel:
        if (input.hasBytes) this.#forwardTunnel()
        return false
      default:
        input.skip()
        return false
    }
  }

  /** The body is complete; filters still have to let it go. */
  endBody(): void {
    this.timeout.stop()
    this.state = clientStates.answering
  }

  /** Filters have no room for more of the body. */
  holdBody(): void {
    this.timeout.stop()
    this.pause()
  }

  /** Filters take more. */
  letMoreCome(): void {
    if (this.state !== clientStates.body || this.transaction === null) return
    this.bodyMoved(this.transaction)
    this.resume()
  }

  /** Filters have sent some of the body on: whoever is waited for has time anew. */
  sentOn(): void {
    const { transaction } = this
    if (transaction === null) return
    if (this.state === clientStates.body) this.bodyMoved(transaction)
    else if (!transaction.hasAnswered) transaction.serverLink?.armTimeout()
  }

  /** Some of the body has gone on; maybe all. */
  bodyMoved(transaction: Transaction): void {
    if (!this.body.isDone) {
      const link = transaction.serverLink
      // As HAProxy: while the answer is awaited, the server's timeout alone runs.
      if (transaction.hasAnswered || link === null || transaction.serverTimeoutMs === Number.POSITIVE_INFINITY) {
        this.timeout.arm(transaction.clientTimeoutMs)
      } else {
        this.timeout.stop()
        link.requestMoved()
      }
      return
    }
    this.timeout.stop()
    this.state = clientStates.answering
    transaction.onRequestDone()
  }

  /** The answer is out, and the rest of its request still to come. */
  awaitRest(): void {
    if (this.transaction !== null) this.timeout.arm(this.transaction.clientTimeoutMs)
  }

  #forwardTunnel(): void {
    const transaction = this.transaction!
    const { bytes, at, end } = this.input
    this.input.skip()
    transaction.bytesIn += end - at
    transaction.requestBytesOut += end - at
    const link = transaction.serverLink!
    if (!link.backend.hasIndependentTimeouts) link.touch()
    if (!link.send(at === 0 ? bytes : bytes.subarray(at, end))) this.pause()
  }

  /** The server takes bytes again. */
  resume(): void {
    if (!this.#isPaused || !this.connection.isOpen) return
    if (this.input.hasKept && !this.input.isAtHand) {
      this.#isPaused = false
      this.process(nothing)
      if (this.#isPaused) return
    }
    this.#isPaused = false
    this.connection.resume()
  }

  pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.connection.pause()
  }

  /**
   * Looks at the body without taking it: what has come so far, decoded. The bytes are a copy. For rules that read the
   * body before there is a server.
   */
  peekBody(): PeekedBody {
    if (this.body.isDone) return noBody
    const source = this.input.peek()
    const { request } = this
    const peeked = peekBody(source, request, bodyRoomBytes(request, this.http.messageBytes), this.hasEnded)
    return { ...peeked, bytes: Uint8Array.prototype.slice.call(peeked.bytes) }
  }

  /** Bytes at hand that belong to the body or follow it. */
  get heldBytes(): number {
    return this.input.count
  }

  /** Keeps reading into memory while rules wait for the body. */
  wantBody(isWanted: boolean): void {
    if (isWanted && this.#isPaused && !this.input.isAtHand) {
      this.#isPaused = false
      this.connection.resume()
    } else if (!isWanted) this.pause()
  }

  /** Throws away what has come of the body. True when that was all of it. */
  drainBody(): boolean {
    if (this.state !== clientStates.body) return true
    this.input.drain(this.body)
    if (!this.body.isDone) return false
    this.state = clientStates.answering
    return true
  }

  writeText(head: string): boolean {
    return this.#wrote(this.connection.writeText(head))
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    return this.#wrote(this.connection.writeTextAndData(head, data))
  }

  write(data: Uint8Array): boolean {
    return this.#wrote(this.connection.write(data))
  }

  #wrote(isRoom: boolean): boolean {
    if (isRoom) return true
    this.isBlocked = true
    this.#progress.start()
    this.timeout.arm(this.#clientMs)
    return false
  }

  startTunnel(): void {
    this.state = clientStates.tunnel
    this.timeout.stop()
    if (this.#isPaused && !this.input.isAtHand) this.resume()
    if (this.hasEnded) this.transaction?.serverLink?.endTunnel()
  }

  /** Keeps an idle server connection for this session alone. False: there are enough, or the client is gone. */
  keepOwn(link: ServerLink): boolean {
    if (!this.session.connection.isOpen || this.ownLinks.count >= this.settings.maxOwnConnections) return false
    this.ownLinks.add(link)
    return true
  }

  /** Closes in order once what was written is out, for which the client has time as long as it takes some of it. */
  close(): void {
    this.state = clientStates.closing
    this.input.drop()
    this.connection.close()
    if (this.connection.pendingBytes === 0) {
      this.timeout.stop()
      return
    }
    this.#progress.start()
    this.timeout.arm(this.finMs)
  }

  /** What a client that is to take the rest has for it. */
  protected get finMs(): number {
    const { clientFinMs, clientMs } = this.session.frontend.timeouts
    return clientFinMs ?? clientMs
  }

  get #clientMs(): number {
    return this.transaction?.clientTimeoutMs ?? this.session.frontend.timeouts.clientMs
  }

  /** Breaks the connection off, with everything on it. */
  disconnect(): void {
    this.reset()
  }

  /** Closes with a reset. */
  reset(): void {
    this.state = clientStates.closing
    this.timeout.stop()
    this.connection.reset()
  }

  #onTimeout(): void {
    if (this.#progress.takeMoved()) {
      this.timeout.arm(this.state === clientStates.closing ? this.finMs : this.#clientMs)
      return
    }
    switch (this.state) {
      case clientStates.head:
        this.headTimedOut()
        break
      case clientStates.closing:
        this.connection.reset()
        break
      default:
        if (this.transaction !== null) endByClientTimeout(this.transaction)
    }
  }
}
