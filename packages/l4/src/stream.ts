import type { AttachedSession, ServerState } from '@weir/balance'
import type { Clock, ProxyError, Random, SocketAddress } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { LogStep } from '@weir/log'
import { StreamVariables } from '@weir/sample'
import type { PendingStore, TrackedCounters } from '@weir/stick-table'
import type { Backend } from './backend.ts'
import type { Engine } from './engine.ts'
import { filtersOf } from './filter.ts'
import type { Frontend } from './frontend.ts'
import type { InspectBuffer } from './inspect-buffer.ts'
import type { Connection } from './network/connection.ts'
import { type RuleList, type RulePlace, type RulePosition, rememberRunning } from './rules.ts'
import type { Session } from './session.ts'
import { findStickyServer, stickyServerOf } from './sticky-server.ts'
import type { TlsFailure } from './tls/tls-session.ts'

/**
 * One exchange between a client and a server: a whole connection in TCP mode, one request in HTTP mode (layer 7
 * extends it). Holds what rules read and what the log tells. Times are monotonic milliseconds, -1 where the stream
 * never came so far:
 *
 *   startedAtMs ─Th─▶ ─Ti─▶ first byte ─TR─▶ requestAtMs ─Tw─▶ serverAssignedAtMs ─Tc─▶ connectedAtMs
 *               ─Tr─▶ responseAtMs ─Td─▶ closedAtMs
 */
export abstract class Stream implements SampleContext, RulePosition, AttachedSession {
  readonly engine: Engine
  readonly clock: Clock
  readonly random: Random
  readonly session: Session
  readonly stream: Stream
  isIncomplete = false
  isFinal = false
  ruleIndex = 0
  /** Where the last rule stands that ended its list, and the one that waits. */
  lastRule: RulePlace | null = null
  waitingRule: RulePlace | null = null
  /** @internal See `RulePosition`. */
  runningRules: RuleList = null
  /** Unique in the engine: `%rt`. */
  readonly id: number
  readonly frontend: Frontend
  /** Null until a backend is chosen; logs then show the frontend's name. */
  backend: Backend | null = null
  server: ServerState | null = null
  serverConnection: Connection | null = null
  /** Why the TLS handshake with the server, or a later read or write, failed; null while all is well. */
  serverTlsFailure: TlsFailure | null = null
  /** What became of that connection, as `bc_err` numbers it; 0 for nothing. */
  serverConnectionError = 0
  /** True when that connection had served before. */
  isConnectionReused = false
  /** Why it ended; null while all is well. The first cause counts. */
  error: ProxyError | null = null

  /** Beginning of this stream: the accept for the first one, the end of the one before for the others. */
  readonly startedAtMs: number
  readonly startedWallMs: number
  /** Spent before the first byte of the request: `%Ti`. */
  idleMs = 0
  requestAtMs = -1
  serverAssignedAtMs = -1
  connectedAtMs = -1
  responseAtMs = -1
  closedAtMs = -1

  /** What the slots of the frontend's captures hold of the request, null where they hold nothing; null before the first. */
  requestCaptures: (string | null)[] | null = null

  /** Bytes from client to server (`%U`) and from server to client (`%B`). */
  bytesIn = 0
  bytesOut = 0
  /** Bytes sent to the server and to the client, as rules and filters have left them. */
  requestBytesOut = 0
  responseBytesOut = 0
  retries = 0
  isRedispatched = false
  /** Length of the queue, this stream included, when it was queued: `%sq` and `%bq`. */
  serverQueuePosition = 0
  backendQueuePosition = 0

  /** Changed by `set-timeout`; taken from the proxies before. Infinite: none. */
  clientTimeoutMs: number
  serverTimeoutMs = Number.POSITIVE_INFINITY
  connectTimeoutMs = Number.POSITIVE_INFINITY
  queueTimeoutMs = Number.POSITIVE_INFINITY
  tunnelTimeoutMs: number | null = null
  tarpitTimeoutMs: number
  /** Changed by `set-retries`; taken from the backend before. */
  maxRetries = 0
  /** Changed by `set-log-level`: 0 to 7, `silent`, or null for the log's own. */
  logLevel: number | 'silent' | null = null
  /** Changed by `set-nice`: kept for rules and dumps, as nothing schedules by it. */
  nice = 0
  /** Changed by `set-priority-class` and `set-priority-offset`. */
  priorityClass = 0
  priorityOffsetMs = 0
  /** The step whose message is being built: `%OG`. */
  logStep: LogStep | null = null
  isLogged = false
  /** Logged before its end (`option logasap`): times and bytes are marked with a plus. */
  isLoggedEarly = false
  /** Set by `set-bc-mark` and `set-bc-tos` for the connection to the server. */
  serverMark: number | null = null
  serverTos: number | null = null
  /** Asked for by a cookie, a stick table or a rule before the dispatch starts. */
  preferredServer: ServerState | null = null
  forcesPersistence = false
  /** What rules track, the session's included; null as long as nothing is tracked. */
  trackers: TrackedCounters | null
  /** True in HTTP mode, where a stream is one request. */
  readonly isRequest: boolean
  /** Keys of `stick` rules that wait for the server to be known; null without such rules. */
  pendingStores: PendingStore[] | null = null

  /** What answered in a server's stead, such as `STATS`: logged as `<STATS>`. */
  serviceName: string | null = null
  #variables: StreamVariables | null = null
  #isOnBackend = false
  #countedIn = 0
  #countedOut = 0
  #countedRequestOut = 0
  #countedResponseOut = 0

  /** What has come and was not forwarded, for rules that look at raw bytes; null when nothing is being inspected. */
  requestBuffer: InspectBuffer | null = null
  responseBuffer: InspectBuffer | null = null
  /** Set by `set-src` and `set-dst` on this stream; the session's addresses hold otherwise. */
  #identity: string | null = null
  #sourceAddress: SocketAddress | null = null
  #destinationAddress: SocketAddress | null = null

  constructor(session: Session, isRequest = false) {
    const engine = session.engine
    this.isRequest = isRequest
    this.trackers = session.trackers === null ? null : session.trackers.forStream(isRequest)
    this.engine = engine
    this.clock = engine.clock
    this.random = engine.random
    this.session = session
    this.stream = this
    this.frontend = session.frontend
    this.id = engine.nextStreamId()
    const isFirst = session.streamCount === 0
    this.startedAtMs = isFirst ? session.acceptedAtMs : session.idleSinceMs
    this.startedWallMs = isFirst ? session.acceptedWallMs : engine.clock.wallMs()
    this.clientTimeoutMs = session.frontend.timeouts.clientMs
    this.tarpitTimeoutMs = session.frontend.timeouts.tarpitMs
    session.streamCount++
    engine.streams.add(this)
  }

  /** What `unique-id-format` of the frontend makes for this stream, when first asked for, cut at 127 bytes; null without one. */
  identify(): string | null {
    this.#identity ??= this.frontend.uniqueId?.(this).slice(0, 127) ?? null
    return this.#identity
  }

  get sourceAddress(): SocketAddress | null {
    return this.#sourceAddress ?? this.session.sourceAddress
  }

  set sourceAddress(address: SocketAddress | null) {
    this.#sourceAddress = address
  }

  get destinationAddress(): SocketAddress | null {
    return this.#destinationAddress ?? this.session.destinationAddress
  }

  set destinationAddress(address: SocketAddress | null) {
    this.#destinationAddress = address
  }

  /** Variables of every scope; made when first asked for. */
  get variables(): StreamVariables {
    this.#variables ??= new StreamVariables(this.session.variables, this.engine.variableLimits)
    return this.#variables
  }

  /** Puts the stream on `backend`: its timeouts and retries apply, and it counts as one of its sessions. */
  enterBackend(backend: Backend): void {
    this.backend = backend
    const { timeouts } = backend
    this.serverTimeoutMs = timeouts.serverMs
    this.connectTimeoutMs = timeouts.connectMs
    this.queueTimeoutMs = timeouts.queueMs
    this.tunnelTimeoutMs = timeouts.tunnelMs
    this.maxRetries = backend.retries
    this.#isOnBackend = true
    backend.state.openSession()
  }

  /** Looks for the server of `stick` rules, unless a cookie has named one, and gathers the keys to be stored. */
  matchStickRules(backend: Backend): void {
    const rules = backend.stickRules
    if (rules === null) return
    this.preferredServer ??= rules.match(this, (target) => findStickyServer(backend, target))
    this.pendingStores = []
    rules.collectRequest(this, this.pendingStores)
  }

  /** Stores the server under the keys that wait for it. */
  storeStickKeys(backend: Backend, server: ServerState): void {
    const { pendingStores } = this
    if (pendingStores === null || pendingStores.length === 0) return
    if (backend.transport(server).isSticky === false) return
    backend.stickRules!.store(pendingStores, stickyServerOf(server))
  }

  /** The keys that only the response has. */
  storeResponseKeys(): void {
    const { backend, server, pendingStores } = this
    if (pendingStores === null || server === null || backend?.stickRules?.hasResponseRules !== true) return
    backend.stickRules.collectResponse(this, pendingStores)
    this.storeStickKeys(backend, server)
  }

  /** Records why the stream ends, unless something is recorded already. */
  fail(error: ProxyError): void {
    this.error ??= error
    if (this.waitingRule !== null) this.lastRule = this.waitingRule
  }

  /** Ends the stream from outside: its server went down (D), the backup is no longer needed (U), or by hand (K). */
  abstract terminate(reason: 'D' | 'U' | 'K'): void

  /** A throw on the data path is a bug: it ends this stream alone. */
  abstract contain(error: unknown): void

  /** Goes on with the rule that waits: called by whoever made it wait. Harmless when none does. */
  abstract resume(): void

  /** True once no rule may wait any longer: the inspection delay of layer 4 is over, or there is none. */
  get mustDecide(): boolean {
    return false
  }

  /** True for what `option dontlog-normal` keeps: errors, retries, redispatches. Layer 7 adds statuses. */
  protected get isAbnormal(): boolean {
    return this.error !== null || this.retries > 0 || this.isRedispatched
  }

  /** Logs the stream, unless that was done or an option is against it. `isNull`: nothing ever came from the client. */
  protected emitLog(isNull: boolean): void {
    rememberRunning(this)
    const { log } = this.frontend
    if (log === null || this.isLogged || this.logLevel === 'silent') return
    if (log.steps !== null && !log.steps.has('close')) return
    if (isNull && log.skipsNull) return
    const { isAbnormal } = this
    if (log.skipsNormal && !isAbnormal) return
    this.isLogged = true
    // As HAProxy counts: a stream that has ended is not among its backend's any longer.
    if (!this.isLoggedEarly) this.#leaveBackend()
    this.frontend.logCount++
    log.logger.log(this, isAbnormal && log.separatesErrors)
  }

  /** Logs that the stream has come so far, where `log-steps` asks for it. */
  protected passStep(step: 'accept' | 'request' | 'connect' | 'response'): void {
    const { log } = this.frontend
    if (log === null || log.steps === null || this.logLevel === 'silent' || !log.steps.has(step)) return
    this.frontend.logCount++
    log.logger.logStep(this, step, null)
  }

  /** Adds the traffic since the last call to the counters of listener, frontend, backend and server. */
  protected countTraffic(): void {
    const bytesIn = this.bytesIn - this.#countedIn
    const bytesOut = this.bytesOut - this.#countedOut
    this.#countedIn = this.bytesIn
    this.#countedOut = this.bytesOut
    this.trackers?.countBytes(bytesIn, bytesOut)
    this.engine.countBytesOut(bytesIn + bytesOut)
    const { listener, frontend } = this.session
    listener.counters.bytesIn += bytesIn
    listener.counters.bytesOut += bytesOut
    frontend.counters.bytesIn += bytesIn
    frontend.counters.bytesOut += bytesOut
    const requestBytesOut = this.requestBytesOut - this.#countedRequestOut
    const responseBytesOut = this.responseBytesOut - this.#countedResponseOut
    this.#countedRequestOut = this.requestBytesOut
    this.#countedResponseOut = this.responseBytesOut
    const { backend, server } = this
    if (backend === null) return
    backend.state.counters.requestBytesOut += requestBytesOut
    backend.state.counters.responseBytesOut += responseBytesOut
    backend.state.counters.bytesIn += bytesIn
    backend.state.counters.bytesOut += bytesOut
    if (server === null) return
    server.counters.requestBytesOut += requestBytesOut
    server.counters.responseBytesOut += responseBytesOut
    server.counters.bytesIn += bytesIn
    server.counters.bytesOut += bytesOut
  }

  /** Leaves the backend and the engine. Subclasses call it once, after the server's slot is given back. */
  protected leave(): void {
    this.#leaveBackend()
    if (this.frontend.filters !== null || (this.backend !== null && this.backend.filters !== null)) {
      for (const way of ['request', 'response'] as const)
        for (const filter of filtersOf(this, way)) filter.endStream?.(this)
    }
    this.#variables?.clear()
    this.trackers?.end()
    this.engine.streams.delete(this)
    this.session.idleSinceMs = this.clock.nowMs()
  }

  #leaveBackend(): void {
    if (!this.#isOnBackend) return
    this.#isOnBackend = false
    this.backend!.state.closeSession()
  }
}
