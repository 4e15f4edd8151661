import { ProxyError } from '@weir/base'
import { type CloseCause, errorOfCause, type Session } from '@weir/l4'
import { captureRequest } from './capture.ts'
import { ClientStream, clientStates } from './client-stream.ts'
import { incomplete, refused } from './h1/outcome.ts'
import { ClientMux } from './h2/client-mux.ts'
import { connectionPreface as preface } from './h2/frames.ts'
import { HttpFrontend } from './http-proxy.ts'
import { Message } from './message.ts'
import { OwnLinks } from './own-links.ts'
import { Http1Counters } from './protocol-counters.ts'
import { defaultReplies, earlyReply } from './reply.ts'
import { Transaction } from './transaction.ts'

const firstOctet = preface.charCodeAt(0)

/** Where faulty heads are read to. */
const faulty = new Message()

/** The client's side of HTTP/1: reads requests off one connection, one at a time, and begins a transaction for each. */
export class ClientLink extends ClientStream {
  readonly httpMajor = 1
  readonly streamCount = 1
  readonly streamLimit = 1
  readonly glitchCount = 0
  readonly resetCode = null
  readonly framesChunks = true
  /** The first request may be the preface of HTTP/2. */
  readonly #mayUpgrade: boolean
  #requestCount = 0
  readonly #counters: Http1Counters
  /** A request is under way, and counted. */
  #hasStream = false

  constructor(session: Session, mayUpgrade = true) {
    super(session, session.connection, new OwnLinks())
    const { frontend } = session
    this.#counters = frontend instanceof HttpFrontend ? frontend.http1 : new Http1Counters()
    this.#mayUpgrade = mayUpgrade && !this.settings.disablesH2Upgrade
    session.requests = this
    this.#counters.openConnections++
    this.#counters.totalConnections++
    this.#armHeadTimeout()
  }

  /** The present request, counted from 1. */
  get streamId(): number {
    return this.#requestCount
  }

  get isFirstRequest(): boolean {
    return this.#requestCount <= 1
  }

  override onClose(cause: CloseCause | null): void {
    if (cause !== null) this.session.connectionError = errorOfCause(cause, this.session.speaksTls)
    // A client that breaks off has asked for nothing, which is told of as an end is.
    if (this.state === clientStates.head && (this.firstByteAtMs >= 0 || cause !== null)) this.onEnd()
    super.onClose(cause)
    this.#leave()
  }

  #leave(): void {
    if (!this.session.isClosed) this.#leftHttp1()
    this.ownLinks.discardAll()
    this.session.end()
  }

  #leftHttp1(): void {
    this.#counters.openConnections--
    this.#endStream()
  }

  #beginStream(): void {
    this.#hasStream = true
    this.#counters.openStreams++
    this.#counters.totalStreams++
  }

  #endStream(): void {
    if (this.#hasStream) this.#counters.openStreams--
    this.#hasStream = false
  }

  protected override endedInHead(): void {
    if (this.firstByteAtMs >= 0 || (this.#requestCount === 0 && !this.settings.ignoresProbes)) {
      this.#refuse(400, new ProxyError('l7/client-aborted', 'client', 'R', false))
    } else this.close()
  }

  protected override process(chunk: Uint8Array): void {
    super.process(chunk)
    if (this.state === clientStates.head && this.transaction === null && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  protected override readHead(): boolean {
    const { settings, request, input } = this
    if (this.#requestCount === 0 && this.#mayUpgrade && input.bytes[input.at] === firstOctet && this.#meetsPreface())
      return false
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
    this.timeout.stop()
    this.body.beginRequest(request)
    // What came along with the head is checked at once: chunks that are broken from the start make no request.
    if (this.body.isBroken(input.bytes, after, input.end)) {
      captureRequest(this, start, (end) => end > after && this.body.isBroken(input.bytes, after, end))
      input.skip()
      this.#refuse(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
      return false
    }
    this.state = this.body.isDone ? clientStates.answering : clientStates.body
    this.#beginStream()
    const transaction = new Transaction(this, nowMs)
    this.transaction = transaction
    transaction.start()
    return true
  }

  /**
   * A client that knows that HTTP/2 is spoken begins with its preface (RFC 9113 §3.3): it is handed over as soon as that
   * is there. True: it is, or may still come.
   */
  #meetsPreface(): boolean {
    const bytes = this.input.peek()
    const length = Math.min(bytes.length, preface.length)
    for (let at = 0; at < length; at++) if (bytes[at] !== preface.charCodeAt(at)) return false
    if (length < preface.length) return true
    this.state = clientStates.closing
    this.timeout.dispose()
    this.input.skip()
    this.#leftHttp1()
    new ClientMux(this.session).onData(bytes)
    return true
  }

  /** Closes between requests. For a process that stops: there will be no further one. */
  closeIfIdle(): void {
    if (this.settings.keepsIdleUntilResponse || this.#requestCount === 0) return
    if (this.state === clientStates.head && this.transaction === null && this.firstByteAtMs < 0) this.close()
  }

  override next(keepsAlive: boolean): void {
    this.transaction = null
    this.#endStream()
    this.firstByteAtMs = -1
    if (this.state === clientStates.body) {
      this.#linger()
      return
    }
    if (!keepsAlive || this.hasEnded) {
      this.close()
      return
    }
    this.state = clientStates.head
    if (this.input.isAtHand) return
    this.resume()
    if (this.state === clientStates.head && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  /** Closes amid a request, so that the client gets to read the answer. */
  #linger(): void {
    if (this.hasEnded || !this.connection.isOpen) {
      this.close()
      return
    }
    this.state = clientStates.closing
    this.timeout.dispose()
    this.input.drop()
    this.http.lingering.close(this.connection, this.finMs)
    this.#leave()
  }

  #armHeadTimeout(): void {
    const { timeouts } = this.session.frontend
    const isIdle = this.firstByteAtMs < 0 && this.#requestCount > 0
    const limitMs = isIdle
      ? (timeouts.httpKeepAliveMs ?? timeouts.httpRequestMs ?? timeouts.clientMs)
      : (timeouts.httpRequestMs ?? timeouts.clientMs)
    this.timeout.arm(limitMs)
  }

  protected override headTimedOut(): void {
    if (this.firstByteAtMs < 0 && (this.#requestCount > 0 || this.settings.ignoresProbes)) this.close()
    else this.#refuse(408, new ProxyError('l7/request-timeout', 'client', 'R', false))
  }

  /** Answers a request that never became one, logs it, and closes. */
  #refuse(status: number, error: ProxyError): void {
    this.state = clientStates.closing
    const transaction = new Transaction(this, this.session.clock.nowMs())
    this.timeout.stop()
    const isNull = this.firstByteAtMs < 0
    // Pages are for requests: here one only says, by being empty, that there shall be no answer.
    const page = transaction.errorReply(status)
    if (page !== null) this.connection.writeText(earlyReply(defaultReplies.get(status) ?? page))
    transaction.refused(status, error, isNull)
    if (error.code === 'l7/invalid-request') this.#linger()
    else this.close()
  }
}
