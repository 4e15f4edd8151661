import { formatSocketAddress, ProxyError, Timeout } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  type DataPipeline,
  errorOfCause,
  type Session,
} from '@weir/l4'
import { findFault } from './captured-messages.ts'
import {
  endByClientClose,
  endByClientEnd,
  endByClientTimeout,
  endByInvalidBody,
  endByTruncatedRequest,
} from './failures.ts'
import { BodyReader } from './h1/body-reader.ts'
import { ChunkedDecoder } from './h1/chunked.ts'
import { incomplete, refused } from './h1/outcome.ts'
import { type HttpEngine, httpEngineOf } from './http-engine.ts'
import { defaultHttpSettings, type HttpBackend, HttpFrontend, type HttpSettings } from './http-proxy.ts'
import { Message } from './message.ts'
import type { MuxedStream } from './muxed-stream.ts'
import { bodyRoomBytes, noBody, type PeekedBody, peekBody } from './peeked-body.ts'
import { earlyReply } from './reply.ts'
import { keepSentBody } from './retry.ts'
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

/** How long a client that was answered amid its request may go on with it. */
const longestLingerMs = 5000

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
  ownLinks: ServerLink[] | null = null
  /** How many server connections were opened for this session. */
  openedLinks = 0
  readonly #timeout: Timeout
  #state: number = states.head
  #held: Uint8Array | null = null
  #bytes: Uint8Array = nothing
  #at = 0
  #end = 0
  #isProcessing = false
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
    let bytes = chunk
    if (this.#held !== null) {
      bytes = Buffer.concat([this.#held, chunk])
      this.#held = null
    }
    this.#process(bytes)
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
    if (this.ownLinks !== null) for (const link of this.ownLinks.splice(0)) link.discard()
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

  #process(bytes: Uint8Array): void {
    this.#isProcessing = true
    this.#bytes = bytes
    this.#at = 0
    this.#end = bytes.length
    try {
      while (this.#step());
    } catch (error) {
      this.#at = this.#end
      this.#contain(error)
    }
    this.#isProcessing = false
    if (this.#at < this.#end) {
      // The chunk is the network's again after this call.
      this.#held = Uint8Array.prototype.slice.call(bytes, this.#at, this.#end)
    }
    this.#bytes = nothing
    if (this.#state === states.head && this.transaction === null && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  /** One step over the bytes at hand. False: nothing more can be done with them at present. */
  #step(): boolean {
    switch (this.#state) {
      case states.head:
        return this.#at < this.#end && this.#readHead()
      case states.body:
        return this.#forwardBody()
      case states.answering:
        if (this.#at < this.#end) this.#pause()
        return false
      case states.tunnel:
        if (this.#at < this.#end) this.#forwardTunnel()
        return false
      default:
        this.#at = this.#end
        return false
    }
  }

  #readHead(): boolean {
    const { settings, request } = this
    const nowMs = this.session.clock.nowMs()
    const isBeginning = this.firstByteAtMs < 0
    if (isBeginning) this.firstByteAtMs = nowMs
    const parser = settings.isLenientOnRequests ? this.http.lenientParser : this.http.parser
    const after = parser.parseRequest(this.#bytes, this.#at, this.#end, request)
    if (after === incomplete) {
      if (isBeginning) this.#armHeadTimeout()
      return false
    }
    this.#requestCount++
    if (after === refused) {
      this.#capture(this.#at, (end) => parser.parseRequest(this.#bytes, this.#at, end, faulty) === refused)
      this.#at = this.#end
      this.#refuse(parser.errorStatus, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
      return false
    }
    const start = this.#at
    this.#at = after
    this.#timeout.stop()
    this.body.beginRequest(request)
    if (this.body.isChunked && this.#at < this.#end && this.#isChunkingBroken(this.#end)) {
      this.#capture(start, (end) => end > after && this.#isChunkingBroken(end))
      this.#at = this.#end
      this.#refuse(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
      return false
    }
    this.#state = this.body.isDone ? states.answering : states.body
    const transaction = new Transaction(this, nowMs)
    this.transaction = transaction
    transaction.start()
    return true
  }

  /** What came along with the head is checked at once: chunks that are broken from the start make no request. */
  #isChunkingBroken(end: number): boolean {
    const decoder = new ChunkedDecoder()
    decoder.decode(this.#bytes, this.#at, end, this.http.scratchOf(end - this.#at), 0)
    return decoder.hasFailed
  }

  /** Remembers a request that begins at `start` and is refused as soon as some of its bytes are there. */
  #capture(start: number, isRefused: (end: number) => boolean): void {
    const { frontend, sourceAddress, clock } = this.session
    this.http.captured.add({
      wallMs: clock.wallMs(),
      side: 'request',
      frontend: { name: frontend.name, id: frontend.id },
      backend: null,
      server: null,
      source: sourceAddress?.kind === 'ip' ? formatSocketAddress(sourceAddress) : null,
      bytes: this.#bytes.subarray(start, this.#end),
      errorAt: findFault(this.#end - start, (length) => isRefused(start + length)),
    })
  }

  #forwardBody(): boolean {
    const transaction = this.transaction!
    const link = transaction.serverLink
    if (link === null || !transaction.isForwarding) {
      if (transaction.wantsBody) transaction.onBodyBytes()
      else if (this.#at < this.#end) this.#pause()
      return false
    }
    if (this.#at === this.#end) return false
    if (transaction.requestPipeline !== null) return this.#filterBody(transaction, transaction.requestPipeline)
    const { body } = this
    this.#at = body.read(this.#bytes, this.#at, this.#end)
    if (body.hasFailed) {
      this.#at = this.#end
      endByInvalidBody(transaction)
      return false
    }
    transaction.bytesIn += body.contentBytes
    transaction.requestBytesOut += body.contentBytes
    keepSentBody(transaction, body.data, false)
    if (!link.send(body.data)) this.#pause()
    this.#bodyMoved(transaction)
    return true
  }

  /** Gives content to filters, which send it on when they like. False: they have no room for more. */
  #filterBody(transaction: Transaction, pipeline: DataPipeline): boolean {
    const { body } = this
    body.framesChunks = false
    this.#at = body.read(this.#bytes, this.#at, this.#end)
    if (body.hasFailed) {
      this.#at = this.#end
      endByInvalidBody(transaction)
      return false
    }
    transaction.bytesIn += body.contentBytes
    if (body.isDone) {
      this.#timeout.stop()
      this.#state = states.answering
      pipeline.write(body.data, true)
      return true
    }
    const isRoom = pipeline.write(body.data, false)
    if (isRoom) this.#bodyMoved(transaction)
    else {
      this.#timeout.stop()
      this.#pause()
    }
    return isRoom
  }

  /** Filters take more. */
  letMoreCome(): void {
    if (this.#state !== states.body || this.transaction === null) return
    this.#bodyMoved(this.transaction)
    this.resume()
  }

  /** Filters have sent some of the body on: whoever is waited for has time anew. */
  sentOn(): void {
    const { transaction } = this
    if (transaction === null) return
    if (this.#state === states.body) this.#bodyMoved(transaction)
    else if (!transaction.hasAnswered) transaction.serverLink?.armTimeout()
  }

  #bodyMoved(transaction: Transaction): void {
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
    const start = this.#at
    this.#at = this.#end
    transaction.bytesIn += this.#end - start
    transaction.requestBytesOut += this.#end - start
    const link = transaction.serverLink!
    if (!link.backend.hasIndependentTimeouts) link.touch()
    if (!link.send(start === 0 ? this.#bytes : this.#bytes.subarray(start, this.#end))) this.#pause()
  }

  /** Sends the request's head and what is there of its body in one go. */
  sendRequest(link: ServerLink, head: string): void {
    const transaction = this.transaction!
    if (this.#state !== states.body) {
      const { sentBody } = transaction
      if (sentBody === null) link.sendText(head)
      else {
        transaction.requestBytesOut += sentBody.length
        link.sendTextAndData(head, sentBody)
      }
      transaction.onRequestDone()
      return
    }
    const isOwn = !this.#isProcessing
    if (isOwn) {
      this.#bytes = this.#held ?? nothing
      this.#held = null
      this.#at = 0
      this.#end = this.#bytes.length
    }
    if (transaction.requestPipeline !== null) {
      link.sendText(head)
      const isRoom = this.#filterBody(transaction, transaction.requestPipeline)
      if (!isOwn) return
      this.#keepRest()
      if (isRoom && this.#state === states.body) this.resume()
      return
    }
    const { body } = this
    this.#at = body.read(this.#bytes, this.#at, this.#end)
    if (body.hasFailed) {
      this.#at = this.#end
      endByInvalidBody(transaction)
      return
    }
    transaction.bytesIn += body.contentBytes
    transaction.requestBytesOut += body.contentBytes
    keepSentBody(transaction, body.data, true)
    const isRoom = body.data.length === 0 ? link.sendText(head) : link.sendTextAndData(head, body.data)
    if (!isRoom) this.#pause()
    this.#bodyMoved(transaction)
    if (!isOwn) return
    this.#keepRest()
    if (isRoom && this.#state === states.body) this.resume()
  }

  /** Keeps what was not taken of bytes that were held. */
  #keepRest(): void {
    if (this.#at < this.#end) this.#held = Uint8Array.prototype.slice.call(this.#bytes, this.#at, this.#end)
    this.#bytes = nothing
  }

  /** The server takes bytes again. */
  resume(): void {
    if (!this.#isPaused || !this.connection.isOpen) return
    if (this.#held !== null && !this.#isProcessing) {
      const held = this.#held
      this.#held = null
      this.#isPaused = false
      this.#process(held)
      if (this.#isPaused) return
    }
    this.#isPaused = false
    this.connection.resume()
  }

  #pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    this.connection.pause()
  }

  /**
   * Looks at the body without taking it: what has come so far, decoded. The bytes are a copy. For rules that read the
   * body before there is a server.
   */
  peekBody(): PeekedBody {
    const source = this.#isProcessing ? this.#bytes.subarray(this.#at, this.#end) : (this.#held ?? nothing)
    if (this.body.isDone) return noBody
    const { request } = this
    const peeked = peekBody(source, request, bodyRoomBytes(request, this.http.messageBytes), this.hasEnded)
    return { ...peeked, bytes: Uint8Array.prototype.slice.call(peeked.bytes) }
  }

  /** Bytes at hand that belong to the body or follow it. */
  get heldBytes(): number {
    return this.#isProcessing ? this.#end - this.#at : (this.#held?.length ?? 0)
  }

  /** Keeps reading into memory while rules wait for the body. */
  wantBody(isWanted: boolean): void {
    if (isWanted && this.#isPaused && !this.#isProcessing) {
      this.#isPaused = false
      this.connection.resume()
    } else if (!isWanted) this.#pause()
  }

  /** Throws away what has come of the body. True when that was all of it. */
  drainBody(): boolean {
    if (this.#state !== states.body) return true
    if (this.#isProcessing) this.#at = this.body.read(this.#bytes, this.#at, this.#end)
    else if (this.#held !== null) {
      const held = this.#held
      const at = this.body.read(held, 0, held.length)
      this.#held = at < held.length ? held.subarray(at) : null
    }
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
    this.#timeout.arm(this.transaction?.clientTimeoutMs ?? this.session.frontend.timeouts.clientMs)
    return false
  }

  startTunnel(): void {
    this.#state = states.tunnel
    this.#timeout.stop()
    if (this.#isPaused && !this.#isProcessing) this.resume()
    if (this.hasEnded) this.transaction?.serverLink?.endTunnel()
  }

  /** Keeps an idle server connection for this session alone. False: there are enough, or the client is gone. */
  keepOwn(link: ServerLink): boolean {
    if (!this.connection.isOpen) return false
    this.ownLinks ??= []
    if (this.ownLinks.length >= this.settings.maxOwnConnections) return false
    this.ownLinks.push(link)
    return true
  }

  /** The connection among this session's own that further requests have to go over, or may stay with. */
  preferredLink(backend: HttpBackend): ServerLink | null {
    if (this.ownLinks === null) return null
    const prefersAny = backend.http.prefersLastServer
    let found: ServerLink | null = null
    for (const link of this.ownLinks) {
      if (link.backend !== backend || !link.connection.isOpen) continue
      if (link.isAuthenticated) return link
      if (prefersAny && (found === null || link.ordinal < found.ordinal)) found = link
    }
    return found
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
    if (this.#isProcessing) return
    if (this.#isPaused) this.resume()
    if (this.#state === states.head && this.firstByteAtMs < 0) this.#armHeadTimeout()
  }

  /** Closes in order once what was written is out. */
  close(): void {
    this.#state = states.closing
    this.#timeout.stop()
    this.#held = null
    this.connection.close()
  }

  /**
   * Closes amid a request: what still comes is read and thrown away until the client has seen the answer and closes as
   * well, since the kernel would cut it off with a reset, and the answer with it (RFC 9112 §9.6).
   */
  #linger(): void {
    this.#state = states.closing
    this.#held = null
    if (this.hasEnded) {
      this.close()
      return
    }
    const { clientFinMs, clientMs } = this.session.frontend.timeouts
    this.#timeout.arm(Math.min(clientFinMs ?? clientMs, longestLingerMs))
    this.connection.shutdown()
    this.resume()
  }

  /** Closes with a reset. */
  reset(): void {
    this.#state = states.closing
    this.#timeout.stop()
    this.connection.reset()
  }

  /** Leaves the connection to its fate without a word (`silent-drop`). */
  abandon(): void {
    this.reset()
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
    else this.connection.close()
  }
}
