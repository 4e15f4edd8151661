import type { ServerState } from '@weir/balance'
import { ProxyError, type StreamPhase, Timeout } from '@weir/base'
import { verdicts } from '@weir/keyword'
import { errorOfCause } from './connection-errors.ts'
import type { DataPipeline, DataSink } from './data-pipeline.ts'
import { Dispatch, type DispatchClient } from './dispatch.ts'
import { createPipeline } from './filter.ts'
import { InspectBuffer } from './inspect-buffer.ts'
import { Inspection } from './inspection.ts'
import type { CloseCause, Connection } from './network/connection.ts'
import type { RuleList } from './rules.ts'
import type { Session } from './session.ts'
import { Stream } from './stream.ts'
import { countEnd } from './stream-counters.ts'
import { ClientSide, ServerSide, type StreamSide, type TwoSided } from './stream-sides.ts'
import { StreamTimeouts } from './stream-timeouts.ts'
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
 */
class TcpStream extends Stream implements DispatchClient, TwoSided {
  readonly #client: ClientSide
  #server: ServerSide | null = null
  #dispatch: Dispatch | null = null
  #state: 'frontend-rules' | 'backend-rules' | 'dispatch' | 'transfer' | 'closing' | 'over' = 'frontend-rules'
  readonly #timeouts: StreamTimeouts
  readonly #inspection: Inspection
  /** Rules have been looked at. */
  #hasBegun = false
  #areResponseRulesDone = true
  /** What filters do to each way; null where none has a part in it. */
  #requestPipeline: DataPipeline | null = null
  #responsePipeline: DataPipeline | null = null

  constructor(session: Session) {
    super(session)
    const { timers } = this.engine
    this.#client = new ClientSide(this, session.connection, new Timeout(timers, () => this.#onClientTimeout()))
    this.#timeouts = new StreamTimeouts(this, this.#client)
    this.#inspection = new Inspection(timers)
  }

  start(): void {
    this.#updateTimers()
    this.passStep('accept')
    // As HAProxy, which has read what came with the connection before it looks at rules. Bytes that come wake it, too.
    if (this.frontend.looksAtRequests) {
      this.engine.afterReads(() => {
        if (!this.#hasBegun && this.#state === 'frontend-rules') this.guard(() => this.#advance())
      })
    } else this.guard(() => this.#advance())
  }

  /** Goes on as far as the data at hand allows. */
  #advance(): void {
    this.#hasBegun = true
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
      this.#inspection.startAnew()
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
    const verdict = this.#inspection.run(this, rules, this.requestBuffer, delayMs, () =>
      this.guard(() => this.#advance()),
    )
    if (verdict === null) return false
    if (this.#state === 'closing' || this.#state === 'over') return false
    if (verdict !== verdicts.done) return true
    this.frontend.counters.deniedRequests++
    this.session.listener.counters.deniedRequests++
    if (this.backend !== null) this.backend.state.counters.deniedRequests++
    this.#abort(new ProxyError('l4/denied', 'proxy', 'R', false))
    return false
  }

  /** Gives the session to layer 7, with the bytes that have come. */
  #handOver(): void {
    this.#state = 'over'
    this.#disposeTimers()
    this.leave()
    this.session.streamCount--
    this.frontend.httpHandler!(this.session)
    const early = this.requestBuffer?.take()
    this.#client.resume()
    const { connection } = this.#client
    if (early !== undefined && early.length > 0 && connection.isOpen) connection.sink.onData(early)
    if (this.#client.hasEnded && connection.isOpen) connection.sink.onEnd()
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
    this.#server = new ServerSide(this, connection, new Timeout(this.engine.timers, () => this.#onServerTimeout()))
    this.#timeouts.server = this.#server
    if (this.error !== null) {
      // The client's time ran out while the server was being connected.
      this.#abort(this.error)
      return
    }
    this.#state = 'transfer'
    this.responseAtMs = this.connectedAtMs
    this.#areResponseRulesDone = backend.responseRules === null && backend.stickRules?.hasResponseRules !== true
    this.#timeouts.isTunnel = this.#areResponseRulesDone
    if (this.frontend.filters !== null || backend.filters !== null) this.#startFilters(this.#server)
    const early = this.requestBuffer?.take()
    this.requestBuffer = null
    let fits = true
    if (early !== undefined && early.length > 0) {
      fits = this.#toServer(early)
    }
    if (this.#client.hasEnded) this.#endServer()
    if (fits) this.#client.resume()
    else this.#pause(this.#client)
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
      if (!this.#toServer(chunk)) this.#pause(this.#client)
      this.#timeouts.refresh(true)
      if (this.frontend.countsContinuously) this.countTraffic()
    } else {
      this.requestBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
      this.requestBuffer.append(chunk)
      if (this.requestBuffer.isFull) this.#pause(this.#client)
      this.#timeouts.refresh(true)
      if (this.#inspection.isWaiting) this.#advance()
    }
  }

  /** @internal */
  onServerData(chunk: Uint8Array): void {
    if (this.#state !== 'transfer') return
    this.bytesOut += chunk.length
    if (this.#areResponseRulesDone) {
      if (!this.#toClient(chunk)) this.#pause(this.#server!)
    } else {
      this.responseBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
      this.responseBuffer.append(chunk)
      if (this.responseBuffer.isFull) this.#pause(this.#server!)
      this.#runResponseRules()
    }
    this.#timeouts.refresh(false)
    if (this.frontend.countsContinuously) this.countTraffic()
  }

  #runResponseRules(): void {
    const backend = this.backend!
    this.responseBuffer ??= new InspectBuffer(this.engine.bufferSizeBytes)
    const buffer = this.responseBuffer
    const delayMs = backend.responseInspectDelayMs
    const verdict = this.#inspection.run(this, backend.responseRules, buffer, delayMs, () =>
      this.guard(() => this.#runResponseRules()),
    )
    if (verdict === null) return
    if (this.#state !== 'transfer') return
    if (verdict === verdicts.done && !this.#server!.connection.isOpen) {
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
    this.#timeouts.isTunnel = true
    const held = buffer.take()
    this.responseBuffer = null
    const fits = held.length === 0 || this.#toClient(held)
    if (this.#server!.hasEnded) this.#endClient()
    if (fits) this.#server!.resume()
    else this.#pause(this.#server!)
    this.#updateTimers()
  }

  /** @internal The server has taken what was pending: the client may go on. */
  onServerDrain(): void {
    if (this.#state !== 'transfer') return
    if (this.#requestPipeline === null) this.#client.resume()
    else this.#requestPipeline.resume()
    this.#updateTimers()
  }

  /** @internal */
  onClientDrain(): void {
    if (this.#state !== 'transfer') return
    if (this.#responsePipeline !== null) this.#responsePipeline.resume()
    else if (this.#areResponseRulesDone) this.#server!.resume()
    this.#updateTimers()
  }

  /** @internal The client has ended its side: so must the server's. */
  onClientEnd(): void {
    if (this.requestBuffer !== null) this.requestBuffer.isEnded = true
    if (this.#state === 'transfer') {
      this.#endServer()
      this.#updateTimers()
    } else if (this.#state === 'dispatch') {
      if (!this.backend!.abortsOnClose) return
      const isQueued = this.#dispatch!.phase === 'Q'
      this.#abort(isQueued ? new ProxyError('l4/client-aborted', 'client', 'Q', false) : null)
    } else if (this.#inspection.isWaiting) this.#advance()
  }

  /** @internal */
  onServerEnd(): void {
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
    if (cause !== null) this.session.connectionError = errorOfCause(cause, this.session.speaksTls)
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
    if (cause !== null) this.serverConnectionError = errorOfCause(cause, this.serverConnection?.tls != null)
    if (this.#state === 'transfer' && cause !== null) {
      this.fail(new ProxyError('l4/server-aborted', 'server', 'D', false, cause))
      // What the server sent before still goes to the client, within the client's timeout.
      this.#state = 'closing'
      this.#timeouts.isTunnel = false
      this.#closeClient()
      this.#client.timeout.arm(this.#timeouts.clientMs)
    }
    this.#finishWhenClosed()
  }

  /** Puts filters between the two sides, on each way that one has a part in. */
  #startFilters(server: ServerSide): void {
    const resumeClient = (): void => {
      this.#client.resume()
      this.#updateTimers()
    }
    const resumeServer = (): void => {
      server.resume()
      this.#updateTimers()
    }
    const towards = (side: StreamSide, isToServer: boolean, end: () => void): DataSink => ({
      write: (data, isLast) => {
        if (isToServer) this.requestBytesOut += data.length
        else this.responseBytesOut += data.length
        const isRoom = data.length === 0 || side.write(data)
        if (isLast) end()
        this.#timeouts.refresh(isToServer)
        return isRoom
      },
    })
    this.#requestPipeline = createPipeline(
      this,
      'request',
      towards(server, true, () => this.#shutServer()),
      resumeClient,
    )
    this.#responsePipeline = createPipeline(
      this,
      'response',
      towards(this.#client, false, () => this.#client.connection.shutdown()),
      resumeServer,
    )
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
    if (this.#responsePipeline === null) this.#client.connection.shutdown()
    else this.#responsePipeline.write(nothing, true)
  }

  /** A client that is still sending is let finish first: bytes left unread would cut it off from what it was sent. */
  #closeClient(): void {
    if (!this.#client.isPaused) {
      this.#client.connection.close()
      return
    }
    this.#client.connection.shutdown()
    this.#client.resume()
  }

  #shutServer(): void {
    if (this.backend!.hasNoLinger && this.#server!.hasEnded) this.#server!.connection.reset()
    else this.#server!.connection.shutdown()
  }

  #onClientTimeout(): void {
    this.guard(() => {
      if (this.#state === 'over') return
      if (this.#client.takeProgress()) {
        this.#client.timeout.arm(this.#timeouts.clientMs)
        return
      }
      if (this.#state === 'closing') {
        this.#client.connection.reset()
        return
      }
      // Nothing is expected of a client whose bytes still wait, or that has said all.
      if (this.#state === 'dispatch' && (this.#client.hasEnded || (this.requestBuffer?.length ?? 0) > 0)) return
      if (this.#state === 'dispatch' && this.#dispatch!.phase === 'C' && !this.#dispatch!.isPausing) {
        // As HAProxy: a connection attempt goes on, and the client is told when it has ended.
        this.fail(new ProxyError('l4/client-timeout', 'client', 'C', false))
        return
      }
      const phase = this.#state === 'transfer' ? 'D' : this.#state === 'dispatch' ? this.#dispatch!.phase : 'R'
      this.#abort(new ProxyError('l4/client-timeout', 'client', phase, false))
    })
  }

  #onServerTimeout(): void {
    this.guard(() => {
      if (this.#state !== 'transfer') return
      if (this.#server!.takeProgress()) {
        this.#server!.timeout.arm(this.#timeouts.serverMs)
        return
      }
      // Both may fall due in one millisecond: then it is the client's.
      if (this.#client.timeout.deadlineMs < this.clock.nowMs() + 1) {
        this.#onClientTimeout()
        return
      }
      this.#abort(new ProxyError('l4/server-timeout', 'server', 'D', false))
    })
  }

  #pause(side: StreamSide): void {
    if (side.pause()) this.#updateTimers()
  }

  #updateTimers(): void {
    if (this.#state !== 'closing' && this.#state !== 'over') this.#timeouts.update()
  }

  /** Ends both sides. `null`: in order. */
  #abort(error: ProxyError | null): void {
    if (this.#state === 'closing' || this.#state === 'over') return
    this.#state = 'closing'
    this.#timeouts.isTunnel = false
    if (error !== null) this.fail(error)
    if (this.#dispatch?.isUnderWay === true) this.#dispatch.abort()
    this.#disposeTimers()
    const isClientGone = error?.code === 'l4/client-aborted'
    this.#closeSide(this.#client, this.session.refusal === 'silent-drop' || this.frontend.hasNoLinger)
    if (this.#server !== null) this.#closeSide(this.#server, isClientGone || this.backend!.hasNoLinger)
    this.#finishWhenClosed()
  }

  /** Nobody waits for a side that is given up: with bytes pending it is cut. */
  #closeSide({ connection, isClosed }: StreamSide, isCut: boolean): void {
    if (isClosed) return
    if (isCut || connection.pendingBytes > 0) connection.reset()
    else connection.close()
  }

  #disposeTimers(): void {
    this.#client.timeout.dispose()
    this.#server?.timeout.dispose()
    this.#requestPipeline?.close()
    this.#responsePipeline?.close()
    this.#inspection.stop()
  }

  #finishWhenClosed(): void {
    if (!this.#client.isClosed || this.#server?.isClosed === false || this.#state === 'over') return
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
