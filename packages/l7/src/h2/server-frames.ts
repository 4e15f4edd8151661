import { errorCodes, settingIds } from './frames.ts'
import { MuxFrames } from './mux-frames.ts'
import { TrailerFields } from './request-fields.ts'
import { ResponseHead } from './response-head.ts'
import type { ServerMux } from './server-mux.ts'
import type { ServerStream } from './server-stream.ts'

/** Where fields are gathered; one block is read at a time. */
const responseHead = new ResponseHead()
const trailerFields = new TrailerFields()

/** What the frames of a server do to the streams and to the connection (RFC 9113 §5, §6). */
export class ServerFrames extends MuxFrames<ServerStream> {
  readonly #mux: ServerMux

  constructor(mux: ServerMux) {
    super(mux, mux.http.http2.headerTableBytes, mux.http.messageBytes)
    this.#mux = mux
  }

  onHeaders(id: number, bytes: Uint8Array, start: number, end: number, endStream: boolean, errorCode: number): void {
    const mux = this.#mux
    const stream = mux.streams.get(id)
    const isTrailer = stream?.hasHead === true
    const fields = isTrailer ? trailerFields : responseHead
    fields.reset()
    if (!this.decoder.decode(bytes, start, end, fields)) {
      mux.fail(errorCodes.compressionError)
    } else if (stream === undefined) {
      // Of a stream that has ended: what was under way when it did.
      if (id > mux.lastStreamId) mux.fail(errorCodes.protocolError)
    } else {
      const faultCode = errorCode === 0 ? this.#receive(stream, isTrailer, endStream) : errorCode
      if (faultCode !== 0) this.reset(stream, faultCode)
    }
  }

  #receive(stream: ServerStream, isTrailer: boolean, endStream: boolean): number {
    const { isTooLarge } = this.decoder
    if (!isTrailer) return isTooLarge ? errorCodes.protocolError : stream.receiveHead(responseHead, endStream)
    if (!endStream || trailerFields.isMalformed) return errorCodes.protocolError
    return stream.receiveTrailers(isTooLarge ? '' : trailerFields.lines)
  }

  override onSetting(id: number, value: number): void {
    if (id === settingIds.maxConcurrentStreams) this.#mux.peerStreamLimit = value
    else if (id === settingIds.enableConnectProtocol) this.#mux.allowsUpgrades = value === 1
    else super.onSetting(id, value)
  }

  override onSettingsEnd(): void {
    super.onSettingsEnd()
    this.#mux.settled()
  }

  onGoAway(lastStreamId: number): void {
    this.#mux.serverLeaves(lastStreamId)
  }
}
