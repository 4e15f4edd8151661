import type { LastServer, ServerState } from '@weir/balance'
import { ProxyError, Timeout } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import { type Connection, type DataPipeline, type Dispatch, type DispatchClient, Stream } from '@weir/l4'
import type { StreamVariables } from '@weir/sample'
import type { TransactionCache } from './cache/transaction-cache.ts'
import { captureRequest } from './captures.ts'
import type { ClientStream } from './client-stream.ts'
import type { TransactionCompression } from './compression/compression-filter.ts'
import type { CookieState } from './cookies.ts'
import { phaseOf } from './failures.ts'
import { HttpFrontend, type HttpSettings } from './http-proxy.ts'
import type { LocalResponse } from './local-response.ts'
import type { Message } from './message.ts'
import { countRuleAnswer, sendLocal, sendReply } from './own-replies.ts'
import { noBody, type PeekedBody } from './peeked-body.ts'
import { defaultReplies, type Reply } from './reply.ts'
import { advance, answerMonitor } from './request-steps.ts'
import { passResponseRules } from './response-begin.ts'
import type { ResponsePipeline } from './response-pipeline.ts'
import { finishResponse } from './response-way.ts'
import { failInternally, fitsBuffer, refuseReply } from './rewrite-room.ts'
import type { ServerLink } from './server-link.ts'
import { alpnFor, lastServerOf, openLink, sendOver, takeKeptLink } from './server-way.ts'
import { countEnd, countRefused, countServerAnswer, keepsServer } from './settling.ts'
import { steps } from './transaction-steps.ts'

declare module '@weir/keyword' {
  interface SampleContext {
    /** The HTTP exchange; absent outside HTTP mode. */
    readonly transaction?: Transaction | null
  }
}

/**
 * One request and its response.
 *
 *   start ─▶ rules of the frontend ─▶ use_backend ─▶ rules of the backend ─▶ dispatch ─▶ request sent on
 *      │                                                                                      │
 *      └──────────── reply (denied, redirected, failed …) ◀───────────────────────────────────┤
 *                        │                                                                    ▼
 *                        └──▶ http-after-response ◀── http-response rules ◀── response head ◀─┘
 *                                     │
 *                                     └─▶ client ─▶ finish: log, next request
 *
 * A rule may suspend it (`verdicts.wait`); whoever made it wait calls `resume`.
 */
export class Transaction extends Stream implements DispatchClient {
  readonly transaction: Transaction = this
  readonly client: ClientStream
  readonly request: Message
  /** The response while there is one: the server's, or the proxy's own. */
  response: Message | null = null
  serverLink: ServerLink | null = null
  /** The server's connection that was used last, for the log as well. */
  lastServerLink: ServerLink | null = null
  readonly http: HttpSettings
  backendHttp: HttpSettings | null = null
  override isFinal = true
  /** The request's head as received, for logs: rules edit another string. */
  readonly receivedHead: string
  readonly receivedLineEnd: number
  readonly receivedMethodEnd: number
  /** What the log shows: the status sent to the client; -1 for none. */
  status = -1
  /** The status that came from the server; -1 for none. */
  serverStatus = -1
  /** See `Message.receivedVersion`. */
  readonly receivedVersion: number
  readonly isHead: boolean
  keepsClient: boolean
  /** The request head has been sent: body bytes may follow. */
  isForwarding = false
  isTunnel = false
  /** A rule asks the server to close its connection behind the answer. */
  closesServer = false
  /** Rules wait for the body. */
  wantsBody = false
  wantsResponseBody = false
  isRequestDone = false
  isResponseDone = false
  /** The head of the answer is on its way to the client. */
  hasAnswered = false
  /** The request never became one: logs show `<BADREQ>`. */
  isBadRequest = false
  cookies: CookieState | null = null
  responseCaptures: (string | null)[] | null = null
  requestCookieCapture: string | null = null
  responseCookieCapture: string | null = null
  uniqueId: string | null = null
  isTarpitted = false
  /** Whatever made a rule wait keeps its state here; null again once it goes on. */
  waiting: unknown = null
  /** `strict-mode` of the ruleset that runs. */
  isStrict = true
  /** How often an `http-after-response` rule has failed: once ends in a page that says so, twice leaves that as it is. */
  lateFailures = 0
  /** The length of the response's head as received. */
  receivedResponseLength = 0
  mayRetry = true
  /** The body as far as it was sent, for another attempt; null when none may follow. */
  sentBody: Uint8Array | null = null
  /** What filters do to the bodies; null where none has a part in them. */
  requestPipeline: DataPipeline | null = null
  responsePipeline: ResponsePipeline | null = null
  /** What the compression filter makes of it; null without one. */
  compression: TransactionCompression | null = null
  /** What caches know of it; null as long as no rule has asked one. */
  cache: TransactionCache | null = null
  /** The answer from what the proxy holds, while it is being sent. */
  local: LocalResponse | null = null
  /** Lines behind the body of the response, once that is done. */
  trailers = ''
  /** The body of the proxy's own reply. */
  localBody = ''
  dispatch: Dispatch | null = null
  /** How far the request has come. */
  step: number = steps.frontendContent
  /** How far `http-response` rules have come. */
  responseStage = 0
  /** Such rules have begun, and not come to an end. */
  awaitsResponseRules = false
  #taken: ServerLink | null = null
  /** The name under which the connection under way will be kept. */
  #connectionName: string | null = null
  isOver = false
  /** Lines of the 103 answer that is yet to be sent. */
  hints = ''

  constructor(client: ClientStream, nowMs: number) {
    super(client.session, true)
    this.client = client
    const { request } = client
    this.request = request
    this.http = client.settings
    this.receivedHead = request.head
    this.receivedLineEnd = request.lineEnd
    this.receivedMethodEnd = request.methodEnd
    this.receivedVersion = request.receivedVersion
    this.isHead = request.isMethod('HEAD')
    this.keepsClient =
      (request.version === 11 ? !request.hasClose : request.hasKeepAlive) &&
      !request.hasUnsafeFraming &&
      this.http.connectionMode !== 'close'
    this.requestAtMs = nowMs
    const { firstByteAtMs } = client
    const handshakeMs = this.session.streamCount === 1 ? this.session.handshakeMs : 0
    if (firstByteAtMs >= 0) this.idleMs = Math.max(0, firstByteAtMs - this.startedAtMs - handshakeMs)
  }

  /** Scope `req` ends, and `res` begins, when the request goes to a server or is answered here (manual 2.8). */
  override identify(): string | null {
    if (this.uniqueId === null) this.uniqueId = this.http.uniqueId?.(this) ?? null
    return this.uniqueId
  }

  override get variables(): StreamVariables {
    const variables = super.variables
    if (this.isForwarding || this.response !== null) variables.startResponse()
    return variables
  }

  start(): void {
    this.bytesIn += this.request.countedBytes
    this.passStep('accept')
    this.trackers?.startRequest()
    if (this.frontend instanceof HttpFrontend) this.frontend.countRequest(this.requestAtMs)
    if (this.http.requestCaptures !== null) captureRequest(this)
    if (this.http.monitorUri !== null && this.request.pathAndQuery === this.http.monitorUri) {
      answerMonitor(this)
      return
    }
    advance(this)
  }

  /** Goes on with the rule that waited. Harmless when nothing waits. */
  resume(): void {
    if (this.isOver) return
    try {
      if (this.step < steps.sending) advance(this)
      else if (this.awaitsResponseRules) this.#resumeResponse()
    } catch (error) {
      this.contain(error)
    }
  }

  /** A throw on the data path is a bug. It ends this transaction alone: with 500, or by closing amid an answer. */
  contain(error: unknown): void {
    this.engine.contain(error)
    const internal = new ProxyError('l4/internal-error', 'proxy', phaseOf(this), false, error)
    try {
      if (this.hasAnswered || this.isTunnel) this.breakOff(internal)
      else this.replyError(500, internal)
    } catch (second) {
      // What failed once may fail again in the answer's own rules.
      this.engine.contain(second)
      this.#surrender(internal)
    }
  }

  /** Lets go of everything without running anything that the configuration asks for. */
  #surrender(error: ProxyError): void {
    this.fail(error)
    this.isOver = true
    this.step = steps.over
    this.#closePipelines()
    this.detachServer()
    this.isLogged = true
    this.leave()
    this.client.reset()
  }

  /** True when frontend and backend are one `listen` section: its rules run once. */
  get isOneSection(): boolean {
    return this.backend !== null && this.backend.name === this.frontend.name
  }

  /** True where `filter` lines have their say. */
  get hasFilters(): boolean {
    return this.frontend.filters !== null || (this.backend !== null && this.backend.filters !== null)
  }

  /** Keeps the body in memory as it comes, and resumes whenever some has come. */
  waitForBody(): void {
    this.wantsBody = true
    this.client.wantBody(true)
  }

  stopWaitingForBody(): void {
    if (!this.wantsBody) return
    this.wantsBody = false
    this.client.wantBody(false)
  }

  onBodyBytes(): void {
    this.resume()
  }

  /** What is at hand of the request's body, decoded. */
  peekBody(): PeekedBody {
    return this.client.peekBody()
  }

  /** The same of the response: the server's, or the proxy's own. */
  peekResponseBody(): PeekedBody | null {
    if (this.response === null) return null
    if (this.local !== null) return this.local.peekBody()
    if (this.serverLink !== null) return this.serverLink.peekBody()
    return this.localBody === '' ? noBody : { ...noBody, bytes: Buffer.from(this.localBody, 'latin1') }
  }

  /** Keeps the response's body in memory as it comes, and resumes whenever some has come. */
  waitForResponseBody(isWanted: boolean): void {
    this.wantsResponseBody = isWanted
    this.serverLink?.wantBody(isWanted)
  }

  takeIdleConnection(server: ServerState, poolName: string | null): Connection | null {
    this.#connectionName = poolName
    this.#taken = takeKeptLink(this, server, poolName)
    return this.#taken?.connection ?? null
  }

  alpnFor(server: ServerState): readonly string[] | null {
    return alpnFor(this, server)
  }

  lastServer(): LastServer | null {
    return lastServerOf(this)
  }

  onConnected(connection: Connection, server: ServerState, isReused: boolean): void {
    try {
      const taken = isReused ? this.#taken : null
      this.#taken = null
      const link = taken ?? openLink(this, connection, server, this.#connectionName)
      this.passStep('connect')
      sendOver(this, link, server)
    } catch (error) {
      this.contain(error)
    }
  }

  onFailed(error: ProxyError): void {
    try {
      this.replyError(503, error)
    } catch (thrown) {
      this.contain(thrown)
    }
  }

  onRequestDone(): void {
    this.isRequestDone = true
    if (this.isResponseDone) this.finish()
    else if (this.serverLink !== null && !this.isTunnel) this.serverLink.armTimeout()
  }

  /** All rules on requests have let it pass. */
  passRequest(): void {
    this.passStep('request')
  }

  // The response.

  onInformational(message: Message): void {
    countServerAnswer(this, message.status)
    this.bytesOut += message.countedBytes
    this.responseBytesOut += message.countedBytes
    this.client.writeText(message.head)
  }

  #resumeResponse(): void {
    const { local, serverLink } = this
    if (local !== null) {
      if (passResponseRules(this)) sendLocal(this, local)
    } else if (serverLink !== null && passResponseRules(this)) serverLink.continue(this)
  }

  /** The head for the client, after the last rules; null when they have ended the transaction. */
  responseHead(link: ServerLink): string | null {
    const head = finishResponse(this, link.response, link.body.isUntilClose)
    if (head !== null) this.responseBytesOut += link.response.countedBytes
    if (head !== null) this.passStep('response')
    if (head !== null && this.frontend.log?.logsAsSoonAsPossible === true) {
      this.isLoggedEarly = true
      this.emitLog(false)
    }
    return head
  }

  startTunnel(): void {
    this.client.startTunnel()
  }

  onResponseDone(): void {
    this.isResponseDone = true
    this.trailers = (this.local ?? this.serverLink)?.trailers ?? ''
    if (this.isRequestDone) this.finish()
    else this.client.awaitRest()
  }

  onTunnelClosed(): void {
    this.keepsClient = false
    this.finish()
  }

  terminate(reason: 'D' | 'U' | 'K'): void {
    const codes = { D: 'l4/server-marked-down', U: 'l4/server-marked-up', K: 'l4/killed' } as const
    const error = new ProxyError(codes[reason], 'proxy', phaseOf(this), false)
    if (this.hasAnswered) this.breakOff(error)
    else this.replyError(error.phase === 'H' ? 502 : 503, error)
  }

  // Answers of the proxy itself.

  /** The page for a status as the backend or frontend replaces it; null sends nothing. */
  errorReply(status: number): Reply | null {
    const answer =
      this.backendHttp?.errors?.get(status) ?? this.http.errors?.get(status) ?? defaultReplies.get(status) ?? null
    return typeof answer === 'function' ? answer(this) : answer
  }

  replyError(status: number, error: ProxyError): void {
    const reply = this.errorReply(status)
    this.status = status
    if (reply === null) this.drop(error)
    else this.reply(reply, error)
  }

  /** Answers the client; the server, if there is one, is let go. `error` gives the termination state. */
  reply(reply: Reply, error: ProxyError | null, closes = false): void {
    if (this.isOver || this.hasAnswered) return
    if (!fitsBuffer(this, reply)) {
      refuseReply(this, error, closes)
      return
    }
    if (error !== null) this.fail(error)
    sendReply(this, reply, closes)
  }

  /** The client takes bytes again. */
  resumeResponse(): void {
    if (this.local !== null) this.local.resume()
    else this.serverLink?.resume()
  }

  /** For actions: answers, or closes without a word for null. */
  answer(reply: Reply | null, error: ProxyError): Verdict {
    if (reply === null) this.drop(error)
    else this.reply(reply, error)
    return verdicts.done
  }

  /** For actions: sends the client elsewhere. A request with a body ends its connection, as HAProxy does it. */
  redirect(reply: Reply, phase: 'R' | 'H'): Verdict {
    if (fitsBuffer(this, reply)) {
      if (phase === 'R') countRuleAnswer(this)
      this.reply(reply, new ProxyError('l4/local', 'proxy', phase, false), this.client.hasRequestBody)
    } else failInternally(this, new ProxyError('l4/internal-error', 'proxy', phase, false))
    return verdicts.done
  }

  /** A rule found the request to be invalid. */
  refuse(): void {
    this.replyError(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
  }

  /** Ends without an answer. */
  drop(error: ProxyError | null): void {
    if (this.isOver) return
    if (error !== null) this.fail(error)
    this.keepsClient = false
    this.finish(error !== null)
  }

  /** Ends in the middle of an answer: the client sees its connection close. */
  breakOff(error: ProxyError): void {
    if (this.isOver) return
    this.fail(error)
    this.keepsClient = false
    this.finish()
  }

  /** A head that was refused, or never came: only the log hears of it. */
  refused(status: number, error: ProxyError, isNull: boolean): void {
    this.#endUnread(status, error)
    countRefused(this, status)
    this.emitLog(isNull)
    this.leave()
  }

  /** What the client sent instead of a stream; unlike a request, it is not counted. */
  malformed(isNull: boolean): void {
    this.#endUnread(0, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
    this.emitLog(isNull)
    this.leave()
  }

  #endUnread(status: number, error: ProxyError): void {
    this.fail(error)
    this.status = status
    this.isBadRequest = true
    this.requestAtMs = -1
    this.keepsClient = false
    this.isOver = true
    this.closedAtMs = this.clock.nowMs()
  }

  #closePipelines(): void {
    this.requestPipeline?.close()
    this.responsePipeline?.close()
    this.local?.close()
    this.local = null
  }

  /** Lets go of the server, or of the way to one. */
  detachServer(): void {
    const link = this.serverLink
    this.serverLink = null
    this.isForwarding = false
    link?.release(false)
    if (this.dispatch !== null) {
      if (this.dispatch.isUnderWay) this.dispatch.abort()
      else this.dispatch.release()
    }
  }

  /** The end: frees the server, writes the log line, and lets the client go on. Further calls do nothing. */
  finish(isLogged = true): void {
    if (this.isOver) return
    this.isOver = true
    this.step = steps.over
    this.#closePipelines()
    if (this.waiting instanceof Timeout) this.waiting.dispose()
    this.closedAtMs = this.clock.nowMs()
    const link = this.serverLink
    this.serverLink = null
    if (link !== null) {
      if (this.isTunnel) this.client.connection.shutdown()
      link.release(keepsServer(this, link))
    }
    const { dispatch } = this
    if (dispatch?.isUnderWay === true) dispatch.abort()
    // The log does not count who gets the server's slot next.
    const left = dispatch?.leave() ?? null
    this.countTraffic()
    countEnd(this)
    if (this.frontend instanceof HttpFrontend) this.frontend.responses.count(this.status)
    this.backend?.state.counters.responses.count(this.status)
    if (isLogged) this.emitLog(false)
    this.leave()
    left?.wakeNext()
    this.client.next(this.keepsClient)
  }

  /** `option dontlog-normal` keeps what failed on either side. */
  protected override get isAbnormal(): boolean {
    return super.isAbnormal || this.status >= 500
  }
}
