import type { ClientMux } from './client-mux.ts'
import { errorCodes } from './frames.ts'
import { H2ClientStream } from './h2-client-stream.ts'
import { MuxFrames } from './mux-frames.ts'
import { MuxStream } from './mux-stream.ts'
import { RequestFields, TrailerFields } from './request-fields.ts'

/** Where fields are gathered; one block is read at a time. */
const requestFields = new RequestFields()
const trailerFields = new TrailerFields()

/** What the frames of a client do to its streams and to the connection (RFC 9113 §5, §6). */
export class ClientFrames extends MuxFrames<MuxStream> {
  readonly #mux: ClientMux

  constructor(mux: ClientMux) {
    super(mux, mux.http.http2.headerTableBytes, mux.http.messageBytes)
    this.#mux = mux
  }

  onHeaders(id: number, bytes: Uint8Array, start: number, end: number, endStream: boolean, errorCode: number): void {
    const mux = this.#mux
    mux.counters.headersReceived++
    const known = mux.streams.get(id)
    const isNew = known === undefined && id > mux.lastStreamId
    const fields = isNew ? requestFields : trailerFields
    fields.reset()
    if (!this.decoder.decode(bytes, start, end, fields)) {
      mux.fail(errorCodes.compressionError)
      return
    }
    if (isNew) this.#begin(id, endStream, errorCode)
    else if (known === undefined) mux.countGlitch()
    else if (errorCode !== 0 || !endStream || trailerFields.isMalformed) {
      this.reset(known, errorCode === 0 ? errorCodes.protocolError : errorCode)
    } else {
      const faultCode = known.receiveTrailers(this.decoder.isTooLarge ? '' : trailerFields.lines)
      if (faultCode !== 0) this.reset(known, faultCode)
    }
  }

  #begin(id: number, isWhole: boolean, errorCode: number): void {
    const mux = this.#mux
    if (mux.isLeaving) return
    mux.lastStreamId = id
    let refusal = errorCode
    if (refusal === 0 && mux.streams.size >= mux.streamLimit) refusal = errorCodes.refusedStream
    if (refusal === 0 && (this.decoder.isTooLarge || !requestFields.isValid(isWhole))) {
      refusal = errorCodes.protocolError
    }
    if (refusal !== 0) {
      mux.output.resetStream(id, refusal)
      mux.counters.resetsSent++
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

  protected override reset(stream: MuxStream, errorCode: number): void {
    const { counters } = this.#mux
    counters.streamErrors++
    counters.resetsSent++
    super.reset(stream, errorCode)
  }

  override onData(
    id: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    counted: number,
    isLastOfFrame: boolean,
    endStream: boolean,
  ): void {
    if (isLastOfFrame) this.#mux.counters.dataReceived++
    super.onData(id, bytes, start, end, counted, isLastOfFrame, endStream)
  }

  override onResetStream(id: number, errorCode: number): void {
    this.#mux.counters.resetsReceived++
    super.onResetStream(id, errorCode)
  }

  override onSettingsEnd(): void {
    this.#mux.counters.settingsReceived++
    super.onSettingsEnd()
  }

  override onSettingsAck(): void {
    this.#mux.counters.settingsReceived++
    super.onSettingsAck()
  }

  override onPingAck(): void {
    this.#mux.onPong()
  }

  /** The client begins nothing more; what it has begun goes on (RFC 9113 §6.8). */
  onGoAway(): void {
    this.#mux.counters.goAwaysReceived++
    this.#mux.clientLeaves()
  }
}
