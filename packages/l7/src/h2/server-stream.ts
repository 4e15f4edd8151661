import type { ConnectionSink } from '@weir/l4'
import { allocateLatin } from '../h1/bytes.ts'
import { chunkSizeLine } from '../h1/chunked.ts'
import { ChunkContent, type ContentSink } from './chunk-content.ts'
import { errorCodes, flags, largestWindowBytes } from './frames.ts'
import type { FramedStream } from './mux-frames.ts'
import type { MuxOutput, WaitingStream } from './mux-output.ts'
import { RequestHead } from './request-head.ts'
import type { ResponseHead } from './response-head.ts'
import type { ServerMux } from './server-mux.ts'

/** Whoever a stream works for. */
export interface StreamUser {
  readonly sink: ConnectionSink
  readonly isPaused: boolean
  /** No more will come of the response. */
  onBroken(): void
  /** What had been held back is delivered. */
  onDelivered(): void
}

const lastChunk = '0\r\n'
const nothing = new Uint8Array(0)
/** What no reader takes for the head of a response. */
const noHead = '\r\n\0\r\n\r\n'

/**
 * One request and its response on a connection to a server: HTTP/1 on the side of its user, frames on the other.
 *
 *   head, body ─▶ HEADERS, DATA ─▶ (no window: held) ─▶ server
 *   server ─▶ HEADERS, DATA ─▶ (paused: held, no further window) ─▶ head, body as HTTP/1 frames it
 */
export class ServerStream implements FramedStream, WaitingStream, ContentSink {
  id = 0
  resetCode: number | null = null
  /** The server has ended its side. */
  hasEnded = false
  /** The whole request has been handed over by its user. */
  isRequestWhole = false
  /** How much the server takes (RFC 9113 §6.9); below 0 after a setting. */
  windowBytes = 0
  readonly request: RequestHead
  readonly #mux: ServerMux
  readonly #output: MuxOutput
  #user: StreamUser | null
  // What goes.
  readonly #chunks: ChunkContent | null
  #missingOut: number
  readonly #pending: Uint8Array[] = []
  #pendingAt = 0
  #pendingBytes = 0
  #trailersOut = ''
  #needsDrain = false
  #isSent = false
  #lastTurn = -1
  #lastPosition = 0
  // What comes.
  #receiveWindow: number
  #credit = 0
  /** Heads that have not been delivered. */
  #head = ''
  #hasHead = false
  #isTunnel = false
  #framesChunks = false
  #isAfterChunk = false
  #missing = Number.POSITIVE_INFINITY
  readonly #held: Uint8Array[] = []
  #trailers = ''
  #hasToldEnd = false
  #isOver = false

  constructor(mux: ServerMux, user: StreamUser, head: string) {
    this.#mux = mux
    this.#output = mux.output
    this.#user = user
    this.#receiveWindow = mux.receiveWindowBytes
    const request = new RequestHead(head)
    this.request = request
    this.#chunks = request.bodyLength < 0 && !request.isTunnel ? new ChunkContent(this) : null
    this.#missingOut = request.isTunnel || request.bodyLength < 0 ? Number.POSITIVE_INFINITY : request.bodyLength
  }

  get pendingBytes(): number {
    return this.#pendingBytes
  }

  /** Neither side has more to say. */
  get isOver(): boolean {
    return this.#isOver
  }

  /** Something of the response waits for its user to take it. */
  get isHolding(): boolean {
    return this.hasEnded && !this.#hasToldEnd && !this.#isOver
  }

  // What goes.

  /** Sends the head; the stream has its number. */
  begin(): void {
    this.windowBytes = this.#output.initialWindowBytes
    const { turn, position } = this.#output
    if (this.#missingOut === 0) {
      this.isRequestWhole = true
      this.#isSent = true
      this.#output.requestHead(this.id, this.request, flags.endStream)
      return
    }
    this.#output.requestHead(this.id, this.request, flags.none)
    this.#remember(turn, position)
    if (this.#pendingBytes > 0) this.#output.wait(this)
  }

  /** Part of the body, in its framing. False: stop until `onDrain`. */
  write(data: Uint8Array): boolean {
    if (this.isRequestWhole || this.#isOver || data.length === 0) return true
    if (this.#chunks !== null) this.#chunks.push(data)
    else {
      this.content(data)
      this.#missingOut -= data.length
      if (this.#missingOut <= 0) this.contentEnd('')
    }
    if (this.#pendingBytes === 0) return true
    this.#needsDrain = true
    return false
  }

  /** Ends what a tunnel sends. */
  endTunnel(): void {
    if (!this.isRequestWhole && !this.#isOver) this.contentEnd('')
  }

  content(bytes: Uint8Array): void {
    let at = 0
    if (this.#pendingBytes === 0 && this.id > 0) {
      while (at < bytes.length) {
        const sent = this.#sendFrame(bytes, at)
        if (sent === 0) break
        at += sent
      }
    }
    if (at === bytes.length) return
    this.#pending.push(Uint8Array.prototype.slice.call(bytes, at))
    this.#pendingBytes += bytes.length - at
    if (this.id > 0) this.#output.wait(this)
  }

  contentEnd(trailers: string): void {
    this.isRequestWhole = true
    this.#trailersOut = trailers
    if (this.#pendingBytes === 0) this.#end()
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
    if (this.isRequestWhole) this.#end()
    if (this.#needsDrain) {
      this.#needsDrain = false
      this.#user?.sink.onDrain()
    }
    return this.#pendingBytes > 0 && this.windowBytes > 0
  }

  #end(): void {
    if (this.#trailersOut !== '') this.#output.trailers(this.id, this.#trailersOut)
    else if (this.#lastTurn === this.#output.turn) this.#output.markEnd(this.#lastPosition)
    else this.#output.endStream(this.id)
    this.#isSent = true
    this.#settle()
  }

  enlargeWindow(increment: number): boolean {
    if (this.windowBytes + increment > largestWindowBytes) return false
    this.windowBytes += increment
    if (this.#pendingBytes > 0 && this.windowBytes > 0) this.#output.wait(this)
    return true
  }

  // What comes.

  /** Takes a head. Returns 0, or the code to reset the stream with. */
  receiveHead(head: ResponseHead, isLast: boolean): number {
    const { status } = head
    if (!head.isValid || (status < 200 && isLast)) {
      this.#head = noHead
      this.flushHead()
      return errorCodes.protocolError
    }
    if (this.#head === '') this.#mux.hasHead(this)
    if (status < 200) {
      this.#head += head.text(status, '')
      // A few bytes can stand for large fields: more at once than a message may have is nothing but that.
      return this.#head.length > this.#mux.http.messageBytes ? errorCodes.enhanceYourCalm : 0
    }
    this.#hasHead = true
    const { request } = this
    this.#isTunnel = request.isTunnel && status < 300
    if (this.#isTunnel) {
      const isUpgrade = request.protocol !== ''
      this.#head += isUpgrade ? head.text(101, request.acceptanceLines()) : head.text(status, '')
    } else if (request.isHead || status === 204 || status === 304) {
      this.#missing = 0
      this.#head += head.text(status, '')
    } else {
      this.#framesChunks = head.contentLength < 0
      if (!this.#framesChunks) this.#missing = head.contentLength
      this.#head += head.text(status, this.#framesChunks ? 'transfer-encoding: chunked\r\n' : '')
    }
    return isLast ? this.receive(nothing, 0, true) : 0
  }

  /** A final head has come. */
  get hasHead(): boolean {
    return this.#hasHead
  }

  receive(bytes: Uint8Array, counted: number, isLast: boolean): number {
    if (this.hasEnded) return errorCodes.streamClosed
    if (!this.#hasHead) return errorCodes.protocolError
    this.#receiveWindow -= counted
    if (this.#receiveWindow < 0) return errorCodes.flowControlError
    this.#missing -= bytes.length
    if (this.#missing < 0) return errorCodes.protocolError
    const isShort = isLast && this.#missing > 0 && this.#missing !== Number.POSITIVE_INFINITY
    this.#credit += counted - bytes.length
    if (isLast && !isShort) this.hasEnded = true
    if (this.#isHeldBack || this.#held.length > 0) {
      if (bytes.length > 0) this.#held.push(Uint8Array.prototype.slice.call(bytes))
    } else this.#deliver(bytes)
    this.#deliverEnd()
    this.#settle()
    return isShort ? errorCodes.protocolError : 0
  }

  /** Trailers end the response. Returns 0, or the code to reset the stream with. */
  receiveTrailers(lines: string): number {
    this.#trailers = lines
    return this.receive(nothing, 0, true)
  }

  get #isHeldBack(): boolean {
    return this.#user?.isPaused === true
  }

  #deliver(bytes: Uint8Array): void {
    this.#credit += bytes.length
    if (bytes.length > 0 && this.#user !== null) {
      let before = this.#head
      const isFirst = before !== ''
      this.#head = ''
      if (this.#framesChunks) {
        before += `${this.#isAfterChunk ? '\r\n' : ''}${chunkSizeLine(bytes.length)}`
        this.#isAfterChunk = true
      }
      if (isFirst) {
        // They belong into one write towards the client.
        const both = allocateLatin(before.length + bytes.length)
        both.latin1Write(before, 0)
        both.set(bytes, before.length)
        this.#user.sink.onData(both)
      } else {
        if (before !== '') this.#user.sink.onData(Buffer.from(before, 'latin1'))
        this.#user?.sink.onData(bytes)
      }
    }
    this.#giveCredit()
  }

  /** Delivers heads that nothing has followed so far. */
  flushHead(): void {
    if (this.#head === '' || this.#user === null || this.#isHeldBack) return
    const head = Buffer.from(this.#head, 'latin1')
    this.#head = ''
    this.#user.sink.onData(head)
  }

  /** Lets the server send as much again as has been taken over, once that is worth a frame. */
  #giveCredit(): void {
    const { receiveWindowBytes } = this.#mux
    if (this.hasEnded || this.#isOver || this.#credit * 2 < receiveWindowBytes) return
    this.#receiveWindow += this.#credit
    this.#output.windowUpdate(this.id, this.#credit)
    this.#credit = 0
  }

  #deliverEnd(): void {
    if (!this.hasEnded || this.#hasToldEnd || this.#held.length > 0 || this.#isHeldBack) return
    this.#hasToldEnd = true
    if (this.#framesChunks) {
      const before = this.#head + (this.#isAfterChunk ? '\r\n' : '')
      this.#head = ''
      this.#user?.sink.onData(Buffer.from(`${before}${lastChunk}${this.#trailers}\r\n`, 'latin1'))
    } else this.flushHead()
    if (this.#isTunnel) this.#user?.sink.onEnd()
  }

  /** The user takes bytes again. */
  resume(): void {
    while (!this.#isHeldBack && this.#held.length > 0) this.#deliver(this.#held.shift()!)
    if (this.#isHeldBack) return
    this.flushHead()
    const wasHolding = this.isHolding
    this.#deliverEnd()
    if (wasHolding && !this.isHolding) this.#user?.onDelivered()
  }

  /** Both sides have ended: the connection can forget it. */
  #settle(): void {
    if (!this.#isSent || !this.hasEnded || this.#isOver) return
    this.#isOver = !this.isHolding
    this.#mux.forget(this)
  }

  /** The user has what it needs, or needs nothing more. */
  leave(): void {
    this.#user = null
    this.#held.length = 0
    this.#head = ''
  }

  /** Breaks it off, if it is not over. */
  cancel(errorCode: number): void {
    this.leave()
    if (this.#isOver) return
    if (this.id > 0 && !(this.#isSent && this.hasEnded)) this.#output.resetStream(this.id, errorCode)
    this.#close()
  }

  fail(errorCode: number): void {
    if (this.#isOver) return
    this.#output.resetStream(this.id, errorCode)
    this.#breakOff()
  }

  broken(): void {
    if (this.#isOver) return
    if (this.hasEnded) {
      // RFC 9113 §8.1: the rest of the request is not wanted.
      this.isRequestWhole = true
      this.#isSent = true
      this.#dropPending()
      this.#settle()
    } else this.#breakOff()
  }

  #breakOff(): void {
    this.#close()
    this.flushHead()
    this.#user?.onBroken()
  }

  #close(): void {
    this.#isOver = true
    this.#dropPending()
    this.#held.length = 0
    this.#mux.forget(this)
  }

  #dropPending(): void {
    this.#output.stopWaiting(this)
    this.#pending.length = 0
    this.#pendingBytes = 0
    if (!this.#needsDrain) return
    this.#needsDrain = false
    const user = this.#user
    if (user !== null) this.#mux.afterEvents(() => user.sink.onDrain())
  }
}
