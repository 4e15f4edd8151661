import type { ClientMux } from './client-mux.ts'
import type { FrameSink } from './frame-sink.ts'
import { defaults, errorCodes, settingIds } from './frames.ts'
import { H2ClientStream } from './h2-client-stream.ts'
import { HpackDecoder } from './hpack/decoder.ts'
import { MuxStream } from './mux-stream.ts'
import { RequestFields, TrailerFields } from './request-fields.ts'

/** Where fields are gathered; one block is read at a time. */
const requestFields = new RequestFields()
const trailerFields = new TrailerFields()

/** What the frames of a client do to its streams and to the connection (RFC 9113 §5, §6). */
export class ClientFrames implements FrameSink {
  readonly #mux: ClientMux
  readonly #decoder: HpackDecoder
  /** What the client may still send on the connection, and what it has not been given back. */
  #window: number = defaults.windowBytes
  #credit = 0

  constructor(mux: ClientMux) {
    this.#mux = mux
    this.#decoder = new HpackDecoder(mux.http.http2.headerTableBytes)
    this.#decoder.maxListBytes = mux.http.messageBytes
  }

  /** Lets all streams together send as much as their own windows allow. */
  openWindow(): void {
    const { maxStreams, windowBytes } = this.#mux.http.http2
    const wanted = Math.min(maxStreams * windowBytes, 0x7fff_ffff)
    if (wanted > this.#window) this.#enlarge(wanted - this.#window)
  }

  #enlarge(increment: number): void {
    this.#window += increment
    this.#mux.output.windowUpdate(0, increment)
  }

  onHeaders(id: number, bytes: Uint8Array, start: number, end: number, endStream: boolean, errorCode: number): void {
    const mux = this.#mux
    const known = mux.streams.get(id)
    const isNew = known === undefined && id > mux.lastStreamId
    const fields = isNew ? requestFields : trailerFields
    fields.reset()
    if (!this.#decoder.decode(bytes, start, end, fields)) {
      mux.fail(errorCodes.compressionError)
      return
    }
    if (isNew) this.#begin(id, endStream, errorCode)
    else if (known === undefined) mux.countGlitch()
    else if (errorCode !== 0 || !endStream || trailerFields.isMalformed) {
      this.#reset(known, errorCode === 0 ? errorCodes.protocolError : errorCode)
    } else {
      const faultCode = known.receiveTrailers(this.#decoder.isTooLarge ? '' : trailerFields.lines)
      if (faultCode !== 0) this.#reset(known, faultCode)
    }
  }

  #begin(id: number, isWhole: boolean, errorCode: number): void {
    const mux = this.#mux
    if (mux.isLeaving) return
    mux.lastStreamId = id
    let refusal = errorCode
    if (refusal === 0 && mux.streams.size >= mux.streamLimit) refusal = errorCodes.refusedStream
    if (refusal === 0 && (this.#decoder.isTooLarge || !requestFields.isValid(isWhole))) {
      refusal = errorCodes.protocolError
    }
    if (refusal !== 0) {
      mux.output.resetStream(id, refusal)
      if (mux.http.http2.logsStreamErrors) mux.logFault(id)
      mux.countGlitch()
      return
    }
    const stream = new MuxStream(mux, id)
    const client = new H2ClientStream(mux, stream)
    requestFields.fill(client.request, isWhole, () => mux.createWebSocketKey())
    if (isWhole) stream.expectNothing()
    else stream.expect(client.request.contentLength, requestFields.isTunnel)
    mux.began(stream)
    client.start()
  }

  #reset(stream: MuxStream, errorCode: number): void {
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
    if (errorCode !== 0) this.#reset(stream, errorCode)
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
    this.#decoder.settingsAcknowledged()
  }

  onPing(bytes: Uint8Array, start: number): void {
    this.#mux.output.pingAck(bytes, start)
  }

  onPingAck(): void {}

  /** The client begins nothing more; what it has begun goes on (RFC 9113 §6.8). */
  onGoAway(): void {
    this.#mux.clientLeaves()
  }

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
    else this.#reset(stream, errorCodes.flowControlError)
  }

  onIgnored(): void {
    this.#mux.countGlitch()
  }

  onStreamError(id: number, errorCode: number): void {
    const mux = this.#mux
    const stream = mux.streams.get(id)
    if (stream !== undefined) this.#reset(stream, errorCode)
    else if (id > mux.lastStreamId) mux.fail(errorCode)
  }

  onConnectionError(errorCode: number): void {
    this.#mux.fail(errorCode)
  }
}
