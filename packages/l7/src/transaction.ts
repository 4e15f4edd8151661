import type { ServerState } from '@weir/balance'
import { ProxyError, type StreamPhase, Timeout } from '@weir/base'
import { type Verdict, verdicts } from '@weir/keyword'
import { type Connection, Dispatch, type DispatchClient, type RuleList, runRules, Stream } from '@weir/l4'
import type { StreamVariables } from '@weir/sample'
import type { TrackedCounters } from '@weir/stick-table'
import { adjustCase } from './adjust-case.ts'
import type { ClientLink } from './client-link.ts'
import type { CookieState } from './cookies.ts'
import { HttpBackend, HttpFrontend, type HttpSettings } from './http-proxy.ts'
import type { Message } from './message.ts'
import { closingStatuses, defaultReplies, type Reply } from './reply.ts'
import { finishRequest } from './request-way.ts'
import { applyResponseRules, finishResponse } from './response-way.ts'
import { ServerLink } from './server-link.ts'

declare module '@weir/keyword' {
  interface SampleContext {
    /** The HTTP exchange; absent outside HTTP mode. */
    readonly transaction?: Transaction | null
  }
}

const nothing = new Uint8Array(0)

const steps = {
  frontendContent: 0,
  frontendBody: 1,
  frontendRules: 2,
  frontendServices: 3,
  frontendRedirects: 4,
  backendChoice: 5,
  backendContent: 6,
  backendBody: 7,
  backendRules: 8,
  backendServices: 9,
  backendRedirects: 10,
  sending: 11,
  over: 12,
} as const

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
  readonly client: ClientLink
  readonly request: Message
  /** The response while there is one: the server's, or the proxy's own. */
  response: Message | null = null
  serverLink: ServerLink | null = null
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
  /** Rules wait for the body. */
  wantsBody = false
  isRequestDone = false
  isResponseDone = false
  /** The head of the answer is on its way to the client. */
  hasAnswered = false
  /** The request never became one: logs show `<BADREQ>`. */
  isBadRequest = false
  cookies: CookieState | null = null
  requestCaptures: (string | null)[] | null = null
  responseCaptures: (string | null)[] | null = null
  requestCookieCapture: string | null = null
  responseCookieCapture: string | null = null
  uniqueId: string | null = null
  isTarpitted = false
  /** Whatever made a rule wait keeps its state here; null again once it goes on. */
  waiting: unknown = null
  isStrict = true
  mayRetry = true
  /** The body as far as it was sent, for another attempt; null when none may follow. */
  sentBody: Uint8Array | null = null
  dispatch: Dispatch | null = null
  #step: number = steps.frontendContent
  /** How far `http-response` rules have come. */
  responseStage = 0
  #responseStep = 0
  #taken: ServerLink | null = null
  #sentHead = ''
  #isOver = false
  #hints = ''

  constructor(client: ClientLink, nowMs: number) {
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

  /** Scope `req` ends, and `res` begins, when the request goes to a server (manual 2.8). */
  override get variables(): StreamVariables {
    const variables = super.variables
    if (this.isForwarding) variables.startResponse()
    return variables
  }

  start(): void {
    this.bytesIn += this.request.countedBytes
    this.trackers?.startRequest()
    if (this.frontend instanceof HttpFrontend) this.frontend.countRequest(this.requestAtMs)
    if (this.http.requestCaptures !== null || this.http.cookieCapture !== null) this.#captureRequest()
    if (this.http.monitorUri !== null && this.request.uri === this.http.monitorUri) {
      this.#answerMonitor()
      return
    }
    this.#advance()
  }

  /** Goes on with the rule that waited. Harmless when nothing waits. */
  resume(): void {
    if (this.#isOver) return
    try {
      if (this.#step < steps.sending) this.#advance()
      else if (this.#responseStep > 0) this.#resumeResponse()
    } catch (error) {
      this.contain(error)
    }
  }

  /** A throw on the data path is a bug. It ends this transaction alone: with 500, or by closing amid an answer. */
  contain(error: unknown): void {
    this.engine.contain(error)
    const internal = new ProxyError('l4/internal-error', 'proxy', this.#phase(), false, error)
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
    this.#isOver = true
    this.#step = steps.over
    this.#detachServer()
    this.isLogged = true
    this.leave()
    this.client.reset()
  }

  #advance(): void {
    const { http, frontend } = this
    if (this.#step === steps.frontendContent) {
      if (!this.#passes(frontend.contentRules)) return
      this.#step = steps.frontendBody
    }
    if (this.#step === steps.frontendBody) {
      if (http.buffersRequest && !this.#hasBody()) return
      this.#step = steps.frontendRules
    }
    if (this.#step === steps.frontendRules) {
      if (!this.#passes(http.requestRules)) return
      this.#step = steps.frontendServices
    }
    if (this.#step === steps.frontendServices) {
      if (!this.#passes(http.serviceRules)) return
      this.#step = steps.frontendRedirects
    }
    if (this.#step === steps.frontendRedirects) {
      if (!this.#passes(http.redirectRules)) return
      this.#step = steps.backendChoice
    }
    if (this.#step === steps.backendChoice) {
      if (!this.#chooseBackend()) return
      this.#step = steps.backendContent
    }
    const backendHttp = this.backendHttp!
    // The rules of a `listen` section have run as a frontend's.
    const ownRules = !this.isOneSection
    if (this.#step === steps.backendContent) {
      if (ownRules && !this.#passes(this.backend!.contentRules)) return
      this.#step = steps.backendBody
    }
    if (this.#step === steps.backendBody) {
      if (backendHttp.buffersRequest && !this.#hasBody()) return
      this.#step = steps.backendRules
    }
    if (this.#step === steps.backendRules) {
      if (ownRules && !this.#passes(backendHttp.requestRules)) return
      this.#step = steps.backendServices
    }
    if (this.#step === steps.backendServices) {
      if (ownRules && !this.#passes(backendHttp.serviceRules)) return
      this.#step = steps.backendRedirects
    }
    if (this.#step === steps.backendRedirects) {
      if (ownRules && !this.#passes(backendHttp.redirectRules)) return
      this.#step = steps.sending
      this.#send()
    }
  }

  /** True when frontend and backend are one `listen` section: its rules run once. */
  get isOneSection(): boolean {
    return this.backend !== null && this.backend.name === this.frontend.name
  }

  /** Runs one list. False: the rules have ended the request, or wait. */
  #passes(rules: RuleList): boolean {
    if (rules === null) return true
    const verdict: Verdict = runRules(rules, this, this)
    if (verdict === verdicts.wait) return false
    if (verdict !== verdicts.done) return true
    // An action that ended the traffic without an answer: a rejection.
    if (!this.#isOver && this.#step < steps.sending) this.drop(new ProxyError('l7/rejected', 'proxy', 'R', false))
    return false
  }

  #hasBody(): boolean {
    const { isWhole } = this.client.peekBody()
    if (isWhole || this.client.heldBytes >= this.engine.bufferSizeBytes) {
      this.stopWaitingForBody()
      return true
    }
    this.waitForBody()
    return false
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
  peekBody(): { readonly bytes: Uint8Array; readonly isWhole: boolean } {
    return this.client.peekBody()
  }

  #chooseBackend(): boolean {
    const backend = this.frontend.chooseBackend(this)
    if (!(backend instanceof HttpBackend)) {
      this.requestAtMs = -1
      this.replyError(503, new ProxyError('l7/no-backend', 'server', 'C', false))
      return false
    }
    this.enterBackend(backend)
    this.backendHttp = backend.http
    const nowMs = this.requestAtMs
    backend.state.counters.countRequest(nowMs)
    return true
  }

  #send(): void {
    const backend = this.backend as HttpBackend
    if (!finishRequest(this, backend)) return
    this.#sendHints()
    const dispatch = new Dispatch(backend, this)
    this.dispatch = dispatch
    dispatch.start()
  }

  takeIdleConnection(server: ServerState): Connection | null {
    const { client } = this
    const backend = this.backend as HttpBackend
    if (client.ownLinks !== null) {
      const index = client.ownLinks.findIndex((link) => link.pool.server === server && link.backend === backend)
      const own = index < 0 ? null : client.ownLinks.splice(index, 1)[0]!
      if (own?.connection.isOpen === true) {
        this.#taken = own
        return own.connection
      }
    }
    this.#taken = backend.pool(server).take(backend.http.reuse, client.isFirstRequest)
    return this.#taken === null ? null : this.#taken.connection
  }

  onConnected(connection: Connection, server: ServerState, isReused: boolean): void {
    try {
      this.#useConnection(connection, server, isReused)
    } catch (error) {
      this.contain(error)
    }
  }

  #useConnection(connection: Connection, server: ServerState, isReused: boolean): void {
    const backend = this.backend as HttpBackend
    let link = this.#taken
    if (!isReused || link === null) {
      link = new ServerLink(connection, backend, backend.pool(server))
      link.isPrivate = backend.http.reuse === 'never' || backend.transport(server).sendProxy !== null
    }
    this.#taken = null
    server.counters.httpRequests++
    this.serverLink = link
    link.attach(this)
    this.isForwarding = true
    this.#sentHead = this.#requestHead(server, backend)
    this.client.sendRequest(link, this.#sentHead)
  }

  /** The head as it goes to the server: with the connection header that its side needs. */
  #requestHead(server: ServerState, backend: HttpBackend): string {
    const { request } = this
    const { head } = request
    let lines = ''
    const name = backend.http.serverNameHeader
    if (name !== null) {
      request.remove(`\r\n${name}: `)
      lines = `${name}: ${server.name}\r\n`
    }
    if (backend.http.connectionMode !== 'keep-alive' && !backend.http.pretendsKeepAlive) {
      if (request.version === 11) lines += 'connection: close\r\n'
    } else if (request.version === 10 && !request.hasUnsafeFraming) lines += 'connection: keep-alive\r\n'
    const whole = lines === '' ? head : `${request.head.slice(0, -2)}${lines}\r\n`
    return backend.http.requestCase === null ? whole : adjustCase(whole, backend.http.requestCase)
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

  // The response.

  /** Keeps what goes to the server of the body, as long as it may have to be sent again and fits a buffer. */
  keepSentBody(data: Uint8Array, isFirst: boolean): void {
    if (this.backendHttp!.retryOn === null || data.length === 0) return
    const kept = isFirst ? nothing : this.sentBody
    if (kept === null) return
    const fits = kept.length + data.length <= this.engine.bufferSizeBytes
    this.sentBody = fits ? Buffer.concat([kept, data]) : null
  }

  onInformational(message: Message): void {
    this.bytesOut += message.countedBytes
    if (this.request.version === 11 || message.status === 103) this.client.writeText(message.head)
  }

  /** A response head has come. True: send it on; false: rules wait, or the transaction is over. */
  beginResponse(link: ServerLink): boolean {
    const { response } = link
    this.responseAtMs = this.clock.nowMs()
    this.bytesOut += response.countedBytes
    this.serverStatus = response.status
    this.status = response.status
    this.response = response
    const isUpgrade = response.status === 101
    if (isUpgrade && (!this.#isUpgradeWanted() || lacksWebSocketAccept(this.request, response))) {
      this.onInvalidResponse()
      return false
    }
    this.isTunnel = isUpgrade || (response.status < 300 && this.request.isMethod('CONNECT'))
    if (this.isHead || isUpgrade || this.isTunnel || response.status === 204 || response.status === 304) {
      link.body.beginNone()
      if (response.status === 204 || this.isTunnel) dropFraming(response)
    } else link.body.beginResponse(response)
    if (this.#retriesOnStatus(response.status)) {
      this.bytesOut -= response.countedBytes
      this.#retry()
      return false
    }
    this.server!.counters.responses.count(response.status)
    this.backend!.state.counters.responses.count(response.status)
    if (this.trackers !== null && response.status >= 400) countStatus(this.trackers, response.status)
    this.#responseStep = 1
    this.responseStage = 0
    this.ruleIndex = 0
    return this.#runResponse()
  }

  #isUpgradeWanted(): boolean {
    return this.request.hasUpgrade && this.request.hasConnectionUpgrade
  }

  #runResponse(): boolean {
    const verdict = applyResponseRules(this)
    if (verdict === verdicts.wait) return false
    this.#responseStep = 0
    if (verdict !== verdicts.done) {
      this.storeResponseKeys()
      return true
    }
    if (!this.#isOver) this.drop(new ProxyError('l7/response-rejected', 'proxy', 'H', false))
    return false
  }

  #resumeResponse(): void {
    const link = this.serverLink
    if (link !== null && this.#runResponse()) link.continue(this)
  }

  /** The head for the client, after the last rules; null when they have ended the transaction. */
  responseHead(link: ServerLink): string | null {
    const head = finishResponse(this, link.response, link.body.isUntilClose)
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
    if (this.isRequestDone) this.finish()
  }

  // What goes wrong. Each says what the log's termination state will be.

  onInvalidBody(): void {
    const error = new ProxyError('l7/invalid-request', 'proxy', 'D', false)
    if (this.hasAnswered) this.breakOff(error)
    else this.replyError(400, error)
  }

  onInvalidResponse(): void {
    const error = new ProxyError('l7/invalid-response', 'proxy', this.hasAnswered ? 'D' : 'H', false)
    if (this.hasAnswered) {
      this.breakOff(error)
      return
    }
    if (this.#mayRetryOn('junk-response')) this.#retry()
    else this.#replyBadGateway(error)
  }

  /** The server's connection has ended before a whole response head. */
  onServerClosed(link: ServerLink): void {
    const error = new ProxyError('l7/server-closed', 'server', 'H', false)
    if (link.isSilent && this.#mayRetryOn('empty-response')) this.#retry()
    else if (link.isSilent && link.requestCount > 1 && !this.client.isFirstRequest) {
      // The client can tell a connection that was closed between requests, and repeats by itself.
      this.drop(null)
    } else this.#replyBadGateway(error)
  }

  onResponseTruncated(): void {
    this.breakOff(new ProxyError('l7/server-closed', 'server', 'D', false))
  }

  onServerTimeout(): void {
    if (this.#isOver) return
    if (this.hasAnswered) this.breakOff(new ProxyError('l7/server-timeout', 'server', 'D', false))
    else if (this.#mayRetryOn('response-timeout')) this.#retry()
    else {
      this.backend!.state.counters.responseErrors++
      this.server!.counters.responseErrors++
      this.trackers?.countFailure()
      this.replyError(504, new ProxyError('l7/server-timeout', 'server', 'H', false))
    }
  }

  onClientTimeout(): void {
    if (this.#isOver) return
    const error = new ProxyError('l7/client-timeout', 'client', this.#phase(), false)
    if (this.hasAnswered || this.client.isBlocked || this.isTunnel) this.breakOff(error)
    else this.replyError(408, error)
  }

  /** The client has closed its side behind a whole request. */
  onClientEnded(): void {
    if (this.hasAnswered) return
    if (this.backend !== null && !this.backend.abortsOnClose) return
    this.#countClientAbort()
    this.replyError(400, new ProxyError('l7/client-aborted', 'client', this.#phase(), false))
  }

  /** The client has closed its side inside the request's body. */
  onRequestTruncated(): void {
    this.#countClientAbort()
    const error = new ProxyError('l7/client-aborted', 'client', this.isForwarding ? 'D' : this.#phase(), false)
    if (this.hasAnswered) this.breakOff(error)
    else this.replyError(400, error)
  }

  /** The client's connection is gone. */
  onClientClosed(): void {
    if (this.#isOver) return
    if (this.isTunnel) {
      this.onTunnelClosed()
      return
    }
    this.#countClientAbort()
    if (!this.hasAnswered) this.status = -1
    const phase = this.isForwarding ? 'D' : this.#phase()
    this.breakOff(new ProxyError('l7/client-aborted', 'client', phase, false))
  }

  onTunnelClosed(): void {
    this.keepsClient = false
    this.finish()
  }

  terminate(reason: 'D' | 'U' | 'K'): void {
    const codes = { D: 'l4/server-marked-down', U: 'l4/server-marked-up', K: 'l4/killed' } as const
    const error = new ProxyError(codes[reason], 'proxy', this.#phase(), false)
    if (this.hasAnswered) this.breakOff(error)
    else this.replyError(503, error)
  }

  #countClientAbort(): void {
    if (this.backend !== null) this.backend.state.counters.clientAborts++
    if (this.server !== null) this.server.counters.clientAborts++
  }

  #phase(): StreamPhase {
    if (this.dispatch === null) return 'R'
    if (this.dispatch.isUnderWay) return this.dispatch.phase
    return this.hasAnswered ? 'D' : this.isRequestDone ? 'H' : 'D'
  }

  #replyBadGateway(error: ProxyError): void {
    this.backend!.state.counters.responseErrors++
    this.server!.counters.responseErrors++
    this.trackers?.countFailure()
    this.replyError(502, error)
  }

  #retriesOnStatus(status: number): boolean {
    return this.backendHttp?.retryOn?.has(String(status)) === true && this.#mayRetryOn(String(status))
  }

  #mayRetryOn(reason: string): boolean {
    const retryOn = this.backendHttp?.retryOn
    if (retryOn === null || retryOn === undefined || !retryOn.has(reason)) return false
    if (!this.mayRetry || !this.isRequestDone || this.retries >= this.maxRetries) return false
    return this.sentBody !== null || !this.client.hasRequestBody
  }

  /** Sends the same request once more, on a new choice of the dispatch. */
  #retry(): void {
    const server = this.server!
    const link = this.serverLink
    this.serverLink = null
    this.isForwarding = false
    this.response = null
    this.status = -1
    this.responseAtMs = -1
    link?.release(false)
    this.dispatch?.release()
    const dispatch = new Dispatch(this.backend!, this)
    this.dispatch = dispatch
    dispatch.repeat(server)
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
    else this.reply(reply, error, closingStatuses.has(status))
  }

  /** Answers the client; the server, if there is one, is let go. `error` gives the termination state. */
  reply(reply: Reply, error: ProxyError | null, closes = false): void {
    if (this.#isOver || this.hasAnswered) return
    if (error !== null) this.fail(error)
    if (this.serverLink !== null) this.responseAtMs = -1
    this.#detachServer()
    this.#sendHints()
    this.#step = steps.sending
    this.#responseStep = 0
    const message = this.client.localResponse
    message.reset()
    message.version = reply.isUntilClose ? 10 : 11
    message.setHead(
      `HTTP/1.${reply.isUntilClose ? 0 : 1} ${reply.status} ${reply.reason}\r\n${reply.headers}\r\n`,
      reply.headerCount,
    )
    message.status = reply.status
    const hasNoContent = reply.status === 204
    if (hasNoContent) dropFraming(message)
    this.response = message
    this.status = reply.status
    this.isTunnel = false
    const isDrained = this.client.drainBody()
    this.isRequestDone = true
    if (!isDrained || closes) this.keepsClient = false
    const head = finishResponse(this, message, reply.isUntilClose === true)
    if (reply.loggedStatus !== undefined) this.status = reply.loggedStatus
    if (head !== null) this.client.writeText(this.isHead || hasNoContent ? head : head + reply.body)
    this.finish()
  }

  /** For actions: answers, or closes without a word for null. */
  answer(reply: Reply | null, error: ProxyError): Verdict {
    if (reply === null) this.drop(error)
    else this.reply(reply, error, reply.status === 400 || reply.status === 408)
    return verdicts.done
  }

  /** For actions: sends the client elsewhere. A request with a body ends its connection, as HAProxy does it. */
  redirect(reply: Reply, phase: 'R' | 'H'): Verdict {
    this.reply(reply, new ProxyError('l4/local', 'proxy', phase, false), this.client.hasRequestBody)
    return verdicts.done
  }

  /** A rule found the request to be invalid. */
  refuse(): void {
    this.replyError(400, new ProxyError('l7/invalid-request', 'proxy', 'R', false))
  }

  /** Gathers a line for the 103 answer that goes out before anything else. */
  hint(line: string): void {
    this.#hints += line
  }

  #sendHints(): void {
    if (this.#hints === '') return
    if (this.request.version === 11) this.client.writeText(`HTTP/1.1 103 Early Hints\r\n${this.#hints}\r\n`)
    this.#hints = ''
  }

  /** Ends without an answer. */
  drop(error: ProxyError | null): void {
    if (this.#isOver) return
    if (error !== null) this.fail(error)
    this.keepsClient = false
    this.finish(error !== null)
  }

  /** Ends in the middle of an answer: the client sees its connection close. */
  breakOff(error: ProxyError): void {
    if (this.#isOver) return
    this.fail(error)
    this.keepsClient = false
    this.finish()
  }

  /** A head that was refused, or never came: only the log hears of it. */
  refused(status: number, error: ProxyError, isNull: boolean): void {
    this.fail(error)
    this.status = status
    this.isBadRequest = true
    this.requestAtMs = -1
    this.keepsClient = false
    this.#isOver = true
    this.closedAtMs = this.clock.nowMs()
    this.frontend.counters.requestErrors++
    if (!isNull && this.frontend instanceof HttpFrontend) {
      this.frontend.countRequest(this.closedAtMs)
      this.frontend.responses.count(status)
    }
    this.#countRefused(isNull)
    this.emitLog(isNull)
    this.leave()
  }

  /** A request that could not be read counts as one, and as its client's error; a silent client made none. */
  #countRefused(isNull: boolean): void {
    if (isNull || this.trackers === null) return
    this.trackers.startRequest()
    this.trackers.countError()
  }

  #detachServer(): void {
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
    if (this.#isOver) return
    this.#isOver = true
    this.#step = steps.over
    if (this.waiting instanceof Timeout) this.waiting.dispose()
    this.closedAtMs = this.clock.nowMs()
    const link = this.serverLink
    this.serverLink = null
    if (link !== null) {
      if (this.isTunnel) this.client.connection.shutdown()
      link.release(this.#keepsServer(link))
    }
    const { dispatch } = this
    if (dispatch !== null) {
      if (dispatch.isUnderWay) dispatch.abort()
      else dispatch.release()
    }
    this.#count()
    if (this.status >= 0 && this.frontend instanceof HttpFrontend) this.frontend.responses.count(this.status)
    if (isLogged) this.emitLog(false)
    this.leave()
    this.client.next(this.keepsClient)
  }

  #keepsServer(link: ServerLink): boolean {
    if (!this.isRequestDone || !this.isResponseDone || this.isTunnel || this.request.hasUnsafeFraming) return false
    const { response } = link
    if (response.hasClose || response.hasUnsafeFraming || link.body.isUntilClose) return false
    if (response.version === 10 && !response.hasKeepAlive) return false
    if (this.backendHttp!.connectionMode !== 'keep-alive') return false
    const { maxReuse } = link.pool.settings
    return maxReuse < 0 || link.requestCount <= maxReuse
  }

  #count(): void {
    this.countTraffic()
    const { backend, server } = this
    if (backend === null || server === null) return
    const { counters: backendCounters } = backend.state
    if (this.responseAtMs >= 0) {
      const queuedMs = this.serverAssignedAtMs - this.requestAtMs
      const connectMs = this.connectedAtMs - this.serverAssignedAtMs
      const responseMs = this.responseAtMs - this.connectedAtMs
      const totalMs = this.closedAtMs - this.startedAtMs - this.idleMs
      server.counters.queueTimeMs.add(queuedMs)
      server.counters.connectTimeMs.add(connectMs)
      server.counters.responseTimeMs.add(responseMs)
      server.counters.totalTimeMs.add(totalMs)
      backendCounters.queueTimeMs.add(queuedMs)
      backendCounters.connectTimeMs.add(connectMs)
      backendCounters.responseTimeMs.add(responseMs)
      backendCounters.totalTimeMs.add(totalMs)
    }
  }

  /** `option dontlog-normal` keeps what failed on either side. */
  protected override get isAbnormal(): boolean {
    return super.isAbnormal || this.status >= 500
  }

  #captureRequest(): void {
    const { requestCaptures, cookieCapture } = this.http
    if (requestCaptures !== null) {
      this.requestCaptures = requestCaptures.map((capture) => {
        const value = capture.needle === null ? null : lastValue(this.request, capture.needle)
        return value === null ? null : value.slice(0, capture.maxLength)
      })
    }
    if (cookieCapture !== null) {
      for (const header of this.request.all('\r\ncookie: ')) {
        for (const pair of header.split(';')) {
          const cookie = pair.trim()
          if (cookie.startsWith(cookieCapture.name) && this.requestCookieCapture === null) {
            this.requestCookieCapture = cookie.slice(0, cookieCapture.maxLength)
          }
        }
      }
    }
  }

  #answerMonitor(): void {
    const isFailing = this.http.monitorFail?.some((condition) => condition(this)) === true
    const reply = this.errorReply(isFailing ? 503 : 200)
    this.logLevel = 'silent'
    if (reply === null) this.drop(null)
    else this.reply(reply, new ProxyError('l4/local', 'proxy', 'R', false))
  }
}

/** Manual 4.2, `http_err_cnt` and `http_fail_cnt`: 501 and 505 are nobody's failure. */
function countStatus(trackers: TrackedCounters, status: number): void {
  if (status < 500) trackers.countError()
  else if (status !== 501 && status !== 505) trackers.countFailure()
}

function lastValue(message: Message, needle: string): string | null {
  const values = message.all(needle)
  return values[values.length - 1] ?? null
}

/** RFC 6455 §4.1: a server that switches to WebSocket proves that it has understood. */
function lacksWebSocketAccept(request: Message, response: Message): boolean {
  if (request.first('\r\nupgrade: ')?.toLowerCase() !== 'websocket') return false
  return !response.has('\r\nsec-websocket-accept: ')
}

/** RFC 9110 §8.6: no length in 1xx, 204 and 2xx to CONNECT. */
function dropFraming(message: Message): void {
  message.remove('\r\ncontent-length: ')
  message.remove('\r\ntransfer-encoding: ')
}
