import type { CloseCause, Connection, ConnectionSink } from '@weir/l4'
import type { HttpEngine } from '../http-engine.ts'
import { FrameReader } from './frame-reader.ts'
import { errorCodes, largestStreamId } from './frames.ts'
import type { FramedMux } from './mux-frames.ts'
import { MuxOutput } from './mux-output.ts'
import { H2ServerConnection } from './server-connection.ts'
import { ServerFrames } from './server-frames.ts'
import type { ServerStream } from './server-stream.ts'

/** A connection in the shape of HTTP/1 over one just made, over which HTTP/2 is spoken. */
export function openHttp2(connection: Connection, http: HttpEngine): Connection {
  return new ServerMux(connection, http).open()
}

/**
 * A connection to a server that speaks HTTP/2 (RFC 9113), shared by connections in the shape of HTTP/1, each of which
 * carries one request after the other.
 *
 *   ServerLink ─▶ H2ServerConnection ─▶ ServerStream ─▶ MuxOutput ─▶ connection
 *   ServerLink ─▶ H2ServerConnection ─▶ ServerStream ────┘               │
 *                                            ▲────── ServerFrames ◀──────┘
 */
export class ServerMux implements ConnectionSink, FramedMux<ServerStream> {
  readonly connection: Connection
  readonly http: HttpEngine
  readonly output: MuxOutput
  readonly receiveWindowBytes: number
  readonly connectionWindowBytes: number
  /** Those that are not over. */
  readonly streams = new Map<number, ServerStream>()
  /** Those that share the connection. */
  readonly users = new Set<H2ServerConnection>()
  lastStreamId = -1
  /** How many streams the server takes at once. */
  peerStreamLimit = Number.POSITIVE_INFINITY
  /** Extended CONNECT is understood (RFC 8441 §3). */
  allowsUpgrades = false
  glitchCount = 0
  /** What is under way is finished, and nothing new begins. */
  isLeaving = false
  readonly #ownStreamLimit: number
  readonly #reader: FrameReader
  readonly #fresh: ServerStream[] = []
  readonly #waitForSettings: (() => void)[] = []
  #hasSettings = false
  #isClosed = false

  /** Takes over a connection just made. */
  constructor(connection: Connection, http: HttpEngine) {
    this.connection = connection
    this.http = http
    const { http2Servers } = http
    this.receiveWindowBytes = http2Servers.windowBytes
    this.#ownStreamLimit = http2Servers.maxStreams
    this.connectionWindowBytes = http2Servers.maxStreams * http2Servers.windowBytes
    this.output = new MuxOutput(connection, http)
    const frames = new ServerFrames(this)
    this.#reader = new FrameReader(frames, http2Servers.frameLimits)
    connection.sink = this
    this.output.preface()
    this.output.settings(http2Servers.settings)
    frames.openWindow()
  }

  /** How many streams there may be at once. */
  get streamLimit(): number {
    return Math.min(this.#ownStreamLimit, this.peerStreamLimit)
  }

  /** Another request can be begun beside those under way. */
  get hasRoom(): boolean {
    return this.isOpen && Math.max(this.streams.size, this.users.size) < this.streamLimit
  }

  get isOpen(): boolean {
    return !this.#isClosed && !this.isLeaving && this.connection.isOpen && this.lastStreamId < largestStreamId
  }

  get requestCount(): number {
    return (this.lastStreamId + 1) >> 1
  }

  /** One more that shares the connection. */
  open(): H2ServerConnection {
    const user = new H2ServerConnection(this)
    this.users.add(user)
    return user
  }

  /** One needs it no more; the last one closes it. */
  left(user: H2ServerConnection, isReset: boolean): void {
    this.users.delete(user)
    if (this.users.size > 0 || this.#isClosed) return
    this.#stop()
    if (isReset) {
      this.output.drop()
      this.connection.reset()
    } else {
      this.output.goAway(0, errorCodes.noError)
      this.output.flushAll()
      this.connection.close()
    }
  }

  afterEvents(task: () => void): void {
    this.http.engine.afterEvents(task)
  }

  /** Gives the stream its number, and sends its head: at once, or when it is known whether it may be sent. */
  begin(stream: ServerStream): void {
    if (stream.request.protocol === '' || this.#hasSettings) this.#begin(stream)
    else this.#waitForSettings.push(() => this.#begin(stream))
  }

  #begin(stream: ServerStream): void {
    if (stream.isOver) return
    if (!this.isOpen || (stream.request.protocol !== '' && !this.allowsUpgrades)) {
      this.afterEvents(() => stream.broken())
      return
    }
    this.lastStreamId += 2
    stream.id = this.lastStreamId
    this.streams.set(stream.id, stream)
    stream.begin()
  }

  /** The server has said what it is able to. */
  settled(): void {
    this.#hasSettings = true
    for (const begin of this.#waitForSettings.splice(0)) begin()
  }

  forget(stream: ServerStream): void {
    if (stream.id > 0) this.streams.delete(stream.id)
  }

  /** A head has come: it is delivered with what follows it, or when nothing does at present. */
  hasHead(stream: ServerStream): void {
    this.#fresh.push(stream)
  }

  countGlitch(): void {
    this.glitchCount++
    const { glitchesThreshold } = this.http.http2Servers
    if (glitchesThreshold > 0 && this.glitchCount >= glitchesThreshold) this.fail(errorCodes.enhanceYourCalm)
  }

  onData(chunk: Uint8Array): void {
    if (this.#isClosed) return
    this.#reader.push(chunk, 0, chunk.length)
    for (let stream = this.#fresh.shift(); stream !== undefined; stream = this.#fresh.shift()) stream.flushHead()
    if (this.output.isFlooded) this.fail(errorCodes.enhanceYourCalm)
  }

  onDrain(): void {
    this.output.drained()
  }

  onEnd(): void {
    this.#lost()
    this.output.flushAll()
    this.connection.close()
  }

  onClose(cause: CloseCause | null): void {
    this.#lost()
    this.output.drop()
    for (const user of [...this.users]) user.belowClosed(cause)
    this.users.clear()
  }

  /** Nothing comes any more: what was not whole stays so. */
  #lost(): void {
    this.#stop()
    for (const stream of [...this.streams.values()]) stream.broken()
    for (const user of [...this.users]) user.belowEnded()
  }

  #stop(): void {
    this.#isClosed = true
    this.#reader.stop()
  }

  /** The server has broken the rules (RFC 9113 §5.4.1). */
  fail(errorCode: number): void {
    if (this.#isClosed) return
    this.output.goAway(0, errorCode)
    this.onEnd()
  }

  /** The server finishes the streams up to that one, and takes no other (RFC 9113 §6.8). */
  serverLeaves(lastStreamId: number): void {
    this.isLeaving = true
    for (const stream of [...this.streams.values()]) if (stream.id > lastStreamId) stream.broken()
    for (const user of [...this.users]) if (user.isIdle) user.belowEnded()
  }
}
