import { ProxyError, Timeout } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  errorOfCause,
  type Session,
  WriteProgress,
} from '@weir/l4'
import { captureRequest } from './capture.ts'
import { endByClientClose, endByClientEnd, endByClientTimeout, endByTruncatedRequest } from './failures.ts'
import { BodyReader } from './h1/body-reader.ts'
import { incomplete, refused } from './h1/outcome.ts'
import { type HttpEngine, httpEngineOf } from './http-engine.ts'
import { defaultHttpSettings, HttpFrontend, type HttpSettings } from './http-proxy.ts'
import { Message } from './message.ts'
import type { MuxedStream } from './muxed-stream.ts'
import { OwnLinks } from './own-links.ts'
import { bodyRoomBytes, noBody, type PeekedBody, peekBody } from './peeked-body.ts'
import { earlyReply } from './reply.ts'
import { forwardBody } from './request-forwarding.ts'
import { RequestInput } from './request-input.ts'
import type { ServerLink } from './server-link.ts'
import { Transaction } from './transaction.ts'

const states = {
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
/** Where faulty heads are read to. */
const faulty = new Message()

/**
 * The client's side of HTTP/1: reads requests off one connection, one at a time, and begins a transaction for each.
 *
 *        ┌──────────────────────── next ◀──────────────────────┐
 *        ▼                                                     │
 *      head ─▶ body ─▶ answering ─▶ (the transaction ends) ────┤
 *        │                                 │                   ▼
 *        └─ refused, timeout ─▶ closing ◀──┘                tunnel
 *
 * Bytes that come too early (a pipelined request, a body before there is a server) are kept, and reading stops.
 */
export class ClientLink implements ConnectionSink, MuxedStream {
  readonly httpMajor = 1
  readonly streamCount = 1
  readonly streamLimit = 1
  readonly glitchCount = 0
  readonly resetCode = null
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
  ownLinks: OwnLinks | null = null
  /** How many server connections were opened for this session. */
  openedLinks = 0
  readonly #timeout: Timeout
  readonly #progress: WriteProgress
  #state: number = states.head
  #isPaused = false
  #requestCount = 0

  constructor(session: Session) {
    this.session = session
    this.connection = session.connection
    this.http = httpEngineOf(session.engine)
    const { frontend } = session
    this.settings = frontend instanceof HttpFrontend ? frontend.http : defaultHttpSettings
    this.body = new BodyReader(this.http)
    this.body.dropsTrailers = this.settings.dropsRequestTrailers
    this.#timeout = new Timeout(session.engine.timers, () => this.#guard(() => this.#onTimeout()))
    this.#progress = new WriteProgress(this.connection)
    this.connection.sink = this
    session.requests = this
    this.#armHeadTimeout()
  }

  /** The present request, counted from 1. */
  get streamId(): number {
    return this.#requestCount
  }

  get isAborted(): boolean {
    return this.transaction?.error?.code === 'l7/client-aborted'
  }

  /** How many requests came before the present one. */
  get isFirstRequest(): boolean {
    return this.#requestCount <= 1
  }

  /** The request has been read to its end. */
  get hasWholeRequest(): boolean {
    return this.#state !== states.body
  }

  /** The present request came with a body, of whatever length. */
  get hasRequestBody(): boolean {
    return this.request.isChunked || this.request.contentLength > 0
  }

  get isTunnel(): boolean {
    return this.#state === states.tunnel
  }

  onData(chunk: Uint8Array): void {
    this.#process(chunk)
  }

  onDrain(): void {
    this.isBlocked = false
    if (this.#state !== states.head) this.#timeout.stop()
    this.#guard(() => this.transaction?.resumeResponse())
  }

  onEnd(): void {
    this.hasEnded = true
    this.#guard(() => this.#clientEnded())
  }

  /** A throw below is a bug: it ends the transaction, or the connection where there is none. */
  #guard(event: () => void): void {
    try {
      event()
    } catch (error) {
      this.#contain(error)
    }
  }

  onClose(cause: CloseCause | null): void {
    if (cause !== null) this.session.connectionError = errorOfCause(cause, this.session.speaksTls)
    this.#timeout.dispose()
    // A client that breaks off has asked for nothing, which is told of as an end is.
    if (this.#state === states.head && (this.firstByteAtMs >= 0 || cause !== null)) this.onEnd()
    this.#state = states.closing
    const { transaction } = this
    if (transaction !== null) this.#guard(() => endByClientClose(transaction))
    this.ownLinks?.discardAll()
    this.session.end()
  }

  #clientEnded(): void {
    const { transaction } = this
    switch (this.#state) {
      case states.head:
        if (this.firstByteAtMs >= 0 || (this.#requestCount === 0 && !this.settings.ignoresProbes)) {
          this.#refuse(400, new ProxyError('l7/client-aborted', 'client', 'R', false))
        } else this.close()
        break
      case states.body:
        if (transaction !== null) endByTruncatedRequest(transaction)
        break
      case states.answering:
        if (transaction !== null) endByClientEnd(transaction)
        break
      case states.tunnel:
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
    this.#state = states.closing
    this.connection.reset()
  }

  #process(chunk: Uint8Array): void {
    const { input } = this
    input.take(chunk)
    try {
      while (this.#step());
    } catch (error) {
      input.skip()
      this.#contain(error)
    }
    input.leave()
    if (this.#state === states.head && this.transaction === null && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  /** One step over the bytes at hand. False: nothing more can be done with them at present. */
  #step(): boolean {
    const { input } = this
    switch (this.#state) {
      case states.head:
        return input.hasBytes && this.#readHead()
      case states.body:
        return forwardBody(this, this.transaction!)
      case states.answering:
        if (input.hasBytes) this.pause()
        return false
      case states.tunnel:
        if (input.hasBytes) this.#forwardTunnel()
        return false
      default:
        input.skip()
        return false
    }
  }

  #readHead(): boolean {
    const { settings, request, input } = this
    const nowMs = this.session.clock.nowMs()
    const isBeginning = this.firstByteAtMs < 0
    if (isBeginning) this.firstByteAtMs = nowMs
    const parser = settings.isLenientOnRequests ? this.http.lenientParser : this.http.parser
    const after = parser.parseRequest(input.bytes, input.at, input.end, request)
    if (after === incomplete) {
      if (isBeginning) this.#armHeadTimeout()
      return false
    }
    this.#requestCount++
    if (after === refused) {
      // Looking for the fault asks the parser again.
      const { errorStatus } = parser
      captureRequest(this, input.at, (end) => parser.parseRequest(input.bytes, input.at, end, faulty) === refused)
      input.skip()
      this.#refuse(errorStatus, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
      return false
    }
    const start = input.at
    input.at = after
    this.#timeout.stop()
    this.body.beginRequest(request)
    // What came along with the head is checked at once: chunks that are broken from the start make no request.
    if (this.body.isBroken(input.bytes, after, input.end)) {
      captureRequest(this, start, (end) => end > after && this.body.isBroken(input.bytes, after, end))
      input.skip()
      this.#refuse(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
      return false
    }
    this.#state = this.body.isDone ? states.answering : states.body
    const transaction = new Transaction(this, nowMs)
    this.transaction = transaction
    transaction.start()
    return true
  }

  get isReadingBody(): boolean {
    return this.#state === states.body
  }

  /** The body is complete; filters still have to let it go. */
  endBody(): void {
    this.#timeout.stop()
    this.#state = states.answering
  }

  /** Filters have no room for more of the body. */
  holdBody(): void {
    this.#timeout.stop()
    this.pause()
  }

  /** Filters take more. */
  letMoreCome(): void {
    if (this.#state !== states.body || this.transaction === null) return
    this.bodyMoved(this.transaction)
    this.resume()
  }

  /** Filters have sent some of the body on: whoever is waited for has time anew. */
  sentOn(): void {
    const { transaction } = this
    if (transaction === null) return
    if (this.#state === states.body) this.bodyMoved(transaction)
    else if (!transaction.hasAnswered) transaction.serverLink?.armTimeout()
  }

  /** Some of the body has gone on; maybe all. */
  bodyMoved(transaction: Transaction): void {
    if (!this.body.isDone) {
      const link = transaction.serverLink
      // As HAProxy: while the answer is awaited, the server's timeout alone runs.
      if (transaction.hasAnswered || link === null || transaction.serverTimeoutMs === Number.POSITIVE_INFINITY) {
        this.#timeout.arm(transaction.clientTimeoutMs)
      } else {
        this.#timeout.stop()
        link.requestMoved()
      }
      return
    }
    this.#timeout.stop()
    this.#state = states.answering
    transaction.onRequestDone()
  }

  /** The answer is out, and the rest of its request still to come. */
  awaitRest(): void {
    if (this.transaction !== null) this.#timeout.arm(this.transaction.clientTimeoutMs)
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
      this.#process(nothing)
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
    if (this.#state !== states.body) return true
    this.input.drain(this.body)
    if (!this.body.isDone) return false
    this.#state = states.answering
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
    this.#timeout.arm(this.transaction?.clientTimeoutMs ?? this.session.frontend.timeouts.clientMs)
    return false
  }

  startTunnel(): void {
    this.#state = states.tunnel
    this.#timeout.stop()
    if (this.#isPaused && !this.input.isAtHand) this.resume()
    if (this.hasEnded) this.transaction?.serverLink?.endTunnel()
  }

  /** Keeps an idle server connection for this session alone. False: there are enough, or the client is gone. */
  keepOwn(link: ServerLink): boolean {
    if (!this.connection.isOpen) return false
    this.ownLinks ??= new OwnLinks()
    if (this.ownLinks.count >= this.settings.maxOwnConnections) return false
    this.ownLinks.add(link)
    return true
  }

  /** Closes between requests. For a process that stops: there will be no further one. */
  closeIfIdle(): void {
    if (this.settings.keepsIdleUntilResponse || this.#requestCount === 0) return
    if (this.#state === states.head && this.transaction === null && this.firstByteAtMs < 0) this.close()
  }

  /** The transaction is over. Goes on with the next request, or closes. */
  next(keepsAlive: boolean): void {
    this.transaction = null
    this.firstByteAtMs = -1
    if (this.#state === states.body) {
      this.#linger()
      return
    }
    if (!keepsAlive || this.hasEnded) {
      this.close()
      return
    }
    this.#state = states.head
    if (this.input.isAtHand) return
    if (this.#isPaused) this.resume()
    if (this.#state === states.head && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  /** Closes in order once what was written is out, for which the client has time as long as it takes some of it. */
  close(): void {
    this.#state = states.closing
    this.input.drop()
    this.connection.close()
    this.#awaitPending()
  }

  #awaitPending(): void {
    if (this.connection.pendingBytes === 0) {
      this.#timeout.stop()
      return
    }
    this.#progress.start()
    this.#timeout.arm(this.#finMs)
  }

  get #finMs(): number {
    const { clientFinMs, clientMs } = this.session.frontend.timeouts
    return clientFinMs ?? clientMs
  }

  /** Closes amid a request, so that the client gets to read the answer. */
  #linger(): void {
    if (this.hasEnded || !this.connection.isOpen) {
      this.close()
      return
    }
    this.#state = states.closing
    this.#timeout.dispose()
    this.input.drop()
    this.http.lingering.close(this.connection, this.#finMs)
    this.ownLinks?.discardAll()
    this.session.end()
  }

  /** Closes with a reset. */
  reset(): void {
    this.#state = states.closing
    this.#timeout.stop()
    this.connection.reset()
  }

  #armHeadTimeout(): void {
    const { timeouts } = this.session.frontend
    const isIdle = this.firstByteAtMs < 0 && this.#requestCount > 0
    const limitMs = isIdle
      ? (timeouts.httpKeepAliveMs ?? timeouts.httpRequestMs ?? timeouts.clientMs)
      : (timeouts.httpRequestMs ?? timeouts.clientMs)
    this.#timeout.arm(limitMs)
  }

  #onTimeout(): void {
    if (this.#progress.takeMoved()) {
      this.#timeout.arm(
        this.#state === states.closing
          ? this.#finMs
          : (this.transaction?.clientTimeoutMs ?? this.session.frontend.timeouts.clientMs),
      )
      return
    }
    switch (this.#state) {
      case states.head:
        if (this.firstByteAtMs < 0 && (this.#requestCount > 0 || this.settings.ignoresProbes)) this.close()
        else this.#refuse(408, new ProxyError('l7/request-timeout', 'client', 'R', false))
        break
      case states.closing:
        this.connection.reset()
        break
      default:
        if (this.transaction !== null) endByClientTimeout(this.transaction)
    }
  }

  /** Answers a request that never became one, logs it, and closes. */
  #refuse(status: number, error: ProxyError): void {
    this.#state = states.closing
    const transaction = new Transaction(this, this.session.clock.nowMs())
    this.#timeout.stop()
    const isNull = this.firstByteAtMs < 0
    const reply = transaction.errorReply(status)
    if (reply !== null) this.connection.writeText(earlyReply(reply))
    transaction.refused(reply?.status ?? status, error, isNull)
    if (error.code === 'l7/invalid-request') this.#linger()
    else this.close()
  }
}
