import type { SocketAddress } from '@weir/base'
import { type CloseCause, type Connection, type ConnectionSink, quietSink, type SecureConnection } from '@weir/l4'
import { errorCodes } from './frames.ts'
import type { ServerMux } from './server-mux.ts'
import { ServerStream, type StreamUser } from './server-stream.ts'

/**
 * A share of a connection that speaks HTTP/2, in the shape of an HTTP/1 connection: it takes a request's head and body as
 * HTTP/1 has them, delivers the response in the same way, and then takes the next request. Each is a stream of its own.
 *
 *   idle ─▶ writeText(head) ─▶ write(body) … ─▶ onData(head, body) … ─▶ idle
 */
export class H2ServerConnection implements Connection, StreamUser {
  sink: ConnectionSink = quietSink
  isPaused = false
  readonly mux: ServerMux
  #stream: ServerStream | null = null
  /** The one before, where its server has not said its end: it has until the next request. */
  #previous: ServerStream | null = null
  #hasEnded = false
  #isClosed = false
  /** The connection below is gone, which is told once all that came has been delivered. */
  #closeCause: CloseCause | null | undefined = undefined

  constructor(mux: ServerMux) {
    this.mux = mux
  }

  /** Nothing is asked, or all of it is answered. */
  get isIdle(): boolean {
    return this.#stream === null || this.#stream.isOver
  }

  get streamId(): number {
    return this.#stream?.id ?? 0
  }

  get resetCode(): number | null {
    return this.#stream?.resetCode ?? null
  }

  get localAddress(): SocketAddress | null {
    return this.mux.connection.localAddress
  }

  get remoteAddress(): SocketAddress | null {
    return this.mux.connection.remoteAddress
  }

  get fd(): number | null {
    return this.mux.connection.fd
  }

  get tls(): Connection['tls'] {
    return this.mux.connection.tls
  }

  get pendingBytes(): number {
    return (this.#stream?.pendingBytes ?? 0) + this.mux.connection.pendingBytes
  }

  get isOpen(): boolean {
    return !this.#isClosed && this.mux.isOpen
  }

  writeText(text: string): boolean {
    if (this.#isClosed) return true
    const stream = this.#stream
    if (stream !== null && !stream.isRequestWhole && !stream.isOver) return stream.write(Buffer.from(text, 'latin1'))
    this.#previous?.cancel(errorCodes.noError)
    if (this.mux.streams.size >= this.mux.streamLimit) stream?.cancel(errorCodes.noError)
    stream?.leave()
    this.#previous = stream
    this.#stream = new ServerStream(this.mux, this, text)
    this.mux.begin(this.#stream)
    return true
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    this.writeText(head)
    return this.write(data)
  }

  /** Part of a body; or, where none is due, a head with what there is of its body. */
  write(data: Uint8Array): boolean {
    if (this.#isClosed) return true
    const stream = this.#stream
    if (stream !== null && (!stream.isRequestWhole || data.length === 0)) return stream.write(data)
    const text = Buffer.from(data.buffer, data.byteOffset, data.length).toString('latin1')
    const end = text.indexOf('\r\n\r\n') + 4
    if (end < 4) return true
    return this.writeTextAndData(text.slice(0, end), data.subarray(end))
  }

  onBroken(): void {
    this.#tellEnd()
  }

  onDelivered(): void {
    if (this.#closeCause !== undefined) this.belowClosed(this.#closeCause)
  }

  #tellEnd(): void {
    if (this.#hasEnded || this.#isClosed) return
    this.#hasEnded = true
    this.sink.onEnd()
  }

  /** @internal The connection below takes no further request. */
  belowEnded(): void {
    if (this.#stream?.isHolding !== true) this.#tellEnd()
  }

  /** @internal */
  belowClosed(cause: CloseCause | null): void {
    if (this.#stream?.isHolding === true) {
      this.#closeCause = cause
      return
    }
    if (this.#isClosed) return
    this.#isClosed = true
    this.sink.onClose(cause)
  }

  pause(): void {
    this.isPaused = true
  }

  resume(): void {
    if (!this.isPaused) return
    this.isPaused = false
    this.#stream?.resume()
  }

  /** In a tunnel: nothing more is sent. */
  shutdown(): void {
    this.#stream?.endTunnel()
  }

  close(): void {
    this.#leave(false)
  }

  reset(): void {
    this.#leave(true)
  }

  #leave(isReset: boolean): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#previous?.cancel(errorCodes.noError)
    this.#stream?.cancel(errorCodes.cancel)
    this.mux.left(this, isReset)
    // As with any connection, who closes it hears of its end later.
    this.mux.afterEvents(() => this.sink.onClose(null))
  }

  startTls(): SecureConnection {
    throw new Error('a stream carries no TLS of its own')
  }

  setNoDelay(): void {}

  setKeepAlive(): void {}
}
