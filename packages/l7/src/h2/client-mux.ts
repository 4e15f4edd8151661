import { Timeout } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  errorOfCause,
  type Session,
  WriteProgress,
} from '@weir/l4'
import { type HttpEngine, httpEngineOf } from '../http-engine.ts'
import { HttpFrontend } from '../http-proxy.ts'
import { OwnLinks } from '../own-links.ts'
import { Http2Counters } from '../protocol-counters.ts'
import { ClientFrames } from './client-frames.ts'
import { FrameReader } from './frame-reader.ts'
import { errorCodes } from './frames.ts'
import { H2ClientStream } from './h2-client-stream.ts'
import { MuxOutput } from './mux-output.ts'
import { MuxStream, type StreamCarrier } from './mux-stream.ts'
import { PrefaceReader } from './preface-reader.ts'

/**
 * The client's side of HTTP/2 (RFC 9113): one connection with many streams, each of which carries one request.
 *
 *   connection ─▶ preface ─▶ ClientFrames ─▶ MuxStream ─▶ H2ClientStream ─▶ transaction
 *       ▲                                        │
 *       └───────────── MuxOutput ◀───────────────┘
 */
export class ClientMux implements ConnectionSink, StreamCarrier {
  readonly session: Session
  readonly connection: Connection
  readonly http: HttpEngine
  readonly output: MuxOutput
  readonly counters: Http2Counters
  readonly ownLinks = new OwnLinks()
  readonly receiveWindowBytes: number
  readonly connectionWindowBytes: number
  readonly streamLimit: number
  /** Those that are not over. */
  readonly streams = new Map<number, MuxStream>()
  lastStreamId = 0
  requestCount = 0
  /** Frames that no client needs to send, and those that break a rule of streams. */
  glitchCount = 0
  /** What is under way is finished, and nothing new begins. */
  isLeaving = false
  readonly #frames: ClientFrames
  readonly #reader: FrameReader
  readonly #timeout: Timeout
  readonly #progress: WriteProgress
  #preface: PrefaceReader | null = new PrefaceReader()
  #isClosed = false
  /** The client has been asked to go. */
  #isRetiring = false
  /** Frames beyond what is read in one go: the rest of the connection has its turn first. */
  #kept: Uint8Array | null = null
  /** How long an idle client is kept, and whether an answer to PING makes that longer: it does for `timeout client`. */
  #idleUntilMs = 0
  #isProlonged = false
  #isPinged = false

  /** Takes over the connection of `session`; the connection preface is still to come. */
  constructor(session: Session) {
    this.session = session
    this.connection = session.connection
    this.http = httpEngineOf(session.engine)
    const { http2 } = this.http
    this.receiveWindowBytes = http2.windowBytes
    this.streamLimit = http2.maxStreams
    this.connectionWindowBytes = http2.maxStreams * http2.windowBytes
    this.output = new MuxOutput(this.connection, this.http)
    this.#frames = new ClientFrames(this)
    this.#reader = new FrameReader(this.#frames, http2.frameLimits)
    this.#timeout = new Timeout(session.engine.timers, () => this.#onTimeout())
    this.#progress = new WriteProgress(this.connection)
    this.connection.sink = this
    session.requests = this
    const { frontend } = session
    this.counters = frontend instanceof HttpFrontend ? frontend.http2 : new Http2Counters()
    this.counters.openConnections++
    this.counters.totalConnections++
    this.#armIdleTimeout()
  }

  get streamCount(): number {
    return this.streams.size
  }

  afterEvents(task: () => void): void {
    this.http.engine.afterEvents(task)
  }

  createWebSocketKey(): string {
    const key = Buffer.allocUnsafe(16)
    for (let at = 0; at < 16; at += 4) key.writeUInt32LE(this.session.random.uint32(), at)
    return key.toString('base64')
  }

  onData(chunk: Uint8Array): void {
    if (this.#isClosed) return
    if (this.#kept !== null) {
      this.#kept = Buffer.concat([this.#kept, chunk])
      return
    }
    let at = 0
    if (this.#preface !== null) {
      at = this.#preface.push(chunk, 0, chunk.length)
      if (at < 0) {
        this.fail(errorCodes.protocolError)
        return
      }
      if (!this.#preface.isComplete) return
      this.#preface = null
      this.output.settings(this.http.http2.settings)
      this.#frames.openWindow()
      this.#waitIdle()
    }
    at = this.#reader.push(chunk, at, chunk.length)
    if (this.output.isFlooded) this.fail(errorCodes.enhanceYourCalm)
    else if (at < chunk.length && !this.#isClosed) this.#keep(chunk.subarray(at))
  }

  /** Goes on with lent `bytes` when everybody else has had a turn. */
  #keep(bytes: Uint8Array): void {
    this.#kept = Uint8Array.prototype.slice.call(bytes)
    this.connection.pause()
    this.session.clock.schedule(0, () => {
      const kept = this.#kept
      this.#kept = null
      if (kept === null || this.#isClosed) return
      this.onData(kept)
      if (this.#kept === null) this.connection.resume()
    })
  }

  onDrain(): void {
    this.output.drained()
  }

  /** The client has closed its side: what it has begun is answered, if it is whole. */
  onEnd(): void {
    this.isLeaving = true
    this.#leftEarly()
    for (const stream of [...this.streams.values()]) stream.truncate()
    this.#closeWhenDone()
  }

  onClose(cause: CloseCause | null): void {
    if (cause !== null) {
      this.session.connectionError = errorOfCause(cause, this.session.speaksTls)
      this.#leftEarly()
    }
    this.#stop()
    this.#left()
  }

  #left(): void {
    if (!this.session.isClosed) this.counters.openConnections--
    this.#timeout.dispose()
    this.output.drop()
    this.ownLinks.discardAll()
    this.session.end()
  }

  /** Takes nothing more from the client, and lets its streams go. */
  #stop(): void {
    this.#isClosed = true
    this.#reader.stop()
    for (const stream of [...this.streams.values()]) stream.broken('reset')
  }

  /** A stream has begun. */
  began(stream: MuxStream): void {
    this.streams.set(stream.id, stream)
    this.counters.openStreams++
    this.counters.totalStreams++
    this.requestCount++
    this.#timeout.stop()
    const { maxTotalStreams, maxStreams } = this.http.http2
    if (this.requestCount >= maxTotalStreams + maxStreams) this.leave()
    else if (this.requestCount >= maxTotalStreams) this.#retire()
  }

  forget(stream: MuxStream): void {
    if (this.streams.delete(stream.id)) this.counters.openStreams--
    if (this.#isClosed) return
    const { frontend, engine } = this.session
    if (this.#isRetiring && this.streams.size === 0) this.leave()
    else if (frontend.state === 'stopped' && engine.softStop?.closesActive() !== false) this.#retire()
    else if (this.isLeaving) this.#closeWhenDone()
    else if (this.streams.size === 0) this.#armIdleTimeout()
  }

  /** A client that does too much of that is sent away: politely at three quarters of what is borne. */
  countGlitch(): void {
    this.glitchCount++
    this.session.trackers?.countGlitches(1)
    const { glitchesThreshold } = this.http.http2
    if (glitchesThreshold === 0) return
    if (this.glitchCount >= glitchesThreshold) this.fail(errorCodes.enhanceYourCalm)
    else if (this.glitchCount * 4 >= glitchesThreshold * 3) this.leave()
  }

  /** The connection cannot go on (RFC 9113 §5.4.1). */
  fail(errorCode: number): void {
    if (this.#isClosed) return
    if (this.http.http2.logsConnectionErrors) this.logFault(0)
    this.#stop()
    // Who has not begun with the preface would not know what it is told.
    if (this.#preface === null) {
      this.output.goAway(this.lastStreamId, errorCode)
      this.counters.goAwaysSent++
    }
    if (errorCode !== errorCodes.compressionError) this.counters.connectionErrors++
    this.output.flushAll()
    // A client that is still sending would else be cut off from what it is told.
    this.http.lingering.close(this.connection, this.#finMs)
    this.#left()
  }

  /** The client has not kept to the protocol: the log shows it as a request that could not be read. */
  logFault(streamId: number, isNull = false): void {
    new H2ClientStream(this, new MuxStream(this, streamId)).refuse(isNull)
  }

  /** A client that goes before its preface has come has not kept to the protocol, either. */
  #leftEarly(): void {
    if (this.#preface === null || this.#isClosed || !this.http.http2.logsConnectionErrors) return
    this.logFault(0, this.#preface.takenBytes === 0)
  }

  clientLeaves(): void {
    this.isLeaving = true
    this.#closeWhenDone()
  }

  /** Tells the client to begin nothing more, and closes as soon as nothing is under way. */
  leave(): void {
    if (!this.isLeaving && this.#preface === null) this.output.goAway(this.lastStreamId, errorCodes.noError)
    this.isLeaving = true
    this.#closeWhenDone()
  }

  #closeWhenDone(): void {
    if (this.streams.size > 0 || this.#isClosed) return
    this.#stop()
    this.#close()
  }

  /** Writes what is left, and closes once that is out, for which the client has time as long as it takes some of it. */
  #close(): void {
    this.output.flushAll()
    this.connection.close()
    this.#progress.start()
    if (this.connection.pendingBytes > 0) this.#timeout.arm(this.#finMs)
    else this.#timeout.stop()
  }

  /** Breaks the connection off without a word. */
  disconnect(): void {
    this.#isClosed = true
    this.#reader.stop()
    this.connection.reset()
  }

  /** For a process that stops: there will be no further request, and who is busy hears of that, too. */
  closeIfIdle(): void {
    if (this.requestCount > 0) this.#retire()
  }

  /** Asks the client to begin nothing more, but takes what is on its way (RFC 9113 §6.8). Closes when all is done. */
  #retire(): void {
    if (this.streams.size === 0) this.leave()
    else if (!this.#isRetiring && !this.isLeaving) {
      this.#isRetiring = true
      this.output.goAway(0x7fff_ffff, errorCodes.noError)
    }
  }

  get #finMs(): number {
    const { clientFinMs, clientMs } = this.session.frontend.timeouts
    return clientFinMs ?? clientMs
  }

  #armIdleTimeout(): void {
    const { timeouts } = this.session.frontend
    const fixedMs = (this.requestCount === 0 ? null : timeouts.httpKeepAliveMs) ?? timeouts.httpRequestMs
    this.#isProlonged = fixedMs === null
    this.#idleUntilMs = this.session.clock.nowMs() + (fixedMs ?? timeouts.clientMs)
    this.#isPinged = false
    this.#waitIdle()
  }

  /** Until time is up, or the client is to be asked whether it is there. */
  #waitIdle(): void {
    const leftMs = this.#idleUntilMs - this.session.clock.nowMs()
    const periodMs = this.session.listener.idlePingMs
    this.#timeout.arm(periodMs === null || this.#preface !== null ? leftMs : Math.min(leftMs, periodMs))
  }

  /** The client is there. */
  onPong(): void {
    if (!this.#isPinged) return
    this.#isPinged = false
    if (this.streams.size > 0 || this.#isClosed) return
    if (this.#isProlonged) this.#armIdleTimeout()
    else this.#waitIdle()
  }

  #ping(): void {
    this.output.ping()
    this.#isPinged = true
    this.#waitIdle()
  }

  #onTimeout(): void {
    if (this.#progress.takeMoved()) this.#timeout.arm(this.#finMs)
    else if (this.#isClosed || this.connection.pendingBytes > 0) this.connection.reset()
    else if (this.#isPinged || this.session.clock.nowMs() >= this.#idleUntilMs) this.leave()
    else this.#ping()
  }
}
