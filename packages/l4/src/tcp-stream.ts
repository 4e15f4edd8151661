import type { ServerState } from '@weir/balance'
import { ProxyError, type StreamPhase, Timeout } from '@weir/base'
import { verdicts } from '@weir/keyword'
import { errorOfCause } from './connection-errors.ts'
import { DataPipeline, type DataSink } from './data-pipeline.ts'
import { Dispatch, type DispatchClient } from './dispatch.ts'
import { filtersOf } from './filter.ts'
import { InspectBuffer } from './inspect-buffer.ts'
import type { CloseCause, Connection } from './network/connection.ts'
import { type RuleList, runRules } from './rules.ts'
import type { Session } from './session.ts'
import { Stream } from './stream.ts'
import { countEnd } from './stream-counters.ts'
import { ClientSide, ServerSide, type TwoSided } from './stream-sides.ts'
import { terminationCodes } from './termination.ts'

const nothing = new Uint8Array(0)

/** Takes a session in TCP mode: the handler of frontends with `mode tcp`. */
export function startTcpStream(session: Session): void {
  new TcpStream(session).start()
}

/**
 * A TCP session from its content rules to its end.
 *
 *   frontend rules ─▶ use_backend ─▶ backend rules ─▶ dispatch ─▶ transfer ─▶ closing ─▶ over
 *        └── wait for data, at most the inspection delay ──┘
 *
 * Each side has one timeout. It runs while something is expected from that side: bytes, as long as it is being read, or
 * room for bytes that wait to be written to it.
 */
class TcpStream extends Stream implements DispatchClient, TwoSided {
  readonly #client: Connection
  #server: Connection | null = null
  #dispatch: Dispatch | null = null
  #state: 'frontend-rules' | 'backend-rules' | 'dispatch' | 'transfer' | 'closing' | 'over' = 'frontend-rules'
  readonly #clientTimeout: Timeout
  readonly #serverTimeout: Timeout
  #inspectTimeout: Timeout | null = null
  #inspectionIsOver = false
  #isClientPaused = false
  #isServerPaused = false
  #clientEnded = false
  #serverEnded = false
  #clientClosed = false
  /** True while there is no server connection, too. */
  #serverClosed = true
  #areResponseRulesDone = true
  /** What filters do to each way; null where none has a part in it. */
  #requestPipeline: DataPipeline | null = null
  #responsePipeline: DataPipeline | null = null

  constructor(session: Session) {
    super(session)
    this.#client = session.connection
    this.#clientTimeout = new Timeout(this.engine.timers, () => this.#onClientTimeout())
    this.#serverTimeout = new Timeout(this.engine.timers, () => this.#onServerTimeout())
  }

  start(): void {
    this.#client.sink = new ClientSide(this)
    this.#updateTimers()
    this.passStep('accept')
    this.guard(() => this.#advance())
  }

  /** Goes on as far as the data at hand allows. */
  #advance(): void {
    if (this.#state === 'frontend-rules') {
      if (!this.#passes(this.frontend.contentRules, this.frontend.inspectDelayMs)) return
      if (this.session.modeOverride === 'http') {
        this.#handOver()
        return
      }
      const backend = this.frontend.chooseBackend(this)
      if (backend === null) {
        this.#abort(new ProxyError('l4/no-backend', 'server', 'C', false))
        return
      }
      if (backend.mode === 'http' && this.frontend.httpHandler !== null) {
        this.#handOver()
        return
      }
      this.enterBackend(backend)
      this.#state = 'backend-rules'
      this.#inspectionIsOver = false
    }
    if (this.#state === 'backend-rules') {
      const backend = this.backend!
      if (!this.#passes(backend.contentRules, backend.inspectDelayMs)) return
      this.#state = 'dispatch'
      // Without a request, waiting for the rules' data is part of `%Tw`.
      this.requestAtMs = this.startedAtMs + this.session.handshakeMs
      this.passStep('request')
      this.#dispatch = new Dispatch(backend, this)
      this.#dispatch.start()
    }
  }

  /** Runs content rules. False when they wait, or have ended the stream. */
  #passes(rules: RuleList, delayMs: number): boolean {
    if (rules === null) return true
    this.requestBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
    const buffer = this.requestBuffer
    this.isFinal = delayMs === 0 || this.#inspectionIsOver || buffer.isFull || buffer.isEnded
    const verdict = runRules(rules, this, this)
    if (verdict === verdicts.wait && !this.isFinal) {
      if (this.#inspectTimeout === null) {
        this.#inspectTimeout = new Timeout(this.engine.timers, () => this.#onInspectTimeout())
        this.#inspectTimeout.arm(delayMs)
      }
      return false
    }
    this.#inspectTimeout?.dispose()
    this.#inspectTimeout = null
    if (this.#state === 'closing' || this.#state === 'over') return false
    if (verdict !== verdicts.done) return true
    this.frontend.counters.deniedRequests++
    this.session.listener.counters.deniedRequests++
    if (this.backend !== null) this.backend.state.counters.deniedRequests++
    this.#abort(new ProxyError('l4/denied', 'proxy', 'R', false))
    return false
  }

  #onInspectTimeout(): void {
    this.#inspectTimeout = null
    this.#inspectionIsOver = true
    this.guard(() => this.#advance())
  }

  /** Gives the session to layer 7, with the bytes that have come. */
  #handOver(): void {
    this.#state = 'over'
    this.#disposeTimers()
    this.leave()
    this.session.streamCount--
    this.frontend.httpHandler!(this.session)
    const early = this.requestBuffer?.take()
    if (this.#isClientPaused) this.#client.resume()
    if (early !== undefined && early.length > 0 && this.#client.isOpen) this.#client.sink.onData(early)
    if (this.#clientEnded && this.#client.isOpen) this.#client.sink.onEnd()
  }

  /** @internal Runs an event; a throw ends this stream alone. */
  guard(event: () => void): void {
    try {
      event()
    } catch (error) {
      this.contain(error)
    }
  }

  /** @internal */
  contain(error: unknown): void {
    this.engine.contain(error)
    this.#abort(new ProxyError('l4/internal-error', 'proxy', 'D', false, error))
  }

  takeIdleConnection(): Connection | null {
    return null
  }

  onConnected(connection: Connection, _server: ServerState): void {
    const backend = this.backend!
    this.#server = connection
    this.#serverClosed = false
    connection.sink = new ServerSide(this)
    if (this.error !== null) {
      // The client's time ran out while the server was being connected.
      this.#abort(this.error)
      return
    }
    this.#state = 'transfer'
    this.responseAtMs = this.connectedAtMs
    this.#areResponseRulesDone = backend.responseRules === null && backend.stickRules?.hasResponseRules !== true
    if (this.frontend.filters !== null || backend.filters !== null) this.#startFilters(connection)
    const early = this.requestBuffer?.take()
    this.requestBuffer = null
    let fits = true
    if (early !== undefined && early.length > 0) {
      fits = this.#toServer(early)
    }
    if (this.#clientEnded) this.#endServer()
    if (fits) this.#resumeClient()
    else this.#pauseClient()
    this.#updateTimers()
    this.passStep('connect')
    if (this.#areResponseRulesDone) this.passStep('response')
    if (this.frontend.log?.logsAsSoonAsPossible === true) {
      this.isLoggedEarly = true
      this.emitLog(false)
    }
  }

  onFailed(error: ProxyError): void {
    this.#dispatch = null
    this.#abort(this.error ?? error)
  }

  resume(): void {
    if (this.#state === 'frontend-rules' || this.#state === 'backend-rules') this.guard(() => this.#advance())
  }

  override get mustDecide(): boolean {
    return this.isFinal
  }

  terminate(reason: 'D' | 'U' | 'K'): void {
    const phase: StreamPhase = this.#state === 'transfer' ? '-' : 'D'
    this.#abort(new ProxyError(terminationCodes[reason], 'server', phase, false))
  }

  /** @internal Bytes from the client. */
  onClientData(chunk: Uint8Array): void {
    if (this.#state === 'closing') return
    this.bytesIn += chunk.length
    if (this.#state === 'transfer') {
      if (!this.#toServer(chunk)) this.#pauseClient()
      this.#refresh(true)
      if (this.frontend.countsContinuously) this.countTraffic()
    } else {
      this.requestBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
      this.requestBuffer.append(chunk)
      if (this.requestBuffer.isFull) this.#pauseClient()
      this.#refresh(true)
      if (this.#inspectTimeout !== null) this.#advance()
    }
  }

  /** @internal */
  onServerData(chunk: Uint8Array): void {
    if (this.#state !== 'transfer') return
    this.bytesOut += chunk.length
    if (this.#areResponseRulesDone) {
      if (!this.#toClient(chunk)) this.#pauseServer()
    } else {
      this.responseBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
      this.responseBuffer.append(chunk)
      if (this.responseBuffer.isFull) this.#pauseServer()
      this.#runResponseRules()
    }
    this.#refresh(false)
    if (this.frontend.countsContinuously) this.countTraffic()
  }

  #runResponseRules(): void {
    const backend = this.backend!
    this.responseBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
    const buffer = this.responseBuffer
    const delayMs = backend.responseInspectDelayMs
    this.isFinal = delayMs === 0 || this.#inspectionIsOver || buffer.isFull || buffer.isEnded
    const verdict = runRules(backend.responseRules, this, this)
    if (verdict === verdicts.wait && !this.isFinal) {
      if (this.#inspectTimeout === null) {
        this.#inspectTimeout = new Timeout(this.engine.timers, () => {
          this.#inspectTimeout = null
          this.#inspectionIsOver = true
          this.guard(() => this.#runResponseRules())
        })
        this.#inspectTimeout.arm(delayMs)
      }
      return
    }
    this.#inspectTimeout?.dispose()
    this.#inspectTimeout = null
    if (this.#state !== 'transfer') return
    if (verdict === verdicts.done && !this.#server!.isOpen) {
      // `close`: the session ends in order.
      this.#abort(null)
      return
    }
    if (verdict === verdicts.done) {
      this.frontend.counters.deniedResponses++
      backend.state.counters.deniedResponses++
      this.server!.counters.deniedResponses++
      this.#abort(new ProxyError('l4/response-denied', 'proxy', 'D', false))
      return
    }
    this.storeResponseKeys()
    this.passStep('response')
    this.#areResponseRulesDone = true
    const held = buffer.take()
    this.responseBuffer = null
    const fits = held.length === 0 || this.#toClient(held)
    if (this.#serverEnded) this.#endClient()
    if (fits) this.#resumeServer()
    else this.#pauseServer()
    this.#updateTimers()
  }

  /** @internal The server has taken what was pending: the client may go on. */
  onServerDrain(): void {
    if (this.#state !== 'transfer') return
    if (this.#requestPipeline === null) this.#resumeClient()
    else this.#requestPipeline.resume()
    this.#updateTimers()
  }

  /** @internal */
  onClientDrain(): void {
    if (this.#state !== 'transfer') return
    if (this.#responsePipeline !== null) this.#responsePipeline.resume()
    else if (this.#areResponseRulesDone) this.#resumeServer()
    this.#updateTimers()
  }

  /** @internal The client has ended its side: so must the server's. */
  onClientEnd(): void {
    this.#clientEnded = true
    if (this.requestBuffer !== null) this.requestBuffer.isEnded = true
    if (this.#state === 'transfer') {
      this.#endServer()
      this.#updateTimers()
    } else if (this.#state === 'dispatch') {
      if (!this.backend!.abortsOnClose) return
      const isQueued = this.#dispatch!.phase === 'Q'
      this.#abort(isQueued ? new ProxyError('l4/client-aborted', 'client', 'Q', false) : null)
    } else if (this.#inspectTimeout !== null) this.#advance()
  }

  /** @internal */
  onServerEnd(): void {
    this.#serverEnded = true
    if (this.#state !== 'transfer') return
    if (!this.#areResponseRulesDone) {
      this.responseBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
      this.responseBuffer.isEnded = true
      this.#runResponseRules()
      return
    }
    this.#endClient()
    this.#updateTimers()
  }

  /** @internal */
  onClientClose(cause: CloseCause | null): void {
    if (cause !== null) this.session.connectionError = errorOfCause(cause)
    this.#clientClosed = true
    this.#clientTimeout.stop()
    if (this.#state === 'closing') {
      this.#finishWhenClosed()
      return
    }
    if (this.#state === 'transfer') {
      if (cause === null) this.#finishWhenClosed()
      else this.#abort(new ProxyError('l4/client-aborted', 'client', 'D', false, cause))
      return
    }
    if (this.#state === 'over') return
    const phase: StreamPhase = this.#state === 'dispatch' ? 'D' : 'R'
    this.#abort(new ProxyError('l4/client-aborted', 'client', phase, false, cause ?? undefined))
  }

  /** @internal */
  onServerClose(cause: CloseCause | null): void {
    if (cause !== null) this.serverConnectionError = errorOfCause(cause)
    this.#serverClosed = true
    this.#serverTimeout.stop()
    if (this.#state === 'transfer' && cause !== null) {
      this.fail(new ProxyError('l4/server-aborted', 'server', 'D', false, cause))
      // What the server sent before still goes to the client, within the client's timeout.
      this.#state = 'closing'
      this.#closeClient()
      this.#clientTimeout.arm(this.#clientDelayMs)
    }
    this.#finishWhenClosed()
  }

  /** Puts filters between the two sides, on each way that one has a part in. */
  #startFilters(server: Connection): void {
    const resumeClient = (): void => {
      if (!this.#clientClosed) this.#resumeClient()
      this.#updateTimers()
    }
    const resumeServer = (): void => {
      if (!this.#serverClosed) this.#resumeServer()
      this.#updateTimers()
    }
    const towards = (connection: Connection, isToServer: boolean, end: () => void): DataSink => ({
      write: (data, isLast) => {
        if (isToServer) this.requestBytesOut += data.length
        else this.responseBytesOut += data.length
        const isRoom = data.length === 0 || connection.write(data)
        if (isLast) end()
        this.#refresh(isToServer)
        return isRoom
      },
    })
    this.#requestPipeline = this.#createPipeline(
      'request',
      towards(server, true, () => this.#shutServer()),
      resumeClient,
    )
    this.#responsePipeline = this.#createPipeline(
      'response',
      towards(this.#client, false, () => this.#client.shutdown()),
      resumeServer,
    )
  }

  #createPipeline(way: 'request' | 'response', sink: DataSink, resumeSource: () => void): DataPipeline | null {
    const stages = filtersOf(this, way)
      .map((filter) => filter.startData?.(this, way) ?? null)
      .filter((stage) => stage !== null)
    return stages.length === 0 ? null : new DataPipeline(stages, sink, resumeSource)
  }

  #toServer(data: Uint8Array): boolean {
    if (this.#requestPipeline !== null) return this.#requestPipeline.write(data, false)
    this.requestBytesOut += data.length
    return this.#server!.write(data)
  }

  #toClient(data: Uint8Array): boolean {
    if (this.#responsePipeline !== null) return this.#responsePipeline.write(data, false)
    this.responseBytesOut += data.length
    return this.#client.write(data)
  }

  /** The client has ended its side; filters may still hold what came before. */
  #endServer(): void {
    if (this.#requestPipeline === null) this.#shutServer()
    else this.#requestPipeline.write(nothing, true)
  }

  #endClient(): void {
    if (this.#responsePipeline === null) this.#client.shutdown()
    else this.#responsePipeline.write(nothing, true)
  }

  /** A client that is still sending is let finish first: bytes left unread would cut it off from what it was sent. */
  #closeClient(): void {
    if (!this.#isClientPaused) {
      this.#client.close()
      return
    }
    this.#client.shutdown()
    this.#resumeClient()
  }

  #shutServer(): void {
    if (this.backend!.hasNoLinger && this.#serverEnded) this.#server!.reset()
    else this.#server!.shutdown()
  }

  #onClientTimeout(): void {
    this.guard(() => {
      if (this.#state === 'over') return
      if (this.#state === 'closing') {
        this.#client.reset()
        return
      }
      if (this.#state === 'dispatch' && this.#dispatch!.phase === 'C') {
        // As HAProxy: a connection attempt goes on, and the client is told when it has ended.
        this.fail(new ProxyError('l4/client-timeout', 'client', 'C', false))
        return
      }
      const phase = this.#state === 'transfer' ? 'D' : this.#state === 'dispatch' ? 'Q' : 'R'
      this.#abort(new ProxyError('l4/client-timeout', 'client', phase, false))
    })
  }

  #onServerTimeout(): void {
    this.guard(() => {
      if (this.#state !== 'transfer') return
      // Both may fall due in one millisecond: then it is the client's.
      if (this.#clientTimeout.deadlineMs < this.clock.nowMs() + 1) {
        this.#onClientTimeout()
        return
      }
      this.#abort(new ProxyError('l4/server-timeout', 'server', 'D', false))
    })
  }

  #pauseClient(): void {
    if (this.#isClientPaused) return
    this.#isClientPaused = true
    this.#client.pause()
    this.#updateTimers()
  }

  #resumeClient(): void {
    if (!this.#isClientPaused) return
    this.#isClientPaused = false
    this.#client.resume()
  }

  #pauseServer(): void {
    if (this.#isServerPaused) return
    this.#isServerPaused = true
    this.#server!.pause()
    this.#updateTimers()
  }

  #resumeServer(): void {
    if (!this.#isServerPaused) return
    this.#isServerPaused = false
    this.#server!.resume()
  }

  /** Activity: the timeouts that run begin anew, unless what was written is to count for nothing. */
  #refresh(isFromClient: boolean): void {
    const { frontend, backend } = this
    if (this.#clientTimeout.isArmed && (isFromClient || !frontend.hasIndependentTimeouts)) {
      this.#clientTimeout.arm(this.#clientDelayMs)
    }
    if (this.#serverTimeout.isArmed && !(isFromClient && backend!.hasIndependentTimeouts)) {
      this.#serverTimeout.arm(this.#serverDelayMs)
    }
  }

  /** Starts and stops timeouts after something changed in what is expected of the sides. */
  #updateTimers(): void {
    if (this.#state === 'closing' || this.#state === 'over') return
    const client = this.#client
    const expectsClient = (!this.#clientEnded && !this.#isClientPaused) || client.pendingBytes > 0
    if (expectsClient && !this.#clientClosed) this.#clientTimeout.arm(this.#clientDelayMs)
    else this.#clientTimeout.stop()
    const server = this.#server
    if (server === null) return
    const expectsServer = (!this.#serverEnded && !this.#isServerPaused) || server.pendingBytes > 0
    if (expectsServer && !this.#serverClosed) this.#serverTimeout.arm(this.#serverDelayMs)
    else this.#serverTimeout.stop()
  }

  /** Manual, `timeout tunnel`: it stands in for both once no rule looks any more; a half-closed side has its own. */
  get #clientDelayMs(): number {
    if (this.#clientEnded || this.#serverEnded) {
      const { clientFinMs } = this.frontend.timeouts
      if (clientFinMs !== null) return clientFinMs
    }
    return this.#tunnelDelayMs ?? this.clientTimeoutMs
  }

  get #serverDelayMs(): number {
    if (this.#clientEnded || this.#serverEnded) {
      const { serverFinMs } = this.backend!.timeouts
      if (serverFinMs !== null) return serverFinMs
    }
    return this.#tunnelDelayMs ?? this.serverTimeoutMs
  }

  get #tunnelDelayMs(): number | null {
    return this.#state === 'transfer' && this.#areResponseRulesDone ? this.tunnelTimeoutMs : null
  }

  /** Ends both sides. `null`: in order. */
  #abort(error: ProxyError | null): void {
    if (this.#state === 'closing' || this.#state === 'over') return
    this.#state = 'closing'
    if (error !== null) this.fail(error)
    if (this.#dispatch?.isUnderWay === true) this.#dispatch.abort()
    this.#disposeTimers()
    const isClientGone = error?.code === 'l4/client-aborted'
    if (!this.#clientClosed)
      this.#closeSide(this.#client, this.session.refusal === 'silent-drop' || this.frontend.hasNoLinger)
    if (!this.#serverClosed) this.#closeSide(this.#server!, isClientGone || this.backend!.hasNoLinger)
    this.#finishWhenClosed()
  }

  /** Nobody waits for a side that is given up: with bytes pending it is cut. */
  #closeSide(connection: Connection, isCut: boolean): void {
    if (isCut || connection.pendingBytes > 0) connection.reset()
    else connection.close()
  }

  #disposeTimers(): void {
    this.#clientTimeout.dispose()
    this.#serverTimeout.dispose()
    this.#requestPipeline?.close()
    this.#responsePipeline?.close()
    this.#inspectTimeout?.dispose()
    this.#inspectTimeout = null
  }

  #finishWhenClosed(): void {
    if (!this.#clientClosed || !this.#serverClosed || this.#state === 'over') return
    this.#state = 'over'
    this.#disposeTimers()
    this.closedAtMs = this.clock.nowMs()
    const slot = this.#dispatch?.leave()
    this.requestBuffer = null
    this.responseBuffer = null
    this.countTraffic()
    countEnd(this)
    try {
      this.emitLog(this.bytesIn === 0)
    } catch (error) {
      this.engine.contain(error)
    }
    slot?.wakeNext()
    this.leave()
    this.session.end()
  }
}
