import { checkFrame } from './frame-checks.ts'
import { defaultFrameLimits, type FrameLimits, type FrameSink } from './frame-sink.ts'
import { checkSetting, errorCodes, flags, frameHeaderBytes, frameTypes } from './frames.ts'

/** Where in a frame the reader is. */
const states = { header: 0, payload: 1, padLength: 2, data: 3, skipped: 4, stopped: 5 } as const

const noBytes: Uint8Array = new Uint8Array(0)

/**
 * Cuts what a peer sends into frames, over any split of the input. DATA goes on at once; any other frame is reported
 * when it is complete, from the chunk itself if it lies in there as a whole. Nothing is held between frames but an
 * unfinished header block. For a server, give it what comes behind the preface; a client gives it everything.
 *
 *            ┌──────────────▶ payload ──▶ report ─────────────────┐
 *   header ──┼─▶ [padLength] ─▶ data and padding ─────────────────┼─▶ header
 *            └──────────────▶ skipped (PRIORITY, unknown types) ──┘
 */
export class FrameReader {
  readonly #sink: FrameSink
  readonly #limits: FrameLimits
  #state: number = states.header
  readonly #header = new Uint8Array(frameHeaderBytes)
  #headerFilled = 0
  #length = 0
  #type = 0
  #flags = 0
  #streamId = 0
  /** The first frame must be SETTINGS (RFC 9113 §3.4). */
  #isFirst = true
  /** Octets of payload still to come; of data without padding in DATA. */
  #remaining = 0
  #padding = 0
  /** A payload that came in pieces. */
  #held: Uint8Array = noBytes
  #heldFilled = 0
  /** The stream whose header block is unfinished; 0 for none. */
  #blockStreamId = 0
  #block: Uint8Array = noBytes
  #blockFilled = 0
  #blockEndsStream = false
  #blockError = 0
  #continuations = 0
  /** What may still be read in this go; below 0 where nothing limits it. */
  #framesLeft = -1
  #resetsLeft = -1

  constructor(sink: FrameSink, limits: FrameLimits = defaultFrameLimits) {
    this.#sink = sink
    this.#limits = limits
  }

  /** After an error of the connection, or `stop`. */
  get isStopped(): boolean {
    return this.#state === states.stopped
  }

  /** Takes nothing more, and reports nothing more. */
  stop(): void {
    this.#state = states.stopped
    this.#held = noBytes
    this.#block = noBytes
  }

  /**
   * Reads `bytes[start … end)`, all of it unless the reader stops, or has read as many frames as it may in one go. Returns
   * where it has got to: `end`, or where to go on later. Must not be called from the sink.
   */
  push(bytes: Uint8Array, start: number, end: number): number {
    const { maxFramesAtOnce, maxResetsAtOnce } = this.#limits
    this.#framesLeft = maxFramesAtOnce || -1
    this.#resetsLeft = maxResetsAtOnce || -1
    let at = start
    while (at < end) {
      switch (this.#state) {
        case states.header:
          if (this.#framesLeft === 0 || this.#resetsLeft === 0) return at
          at = this.#takeHeader(bytes, at, end)
          break
        case states.payload:
          at = this.#takePayload(bytes, at, end)
          break
        case states.padLength:
          at = this.#takePadLength(bytes, at, end)
          break
        case states.data:
          at = this.#takeData(bytes, at, end, 0)
          break
        case states.skipped:
          at = this.#skip(at, end)
          break
        default:
          return end
      }
    }
    return end
  }

  #takeHeader(bytes: Uint8Array, start: number, end: number): number {
    let at = start
    if (this.#headerFilled === 0 && end - start >= frameHeaderBytes) {
      this.#readHeader(bytes, start)
      at += frameHeaderBytes
    } else {
      while (at < end && this.#headerFilled < frameHeaderBytes) this.#header[this.#headerFilled++] = bytes[at++]!
      if (this.#headerFilled < frameHeaderBytes) return at
      this.#headerFilled = 0
      this.#readHeader(this.#header, 0)
    }
    this.#beginFrame(bytes, at)
    return at
  }

  #readHeader(bytes: Uint8Array, at: number): void {
    this.#length = (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!
    this.#type = bytes[at + 3]!
    this.#flags = bytes[at + 4]!
    if (this.#framesLeft > 0) this.#framesLeft--
    if (this.#resetsLeft > 0 && this.#type === frameTypes.resetStream) this.#resetsLeft--
    // The reserved bit is ignored (RFC 9113 §4.1).
    this.#streamId = readUint31(bytes, at + 5)
  }

  #beginFrame(bytes: Uint8Array, at: number): void {
    this.#remaining = this.#length
    if (!this.#isAllowed()) return
    switch (this.#type) {
      case frameTypes.data:
        this.#padding = 0
        if ((this.#flags & flags.padded) !== 0) this.#state = states.padLength
        else {
          this.#state = states.data
          if (this.#length === 0) this.#takeData(bytes, at, at, 0)
        }
        return
      case frameTypes.headers:
      case frameTypes.resetStream:
      case frameTypes.settings:
      case frameTypes.ping:
      case frameTypes.goAway:
      case frameTypes.windowUpdate:
      case frameTypes.continuation:
        this.#state = states.payload
        if (this.#length === 0) this.#report(bytes, at)
        return
      case frameTypes.priority:
        if (this.#length === 5) {
          this.#state = states.payload
          return
        }
        this.#state = states.skipped
        this.#sink.onStreamError(this.#streamId, errorCodes.frameSizeError)
        break
      default:
        this.#state = states.skipped
    }
    if (this.#length === 0 && !this.isStopped) this.#skip(0, 0)
  }

  /** What a frame's header alone tells (RFC 9113 §4.2, §5.1.1, §6). */
  #isAllowed(): boolean {
    const { protocolError, frameSizeError, enhanceYourCalm } = errorCodes
    const type = this.#type
    const length = this.#length
    const streamId = this.#streamId
    if (this.#isFirst) {
      this.#isFirst = false
      const isSettings = type === frameTypes.settings && (this.#flags & flags.ack) === 0
      if (!isSettings) return this.#fail(protocolError, 'first frame is not SETTINGS')
    }
    if (length > this.#limits.maxFrameBytes) return this.#fail(frameSizeError, 'frame larger than announced')
    if (this.#blockStreamId !== 0) {
      if (type !== frameTypes.continuation || streamId !== this.#blockStreamId) {
        return this.#fail(protocolError, 'frame inside a header block')
      }
      if (++this.#continuations > this.#limits.maxContinuations) {
        return this.#fail(enhanceYourCalm, 'too many CONTINUATION frames')
      }
      return this.#fitsBlock()
    }
    const fault = checkFrame(type, this.#flags, streamId, length)
    if (fault !== null) return this.#fail(fault.errorCode, fault.reason)
    return type !== frameTypes.headers || this.#fitsBlock()
  }

  #fitsBlock(): boolean {
    if (this.#blockFilled + this.#length <= this.#limits.maxBlockBytes) return true
    return this.#fail(errorCodes.enhanceYourCalm, 'header block too large')
  }

  #fail(errorCode: number, reason: string): false {
    this.stop()
    this.#sink.onConnectionError(errorCode, reason)
    return false
  }

  #takePadLength(bytes: Uint8Array, at: number, end: number): number {
    this.#padding = bytes[at]!
    this.#remaining = this.#length - 1 - this.#padding
    if (this.#remaining < 0) {
      this.#fail(errorCodes.protocolError, 'padding longer than the frame')
      return at
    }
    this.#state = states.data
    return this.#takeData(bytes, at + 1, end, 1)
  }

  /** Hands over what there is, and ends the frame if it is all there. `before` octets have come in front. */
  #takeData(bytes: Uint8Array, start: number, end: number, before: number): number {
    const to = start + Math.min(this.#remaining, end - start)
    this.#remaining -= to - start
    let counted = before + to - start
    let next = to
    if (this.#remaining === 0) {
      const padding = Math.min(this.#padding, end - to)
      this.#padding -= padding
      counted += padding
      next += padding
    }
    const isLast = this.#remaining === 0 && this.#padding === 0
    if (isLast) this.#state = states.header
    const endsStream = isLast && (this.#flags & flags.endStream) !== 0
    this.#sink.onData(this.#streamId, bytes, start, to, counted, isLast, endsStream)
    return next
  }

  #skip(at: number, end: number): number {
    const taken = Math.min(this.#remaining, end - at)
    this.#remaining -= taken
    if (this.#remaining > 0) return at + taken
    this.#state = states.header
    this.#sink.onIgnored(this.#type)
    return at + taken
  }

  #takePayload(bytes: Uint8Array, start: number, end: number): number {
    const taken = Math.min(this.#remaining, end - start)
    if (taken === this.#length) {
      this.#report(bytes, start)
      return start + taken
    }
    if (this.#held.length === 0) {
      this.#held = new Uint8Array(this.#length)
      this.#heldFilled = 0
    }
    this.#held.set(bytes.subarray(start, start + taken), this.#heldFilled)
    this.#heldFilled += taken
    this.#remaining -= taken
    if (this.#remaining === 0) {
      const held = this.#held
      this.#held = noBytes
      this.#report(held, 0)
    }
    return start + taken
  }

  /** The payload stands at `bytes[at]` as a whole. */
  #report(bytes: Uint8Array, at: number): void {
    this.#state = states.header
    const sink = this.#sink
    switch (this.#type) {
      case frameTypes.headers:
        this.#headers(bytes, at)
        break
      case frameTypes.continuation:
        this.#fragment(bytes, at, at + this.#length)
        break
      case frameTypes.priority:
        if (readUint31(bytes, at) === this.#streamId) sink.onStreamError(this.#streamId, errorCodes.protocolError)
        else sink.onIgnored(this.#type)
        break
      case frameTypes.resetStream:
        sink.onResetStream(this.#streamId, readUint32(bytes, at))
        break
      case frameTypes.settings:
        this.#settings(bytes, at)
        break
      case frameTypes.ping:
        if ((this.#flags & flags.ack) !== 0) sink.onPingAck(bytes, at)
        else sink.onPing(bytes, at)
        break
      case frameTypes.goAway:
        sink.onGoAway(readUint31(bytes, at), readUint32(bytes, at + 4))
        break
      default:
        this.#windowUpdate(readUint31(bytes, at))
    }
  }

  /** RFC 9113 §6.9: an increment of 0 is an error, of the connection if it is the connection's. */
  #windowUpdate(increment: number): void {
    if (increment !== 0) this.#sink.onWindowUpdate(this.#streamId, increment)
    else if (this.#streamId === 0) this.#fail(errorCodes.protocolError, 'WINDOW_UPDATE of 0')
    else this.#sink.onStreamError(this.#streamId, errorCodes.protocolError)
  }

  #settings(bytes: Uint8Array, at: number): void {
    if ((this.#flags & flags.ack) !== 0) {
      this.#sink.onSettingsAck()
      return
    }
    const end = at + this.#length
    for (let entry = at; entry < end; entry += 6) {
      const errorCode = checkSetting(readUint16(bytes, entry), readUint32(bytes, entry + 2))
      if (errorCode !== 0) {
        this.#fail(errorCode, 'setting with a value it must not have')
        return
      }
    }
    for (let entry = at; entry < end && !this.isStopped; entry += 6) {
      this.#sink.onSetting(readUint16(bytes, entry), readUint32(bytes, entry + 2))
    }
    if (!this.isStopped) this.#sink.onSettingsEnd()
  }

  /** RFC 9113 §6.2: [pad length] [stream depended upon, weight] fragment [padding]. */
  #headers(bytes: Uint8Array, start: number): void {
    let at = start
    let end = start + this.#length
    const isPadded = (this.#flags & flags.padded) !== 0
    const hasPriority = (this.#flags & flags.priority) !== 0
    if (this.#length < (isPadded ? 1 : 0) + (hasPriority ? 5 : 0)) {
      this.#fail(errorCodes.frameSizeError, 'HEADERS too short')
      return
    }
    if (isPadded) end -= bytes[at++]!
    this.#blockError = 0
    if (hasPriority) {
      // RFC 7540 §5.3.1: a stream cannot depend on itself.
      if (readUint31(bytes, at) === this.#streamId) this.#blockError = errorCodes.protocolError
      at += 5
    }
    if (at > end) {
      this.#fail(errorCodes.protocolError, 'padding longer than the frame')
      return
    }
    this.#blockEndsStream = (this.#flags & flags.endStream) !== 0
    this.#fragment(bytes, at, end)
  }

  #fragment(bytes: Uint8Array, start: number, end: number): void {
    const isEnd = (this.#flags & flags.endHeaders) !== 0
    if (this.#blockStreamId === 0) {
      if (isEnd) {
        this.#sink.onHeaders(this.#streamId, bytes, start, end, this.#blockEndsStream, this.#blockError)
        return
      }
      this.#blockStreamId = this.#streamId
      this.#continuations = 0
    }
    this.#append(bytes, start, end)
    if (!isEnd) return
    const block = this.#block
    const filled = this.#blockFilled
    this.#block = noBytes
    this.#blockFilled = 0
    this.#blockStreamId = 0
    this.#sink.onHeaders(this.#streamId, block, 0, filled, this.#blockEndsStream, this.#blockError)
  }

  #append(bytes: Uint8Array, start: number, end: number): void {
    const filled = this.#blockFilled + end - start
    if (filled > this.#block.length) {
      const block = new Uint8Array(Math.max(filled, this.#block.length * 2))
      block.set(this.#block.subarray(0, this.#blockFilled))
      this.#block = block
    }
    this.#block.set(bytes.subarray(start, end), this.#blockFilled)
    this.#blockFilled = filled
  }
}

const readUint16 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 8) | bytes[at + 1]!

const readUint32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

/** Without the reserved bit, or the exclusive bit of a priority. */
const readUint31 = (bytes: Uint8Array, at: number): number => readUint32(bytes, at) & 0x7fff_ffff
