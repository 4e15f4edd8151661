import type { Connection } from '@weir/l4'
import type { HttpEngine } from '../http-engine.ts'
import {
  connectionPreface,
  defaults,
  flags,
  frameHeader,
  frameHeaderBytes,
  frameTypes,
  largestWindowBytes,
  writeGoAway,
  writeHeaderFrames,
  writePing,
  writePingAck,
  writeResetStream,
  writeSettings,
  writeSettingsAck,
  writeWindowUpdate,
} from './frames.ts'
import { HpackEncoder, type HpackOutput } from './hpack/encoder.ts'
import type { RequestHead } from './request-head.ts'
import { encodeLines, encodeResponse } from './response-fields.ts'

/** A stream with bytes that wait for a window, or for the connection. */
export interface WaitingStream {
  /** Sends one frame's worth. False: there is nothing left, or no window of its own; it comes back by itself. */
  sendMore(): boolean
}

/** What is gathered before it is written in any case. */
const gatheredBytes = 65_536
/** Frames that nobody takes are no more than that: the connection is given up. */
const mostUntakenBytes = 1_048_576

/**
 * The frames on their way out on one connection. They are gathered while events of the present turn are handled, and
 * written together at its end.
 *
 *   streams ─▶ frames ─▶ (end of turn, or enough) ─▶ connection.write ─▶ blocked ─▶ drained ─▶ waiting streams in turn
 */
export class MuxOutput {
  readonly encoder = new HpackEncoder()
  /** How much DATA the peer takes on the connection (RFC 9113 §6.9). */
  windowBytes: number = defaults.windowBytes
  /** The window of streams to come, and the largest frame the peer takes. */
  initialWindowBytes: number = defaults.windowBytes
  maxFrameBytes: number = defaults.maxFrameBytes
  /** Counts buffers: a frame can be altered as long as its buffer has not been written. */
  turn = 0
  readonly #connection: Connection
  readonly #http: HttpEngine
  readonly #waiting = new Set<WaitingStream>()
  #frames: HpackOutput | null = null
  #isBlocked = false
  #isFlushDue = false

  constructor(connection: Connection, http: HttpEngine) {
    this.#connection = connection
    this.#http = http
  }

  /** Where frames go; they are written at the end of the turn. */
  #open(): HpackOutput {
    if (!this.#isFlushDue) {
      this.#isFlushDue = true
      this.#http.engine.afterEvents(this.#flushLater)
    }
    this.#frames ??= this.#http.takeFrames()
    return this.#frames
  }

  readonly #flushLater = (): void => {
    this.#isFlushDue = false
    this.flush()
  }

  /** Writes what has been gathered, if the connection takes any. */
  flush(): void {
    if (!this.#isBlocked) this.flushAll()
  }

  /** Writes it even so, before the connection is closed. */
  flushAll(): void {
    const frames = this.#frames
    if (frames === null) return
    this.#frames = null
    this.turn++
    if (this.#connection.isOpen && !this.#connection.write(frames.bytes.subarray(0, frames.at))) this.#isBlocked = true
    this.#http.leaveFrames(frames)
  }

  /** The connection takes bytes again: streams that wait have their turn. */
  drained(): void {
    this.#isBlocked = false
    this.flush()
    this.pump()
  }

  get isBlocked(): boolean {
    return this.#isBlocked
  }

  /** The peer makes the connection say more than it reads. */
  get isFlooded(): boolean {
    return this.#isBlocked && this.#frames !== null && this.#frames.at > mostUntakenBytes
  }

  wait(stream: WaitingStream): void {
    this.#waiting.add(stream)
  }

  stopWaiting(stream: WaitingStream): void {
    this.#waiting.delete(stream)
  }

  /** Lets waiting streams send, a frame each in turn, as far as windows and the connection allow. */
  pump(): void {
    // Who has sent goes to the back, and is met again.
    for (const stream of this.#waiting) {
      if (!this.mayStillSend) return
      this.#waiting.delete(stream)
      if (stream.sendMore()) this.#waiting.add(stream)
    }
  }

  /** There is a window for DATA, and the connection takes it. */
  get mayStillSend(): boolean {
    return this.windowBytes > 0 && !this.#isBlocked
  }

  /** RFC 9113 §6.9.1. False: the window would be too large. */
  enlargeWindow(increment: number): boolean {
    if (this.windowBytes + increment > largestWindowBytes) return false
    this.windowBytes += increment
    this.pump()
    return true
  }

  /**
   * A frame of DATA with as much of `bytes[start …)` as fits the windows; `streamWindow` is the stream's own. Returns how
   * much that was; 0 for nothing.
   */
  data(streamId: number, bytes: Uint8Array, start: number, streamWindow: number): number {
    if (!this.mayStillSend) return 0
    const length = Math.min(bytes.length - start, streamWindow, this.windowBytes, this.maxFrameBytes)
    if (length <= 0) return 0
    const frames = this.#open()
    frames.reserve(frameHeaderBytes + length)
    const at = frameHeader(frames.bytes, frames.at, length, frameTypes.data, flags.none, streamId)
    frames.bytes.set(start === 0 && length === bytes.length ? bytes : bytes.subarray(start, start + length), at)
    frames.at = at + length
    this.windowBytes -= length
    if (frames.at >= gatheredBytes) this.flush()
    return length
  }

  /** An empty frame that ends a stream. */
  endStream(streamId: number): void {
    const frames = this.#open()
    frames.reserve(frameHeaderBytes)
    frames.at = frameHeader(frames.bytes, frames.at, 0, frameTypes.data, flags.endStream, streamId)
  }

  /** Where the next frame will stand, in the buffer of this `turn`. */
  get position(): number {
    return this.#frames?.at ?? 0
  }

  /** Makes the frame at `position` of the present turn the last of its stream. */
  markEnd(position: number): void {
    this.#frames!.bytes[position + 4]! |= flags.endStream
  }

  /** A response's head; see `encodeResponse`. */
  responseHead(streamId: number, text: string, end: number, flagBits: number): void {
    const frames = this.#open()
    const at = this.#beginBlock(frames)
    encodeResponse(this.encoder, text, end)
    writeHeaderFrames(frames, at, streamId, flagBits, this.maxFrameBytes)
  }

  /** A request's head. */
  requestHead(streamId: number, head: RequestHead, flagBits: number): void {
    const frames = this.#open()
    const at = this.#beginBlock(frames)
    head.encode(this.encoder)
    writeHeaderFrames(frames, at, streamId, flagBits, this.maxFrameBytes)
  }

  /** Lines behind a body; they end the stream. */
  trailers(streamId: number, lines: string): void {
    const frames = this.#open()
    const at = this.#beginBlock(frames)
    encodeLines(this.encoder, lines, 0, lines.length)
    writeHeaderFrames(frames, at, streamId, flags.endStream, this.maxFrameBytes)
  }

  #beginBlock(frames: HpackOutput): number {
    const { at } = frames
    frames.reserve(frameHeaderBytes)
    frames.at += frameHeaderBytes
    this.encoder.begin(frames)
    return at
  }

  /** What a client begins the connection with. */
  preface(): void {
    const frames = this.#open()
    frames.reserve(connectionPreface.length)
    for (let index = 0; index < connectionPreface.length; index++) {
      frames.bytes[frames.at++] = connectionPreface.charCodeAt(index)
    }
  }

  settings(settings: readonly (readonly [number, number])[]): void {
    this.#control(frameHeaderBytes + 6 * settings.length, (out, at) => writeSettings(out, at, settings))
  }

  settingsAck(): void {
    this.#control(9, writeSettingsAck)
  }

  pingAck(bytes: Uint8Array, start: number): void {
    this.#control(17, (out, at) => writePingAck(out, at, bytes, start))
  }

  ping(): void {
    this.#control(17, writePing)
  }

  resetStream(streamId: number, errorCode: number): void {
    this.#control(13, (out, at) => writeResetStream(out, at, streamId, errorCode))
  }

  goAway(lastStreamId: number, errorCode: number): void {
    this.#control(17, (out, at) => writeGoAway(out, at, lastStreamId, errorCode))
  }

  windowUpdate(streamId: number, increment: number): void {
    this.#control(13, (out, at) => writeWindowUpdate(out, at, streamId, increment))
  }

  #control(length: number, write: (out: Uint8Array, at: number) => number): void {
    const frames = this.#open()
    frames.reserve(length)
    frames.at = write(frames.bytes, frames.at)
  }

  /** Forgets what was not written. */
  drop(): void {
    this.#waiting.clear()
    if (this.#frames === null) return
    this.#http.leaveFrames(this.#frames)
    this.#frames = null
  }
}
