import type { CloseCause } from '@weir/l4'
import type { FrameSink } from './frame-sink.ts'
import { defaults, errorCodes, settingIds } from './frames.ts'
import { HpackDecoder } from './hpack/decoder.ts'
import type { MuxOutput } from './mux-output.ts'

/** A stream as the frames of its peer meet it. */
export interface FramedStream {
  /** The code the peer reset it with (RFC 9113 §7). */
  resetCode: number | null
  /** Takes lent bytes of its body; `counted` is what they took of its window. Returns 0, or the code to reset it with. */
  receive(bytes: Uint8Array, counted: number, isLast: boolean): number
  /** The peer takes that much more. False: more than there may be. */
  enlargeWindow(increment: number): boolean
  /** The peer has broken the rules: resets the stream. */
  fail(errorCode: number): void
  /** The peer has reset it, or is gone. */
  broken(cause: CloseCause | null): void
}

/** A connection as the frames of its peer meet it. */
export interface FramedMux<Stream extends FramedStream> {
  readonly output: MuxOutput
  /** Those that are not over. */
  readonly streams: ReadonlyMap<number, Stream>
  /** The last one that was begun. */
  readonly lastStreamId: number
  /** The window that each stream begins with, towards us; and that of all of them together. */
  readonly receiveWindowBytes: number
  readonly connectionWindowBytes: number
  /** The connection cannot go on. */
  fail(errorCode: number): void
  /** The peer has sent what nobody needs to send. */
  countGlitch(): void
}

/** What the frames of either peer do to the streams and to the connection (RFC 9113 §5, §6). */
export abstract class MuxFrames<Stream extends FramedStream> implements FrameSink {
  protected readonly decoder: HpackDecoder
  readonly #mux: FramedMux<Stream>
  /** What the peer may still send on the connection, and what it has not been given back. */
  #window: number = defaults.windowBytes
  #credit = 0

  constructor(mux: FramedMux<Stream>, headerTableBytes: number, maxListBytes: number) {
    this.#mux = mux
    this.decoder = new HpackDecoder(headerTableBytes)
    this.decoder.maxListBytes = maxListBytes
  }

  /** Lets all streams together send as much as their own windows allow. */
  openWindow(): void {
    const wanted = Math.min(this.#mux.connectionWindowBytes, 0x7fff_ffff)
    if (wanted > this.#window) this.#enlarge(wanted - this.#window)
  }

  #enlarge(increment: number): void {
    this.#window += increment
    this.#mux.output.windowUpdate(0, increment)
  }

  abstract onHeaders(
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    endStream: boolean,
    errorCode: number,
  ): void

  abstract onGoAway(lastStreamId: number, errorCode: number): void

  protected reset(stream: Stream, errorCode: number): void {
    this.#mux.countGlitch()
    stream.fail(errorCode)
  }

  onData(
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    counted: number,
    _isLastOfFrame: boolean,
    endStream: boolean,
  ): void {
    const mux = this.#mux
    this.#window -= counted
    if (this.#window < 0) {
      mux.fail(errorCodes.flowControlError)
      return
    }
    this.#credit += counted
    if (this.#credit * 2 >= mux.receiveWindowBytes) {
      this.#enlarge(this.#credit)
      this.#credit = 0
    }
    const stream = mux.streams.get(id)
    if (stream === undefined) {
      // Of a stream that has ended: what was under way when it did.
      if (id > mux.lastStreamId) mux.fail(errorCodes.protocolError)
      return
    }
    if (counted === 0 && !endStream) mux.countGlitch()
    const errorCode = stream.receive(bytes.subarray(start, end), counted, endStream)
    if (errorCode !== 0) this.reset(stream, errorCode)
  }

  onResetStream(id: number, errorCode: number): void {
    const mux = this.#mux
    if (id > mux.lastStreamId) {
      mux.fail(errorCodes.protocolError)
      return
    }
    const stream = mux.streams.get(id)
    if (stream === undefined) return
    stream.resetCode = errorCode
    stream.broken('reset')
  }

  onSetting(id: number, value: number): void {
    const mux = this.#mux
    const { output } = mux
    if (id === settingIds.headerTableSize) output.encoder.setMaxTableBytes(value)
    else if (id === settingIds.maxFrameSize) output.maxFrameBytes = value
    else if (id === settingIds.initialWindowSize) {
      const change = value - output.initialWindowBytes
      output.initialWindowBytes = value
      for (const stream of mux.streams.values()) {
        if (!stream.enlargeWindow(change)) {
          mux.fail(errorCodes.flowControlError)
          return
        }
      }
      if (change > 0) output.pump()
    }
  }

  onSettingsEnd(): void {
    this.#mux.output.settingsAck()
  }

  onSettingsAck(): void {
    this.decoder.settingsAcknowledged()
  }

  onPing(bytes: Uint8Array, start: number): void {
    this.#mux.output.pingAck(bytes, start)
  }

  onPingAck(): void {}

  onWindowUpdate(id: number, increment: number): void {
    const mux = this.#mux
    if (id === 0) {
      if (!mux.output.enlargeWindow(increment)) mux.fail(errorCodes.flowControlError)
      return
    }
    const stream = mux.streams.get(id)
    if (stream === undefined) {
      if (id > mux.lastStreamId) mux.fail(errorCodes.protocolError)
    } else if (stream.enlargeWindow(increment)) mux.output.pump()
    else this.reset(stream, errorCodes.flowControlError)
  }

  onIgnored(): void {
    this.#mux.countGlitch()
  }

  onStreamError(id: number, errorCode: number): void {
    const mux = this.#mux
    const stream = mux.streams.get(id)
    if (stream !== undefined) this.reset(stream, errorCode)
    else if (id > mux.lastStreamId) mux.fail(errorCode)
  }

  onConnectionError(errorCode: number): void {
    this.#mux.fail(errorCode)
  }
}
