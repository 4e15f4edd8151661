import type { SocketAddress } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectionSink,
  quietSink,
  type SecureConnection,
  type TlsSession,
} from '@weir/l4'
import { allocateLatin } from '../h1/bytes.ts'
import { chunkSizeLine } from '../h1/chunked.ts'
import { errorCodes, flags, largestWindowBytes } from './frames.ts'
import type { MuxOutput, WaitingStream } from './mux-output.ts'
import { statusOf } from './response-fields.ts'

/** What a stream needs of the connection that carries it. */
export interface StreamCarrier {
  readonly connection: Connection
  readonly output: MuxOutput
  /** The window that each stream begins with, towards us. */
  readonly receiveWindowBytes: number
  /** Runs something once the events at hand are over. */
  afterEvents(task: () => void): void
  /** The stream needs nothing more, and will hear of nothing more. */
  forget(stream: MuxStream): void
}

const lastChunk = '0\r\n\r\n'

/**
 * One stream of an HTTP/2 connection in the shape of an HTTP/1 connection: what is written to it begins with heads as
 * HTTP/1 has them, and what it delivers is a body as HTTP/1 frames it. The request's head is read by whoever makes it.
 *
 *   DATA ─▶ receive ─▶ (paused: held, no further window) ─▶ onData   content, or chunks where no length was announced
 *   HEADERS, DATA ◀─ windows ◀─ (no window: held) ◀─ writeText, write
 */
export class MuxStream implements Connection, WaitingStream {
  sink: ConnectionSink = quietSink
  readonly id: number
  /** The code the client reset it with (RFC 9113 §7). */
  resetCode: number | null = null
  /** The client has ended its side. */
  hasEnded = false
  /** How much the client takes (RFC 9113 §6.9); below 0 after a setting. */
  windowBytes: number
  readonly #carrier: StreamCarrier
  readonly #output: MuxOutput
  // What comes.
  #receiveWindow: number
  /** Taken over, and not yet told to the client. */
  #credit = 0
  #isPaused = false
  readonly #held: Uint8Array[] = []
  #framesChunks = false
  /** Content that an announced length still allows; infinite without one. */
  #missing = Number.POSITIVE_INFINITY
  #trailers = ''
  #hasToldEnd = false
  // What goes.
  #hasHead = false
  readonly #pending: Uint8Array[] = []
  #pendingAt = 0
  #pendingBytes = 0
  #isEnding = false
  #trailersOut = ''
  #isOver = false
  #needsDrain = false
  #lastTurn = -1
  #lastPosition = 0

  constructor(carrier: StreamCarrier, id: number) {
    this.#carrier = carrier
    this.#output = carrier.output
    this.id = id
    this.windowBytes = carrier.output.initialWindowBytes
    this.#receiveWindow = carrier.receiveWindowBytes
  }

  /** Says what body will come: of `length` bytes, or in chunks for -1 unless it is a tunnel. */
  expect(length: number, isTunnel: boolean): void {
    this.#framesChunks = length < 0 && !isTunnel
    if (length >= 0) this.#missing = length
  }

  /** Says that nothing follows the request's head. */
  expectNothing(): void {
    this.hasEnded = true
    this.#hasToldEnd = true
  }

  get localAddress(): SocketAddress | null {
    return this.#carrier.connection.localAddress
  }

  get remoteAddress(): SocketAddress | null {
    return this.#carrier.connection.remoteAddress
  }

  get fd(): number | null {
    return this.#carrier.connection.fd
  }

  get tls(): TlsSession | null {
    return this.#carrier.connection.tls
  }

  get pendingBytes(): number {
    return this.#pendingBytes
  }

  get isOpen(): boolean {
    return !this.#isOver && !this.#isEnding
  }

  // What comes.

  /**
   * Takes `bytes`, which are lent, and `isLast`. `counted` is what they took of the window. Returns 0, or the code to reset
   * the stream with.
   */
  receive(bytes: Uint8Array, counted: number, isLast: boolean): number {
    if (this.hasEnded) return errorCodes.streamClosed
    this.#receiveWindow -= counted
    if (this.#receiveWindow < 0) return errorCodes.flowControlError
    this.#missing -= bytes.length
    if (this.#missing < 0 || (isLast && this.#missing > 0 && this.#missing !== Number.POSITIVE_INFINITY)) {
      return errorCodes.protocolError
    }
    this.#credit += counted - bytes.length
    if (isLast) this.hasEnded = true
    if (this.#isPaused || this.#held.length > 0) {
      if (bytes.length > 0) this.#held.push(Uint8Array.prototype.slice.call(bytes))
    } else this.#deliver(bytes)
    this.#deliverEnd()
    return 0
  }

  /** Trailers end the request's body. Returns 0, or the code to reset the stream with. */
  receiveTrailers(lines: string): number {
    this.#trailers = lines
    return this.receive(nothing, 0, true)
  }

  #deliver(bytes: Uint8Array): void {
    this.#credit += bytes.length
    if (bytes.length > 0 && !this.#isOver) {
      if (this.#framesChunks) {
        const line = chunkSizeLine(bytes.length)
        const chunk = allocateLatin(line.length + bytes.length + 2)
        chunk.latin1Write(line, 0)
        chunk.set(bytes, line.length)
        chunk.latin1Write('\r\n', line.length + bytes.length)
        this.sink.onData(chunk)
      } else this.sink.onData(bytes)
    }
    this.#giveCredit()
  }

  /** Lets the client send as much again as has been taken over, once that is worth a frame. */
  #giveCredit(): void {
    const { receiveWindowBytes } = this.#carrier
    if (this.hasEnded || this.#isOver || this.#credit * 2 < receiveWindowBytes) return
    this.#receiveWindow += this.#credit
    this.#output.windowUpdate(this.id, this.#credit)
    this.#credit = 0
  }

  #deliverEnd(): void {
    if (!this.hasEnded || this.#hasToldEnd || this.#isPaused || this.#held.length > 0 || this.#isOver) return
    this.#hasToldEnd = true
    if (this.#framesChunks) {
      const text = this.#trailers === '' ? lastChunk : `0\r\n${this.#trailers}\r\n`
      this.sink.onData(Buffer.from(text, 'latin1'))
    } else if (this.#missing === Number.POSITIVE_INFINITY) this.sink.onEnd()
  }

  pause(): void {
    this.#isPaused = true
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    while (!this.#isPaused && this.#held.length > 0) {
      this.#deliver(this.#held.shift()!)
    }
    this.#deliverEnd()
  }

  /** The connection brings nothing more: neither does the stream, though it was to. */
  truncate(): void {
    if (this.hasEnded || this.#isOver) return
    this.hasEnded = true
    this.#hasToldEnd = true
    this.sink.onEnd()
  }

  /** The client has broken the rules: resets the stream with a code of RFC 9113 §7. */
  fail(errorCode: number): void {
    if (this.#isOver) return
    this.#output.resetStream(this.id, errorCode)
    this.#finish('error')
  }

  /** The client has reset the stream, or the connection is gone. */
  broken(cause: CloseCause | null): void {
    this.#finish(cause)
  }

  // What goes.

  writeText(text: string): boolean {
    if (!this.isOpen) return true
    if (this.#hasHead) return this.write(Buffer.from(text, 'latin1'))
    const end = text.indexOf('\r\n\r\n') + 4
    const status = statusOf(text)
    this.#hasHead = status >= 200
    const { turn, position } = this.#output
    this.#output.responseHead(this.id, text, end, flags.none)
    this.#remember(turn, position)
    return end === text.length || this.writeText(text.slice(end))
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    const isRoom = this.writeText(head)
    return this.write(data) && isRoom
  }

  write(data: Uint8Array): boolean {
    if (!this.isOpen || data.length === 0) return true
    let at = 0
    if (this.#pendingBytes === 0) at = this.#send(data, 0)
    if (at === data.length) return true
    this.#pending.push(Uint8Array.prototype.slice.call(data, at))
    this.#pendingBytes += data.length - at
    this.#needsDrain = true
    this.#output.wait(this)
    return false
  }

  /** Sends `bytes[start …)` as far as windows allow, and returns how far. */
  #send(bytes: Uint8Array, start: number): number {
    let at = start
    while (at < bytes.length) {
      const sent = this.#sendFrame(bytes, at)
      if (sent === 0) break
      at += sent
    }
    return at
  }

  #sendFrame(bytes: Uint8Array, start: number): number {
    const { turn, position } = this.#output
    const sent = this.#output.data(this.id, bytes, start, this.windowBytes)
    if (sent === 0) return 0
    this.windowBytes -= sent
    this.#remember(turn, position)
    return sent
  }

  /** Where the last frame stands: its flags can be changed until it is written. */
  #remember(turn: number, position: number): void {
    this.#lastTurn = turn
    this.#lastPosition = position
  }

  sendMore(): boolean {
    const [first] = this.#pending
    if (first === undefined) return false
    const sent = this.#sendFrame(first, this.#pendingAt)
    this.#pendingBytes -= sent
    this.#pendingAt += sent
    if (this.#pendingAt === first.length) {
      this.#pending.shift()
      this.#pendingAt = 0
    }
    if (this.#pendingBytes > 0) return this.windowBytes > 0
    if (this.#isEnding) this.#end()
    else if (this.#needsDrain) {
      this.#needsDrain = false
      this.sink.onDrain()
    }
    return this.#pendingBytes > 0 && this.windowBytes > 0
  }

  /** RFC 9113 §6.9.1. False: the window would be too large. */
  enlargeWindow(increment: number): boolean {
    if (this.windowBytes + increment > largestWindowBytes) return false
    this.windowBytes += increment
    if (this.#pendingBytes > 0 && this.windowBytes > 0) this.#output.wait(this)
    return true
  }

  /** Fields behind the body, for `close` to send: lines `name: value`, each with its CRLF. */
  closeWith(trailers: string): void {
    this.#trailersOut = trailers
  }

  shutdown(): void {
    this.close()
  }

  close(): void {
    if (!this.isOpen) return
    this.#isEnding = true
    if (this.#pendingBytes === 0) this.#end()
  }

  #end(): void {
    if (this.#trailersOut !== '') this.#output.trailers(this.id, this.#trailersOut)
    else if (this.#lastTurn === this.#output.turn) {
      this.#output.markEnd(this.#lastPosition)
    } else this.#output.endStream(this.id)
    // The rest of the request is not needed (RFC 9113 §8.1).
    if (!this.hasEnded) this.#output.resetStream(this.id, errorCodes.noError)
    this.#finish(null)
  }

  reset(): void {
    this.resetWith(errorCodes.cancel)
  }

  /** The same with another code of RFC 9113 §7. */
  resetWith(errorCode: number): void {
    if (this.#isOver) return
    this.#output.resetStream(this.id, errorCode)
    this.#leave()
    // As with any connection, who resets it hears of its end later.
    this.#carrier.afterEvents(() => this.sink.onClose(null))
  }

  #finish(cause: CloseCause | null): void {
    if (this.#isOver) return
    this.#leave()
    this.sink.onClose(cause)
  }

  #leave(): void {
    this.#isOver = true
    this.#output.stopWaiting(this)
    this.#pending.length = 0
    this.#pendingBytes = 0
    this.#held.length = 0
    this.#carrier.forget(this)
  }

  startTls(): SecureConnection {
    throw new Error('a stream carries no TLS of its own')
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}
}

const nothing = new Uint8Array(0)
