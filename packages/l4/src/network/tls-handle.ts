/**
 * TLS on a raw handle: the runtime's layer sits between the handle and us, and is a handle itself. It seals or copies
 * what is written at once, but takes one write at a time and tells of its end in a later turn, even where the kernel
 * took all; what comes in between is gathered and goes out as one.
 *
 *   write ─▶ (idle) sealed, sent ─▶ onWritten ─▶ gathered? ─▶ sealed, sent ─▶ …
 *   write ─▶ (busy) gathered  ─────────────────────▲
 */
import { getSystemErrorName } from 'node:util'
import type { SocketAddress } from '@weir/base'
import { plainAlert, sealedAlert } from '../tls/transport/fatal-alert.ts'
import { RuntimeTlsSession, type TlsSource } from '../tls/transport/runtime-session.ts'
import { encodeProtocols, failureOf, type TlsLayer, type TlsWatcher } from '../tls/transport/tls-layer.ts'
import type { StreamHandle, TlsHandle } from './binding.ts'
import { closeCause } from './close-cause.ts'
import type { CloseCause, Connection, ConnectionSink, SecureConnection } from './connection.ts'
import { dropOnClose } from './drop-on-close.ts'
import { type HandleThread, readSizeBytes } from './handle-thread.ts'
import { quietSink } from './quiet-sink.ts'
import type { ReadBuffer } from './read-buffer.ts'

/** What is gathered before a writer is told to stop. */
const gatherLimitBytes = 65536

const connectionOf = (handle: TlsHandle): TlsHandleConnection => handle.owner as TlsHandleConnection

function onread(this: TlsHandle): Uint8Array | undefined {
  connectionOf(this).onRead()
  return undefined
}

function onhandshakedone(this: TlsHandle): void {
  connectionOf(this).onHandshakeDone()
}

function onerror(this: TlsHandle, error: Error): void {
  connectionOf(this).onTlsError(error)
}

function onkeylog(this: TlsHandle, line: Uint8Array): void {
  connectionOf(this).onSecretLine(line)
}

function onnewsession(this: TlsHandle, _id: Uint8Array, session: Uint8Array): void {
  connectionOf(this).onNewSession(session)
}

export class TlsHandleConnection implements SecureConnection {
  sink: ConnectionSink = quietSink
  readonly tls: RuntimeTlsSession
  readonly localAddress: SocketAddress | null
  readonly remoteAddress: SocketAddress | null
  readonly #thread: HandleThread
  readonly #raw: StreamHandle
  readonly #handle: TlsHandle
  readonly #watcher: TlsWatcher
  readonly #isServer: boolean
  /** The secret under which the server's first record after the handshake is sealed, as long as it may be needed. */
  #trafficSecret: Uint8Array | null = null
  #isSecure = false
  /** What came while paused: the layer delivers all that it has opened. */
  #held: Uint8Array[] | null = null
  #isDelivering = false
  #isPaused = false
  /** The peer has ended; told to the sink once nothing is held. */
  #hasEnded = false
  #hasReportedEnd = false
  #isWriting = false
  /** Bytes of the present gathering, in `#gathering`; full ones wait in `#gathered`. */
  #gathering: ReadBuffer | null = null
  #gatheringBytes = 0
  #gathered: ReadBuffer[] = []
  #gatheredBytes = 0
  #needsDrain = false
  #wantsShutdown = false
  #hasShutDown = false
  #isShutDone = false
  #isClosing = false
  #isClosed = false
  #cause: CloseCause | null = null

  constructor(thread: HandleThread, raw: StreamHandle, below: Connection, layer: TlsLayer, watcher: TlsWatcher) {
    this.#thread = thread
    this.#raw = raw
    this.#watcher = watcher
    this.#isServer = layer.isServer
    this.localAddress = below.localAddress
    this.remoteAddress = below.remoteAddress
    const handle = thread.binding.wrapTls!(raw, layer.context.context, layer.isServer, false)
    this.#handle = handle
    this.tls = new RuntimeTlsSession(layer, handle as unknown as TlsSource)
    handle.owner = this
    handle.onread = onread
    handle.onhandshakestart = noop
    handle.onhandshakedone = onhandshakedone
    handle.onerror = onerror
    handle.useUserBuffer(thread.sharedBytes)
    handle.setVerifyMode(layer.asksForCertificate, layer.requiresCertificate)
    if (layer.alpn.length > 0) handle.setALPNProtocols(encodeProtocols(layer.alpn))
    if (layer.ocspResponse !== null) handle.setOCSPResponse(layer.ocspResponse)
    if (layer.keepsSecrets || layer.asksForCertificate || !layer.isServer) {
      handle.onkeylog = onkeylog
      handle.enableKeylogCallback()
    }
    if (layer.isServer) return
    if (layer.wantsSessions) {
      handle.onnewsession = onnewsession
      handle.enableSessionCallbacks()
    }
    if (layer.serverName !== null) handle.setServername(layer.serverName)
    if (layer.session !== null) handle.setSession(layer.session)
  }

  /** Starts the handshake. Nothing is reported during the call. */
  begin(received: Uint8Array | null): void {
    const early = received === null || received.length === 0 ? null : Buffer.from(received)
    // The layer reports faults at once, and whoever starts it does not hold it yet.
    queueMicrotask(() => {
      if (this.#isClosed) return
      this.#handle.readStart()
      if (!this.#isServer) this.#handle.start()
      if (early !== null && !this.#isClosed) this.#handle.receive(early)
    })
  }

  get isOpen(): boolean {
    return !this.#isClosing && !this.#isClosed
  }

  get fd(): number | null {
    return this.#isClosed || this.#raw.fd < 0 ? null : this.#raw.fd
  }

  get pendingBytes(): number {
    if (this.#isClosed) return 0
    return this.#gatheredBytes + this.#gatheringBytes + this.#handle.writeQueueSize + this.#raw.writeQueueSize
  }

  /** @internal */
  onHandshakeDone(): void {
    if (this.#isSecure || !this.isOpen) return
    this.#isSecure = true
    this.tls.isEstablished = true
    this.#report(() => this.#watcher.onSecure())
    this.#trafficSecret = null
  }

  /** @internal */
  onSecretLine(line: Uint8Array): void {
    this.tls.addSecretLine(line)
    if (!this.#isServer || this.#isSecure) return
    const text = Buffer.from(line).toString('latin1').trimEnd()
    if (!text.startsWith('SERVER_TRAFFIC_SECRET_0 ')) return
    this.#trafficSecret = Buffer.from(text.slice(text.lastIndexOf(' ') + 1), 'hex')
  }

  refuse(alert: number): void {
    if (!this.isOpen) return
    const { protocol, cipher } = this.tls
    const secret = this.#trafficSecret
    const isModern = protocol === 'TLSv1.3'
    const record = isModern ? (secret === null ? null : sealedAlert(alert, cipher, secret)) : plainAlert(alert)
    if (record !== null) {
      // Past the layer, which has what it would say next still in hand: the alert takes its place.
      const request = new this.#thread.binding.Write()
      request.oncomplete = noop
      this.#raw.writeBuffer(request, record)
    }
    this.#isClosing = true
    this.#closeHandle()
  }

  /** @internal */
  onTlsError(error: Error): void {
    if (!this.isOpen) return
    this.#report(() => this.#watcher.onTlsFailure(failureOf(error)))
    this.#destroy('error')
  }

  /** @internal */
  onNewSession(session: Uint8Array): void {
    this.#watcher.onSession?.(session)
  }

  /** @internal */
  onRead(): void {
    const { binding, sharedBytes } = this.#thread
    const count = binding.state[binding.readBytesOrError]!
    if (count < 0) this.#onReadEnd(count)
    else if (count > 0 && this.isOpen) {
      const chunk = count === sharedBytes.length ? sharedBytes : sharedBytes.subarray(0, count)
      if (this.#isPaused || this.#held !== null) {
        this.#held ??= []
        this.#held.push(Uint8Array.prototype.slice.call(chunk))
      } else this.#deliver(chunk)
    }
  }

  #deliver(chunk: Uint8Array): void {
    const outer = this.#thread.lendable
    // Nobody may send straight from a buffer that the next record is opened into.
    this.#thread.lendable = null
    try {
      this.sink.onData(chunk)
    } catch (error) {
      this.#onThrow(error)
    }
    this.#thread.lendable = outer
  }

  #onReadEnd(status: number): void {
    if (this.#hasEnded || !this.isOpen) return
    if (status !== this.#thread.binding.endOfFile) {
      this.#destroy(closeCause(getSystemErrorName(status)))
      return
    }
    this.#hasEnded = true
    if (this.#held === null) this.#reportEnd()
  }

  #reportEnd(): void {
    if (this.#hasReportedEnd || !this.isOpen) return
    this.#hasReportedEnd = true
    this.#report(() => this.sink.onEnd())
    this.#closeWhenBothEnded()
  }

  write(data: Uint8Array): boolean {
    if (!this.#mayWrite || data.length === 0) return true
    if (this.#isWriting) this.#gather(data)
    else this.#submit(data)
    return this.#isRoom()
  }

  writeText(data: string): boolean {
    return this.writeTextAndData(data, emptyBytes)
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    const total = head.length + data.length
    if (!this.#mayWrite || total === 0) return true
    const { scratch } = this.#thread
    if (total > readSizeBytes) {
      this.write(Buffer.from(head, 'latin1'))
      return this.write(data)
    }
    scratch.text.write(head, 0, 'latin1')
    if (data.length > 0) scratch.bytes.set(data, head.length)
    return this.write(scratch.bytes.subarray(0, total))
  }

  get #mayWrite(): boolean {
    return this.isOpen && !this.#wantsShutdown
  }

  #isRoom(): boolean {
    const isRoom = this.#gatheredBytes + this.#gatheringBytes < gatherLimitBytes && this.#raw.writeQueueSize === 0
    if (!isRoom) this.#needsDrain = true
    return isRoom
  }

  /** Passes bytes to the layer, which seals or copies them before it returns. */
  #submit(data: Uint8Array): void {
    const request = this.#thread.request(this)
    this.#isWriting = true
    const status = this.#handle.writeBuffer(request, data)
    if (status >= 0) return
    this.#isWriting = false
    this.#thread.giveBack(request)
    const cause = closeCause(getSystemErrorName(status))
    queueMicrotask(() => this.#destroy(cause))
  }

  #gather(data: Uint8Array): void {
    let at = 0
    while (at < data.length) {
      this.#gathering ??= this.#thread.pool.take()
      const { bytes } = this.#gathering
      const part = data.subarray(at, at + bytes.length - this.#gatheringBytes)
      bytes.set(part, this.#gatheringBytes)
      this.#gatheringBytes += part.length
      at += part.length
      if (this.#gatheringBytes < bytes.length) break
      this.#gathered.push(this.#gathering)
      this.#gatheredBytes += bytes.length
      this.#gathering = null
      this.#gatheringBytes = 0
    }
  }

  /** Sends on what was gathered. False when there is nothing. */
  #submitGathered(): boolean {
    const whole = this.#gathered.shift()
    if (whole !== undefined) {
      this.#gatheredBytes -= whole.bytes.length
      this.#submit(whole.bytes)
      this.#thread.pool.leave(whole)
      return true
    }
    const buffer = this.#gathering
    if (buffer === null) return false
    const count = this.#gatheringBytes
    this.#gathering = null
    this.#gatheringBytes = 0
    if (count > 0) this.#submit(buffer.bytes.subarray(0, count))
    this.#thread.pool.leave(buffer)
    return count > 0
  }

  /** @internal */
  onWritten(status: number): void {
    this.#isWriting = false
    if (this.#isClosed) return
    if (status < 0) {
      this.#destroy(closeCause(getSystemErrorName(status)))
      return
    }
    if (this.#submitGathered()) return
    if (this.#isClosing || this.#wantsShutdown) this.#shutDownBelow()
    if (!this.#needsDrain || !this.isOpen) return
    this.#needsDrain = false
    this.#report(() => this.sink.onDrain())
  }

  pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    if (this.isOpen) this.#handle.readStop()
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (!this.isOpen) return
    if (this.#held !== null) queueMicrotask(() => this.#deliverHeld())
    else if (!this.#hasEnded) this.#handle.readStart()
  }

  #deliverHeld(): void {
    if (this.#isDelivering) return
    this.#isDelivering = true
    while (!this.#isPaused && this.isOpen && this.#held !== null) {
      const chunk = this.#held.shift()
      if (chunk === undefined) this.#held = null
      else this.#deliver(chunk)
    }
    this.#isDelivering = false
    if (this.#isPaused || !this.isOpen) return
    if (this.#hasEnded) this.#reportEnd()
    else this.#handle.readStart()
  }

  shutdown(): void {
    if (!this.#mayWrite) return
    this.#wantsShutdown = true
    if (!this.#isWriting) this.#shutDownBelow()
  }

  /** Sends close_notify and FIN. */
  #shutDownBelow(): void {
    if (this.#hasShutDown) return
    this.#hasShutDown = true
    const request = new this.#thread.binding.Shutdown()
    request.oncomplete = () => this.#onShutDown()
    if (this.#handle.shutdown(request) !== 0) queueMicrotask(() => this.#onShutDown())
  }

  #onShutDown(): void {
    if (this.#isShutDone || this.#isClosed) return
    this.#isShutDone = true
    if (this.#isClosing) this.#closeHandle()
    else this.#closeWhenBothEnded()
  }

  #closeWhenBothEnded(): void {
    if (this.#hasReportedEnd && this.#isShutDone && this.isOpen) this.close()
  }

  close(): void {
    if (!this.isOpen) return
    this.#isClosing = true
    this.#handle.readStop()
    if (!this.#isSecure || this.#isShutDone) this.#closeHandle()
    else if (!this.#isWriting) this.#shutDownBelow()
  }

  reset(): void {
    if (this.#isClosed) return
    this.#isClosing = true
    this.#isClosed = true
    this.tls.freeze()
    const raw = this.#raw
    const done = (): void => this.#onHandleClosed()
    // libuv refuses a reset amid a shutdown, and the handle can then not be closed any longer.
    const isShuttingDown = this.#hasShutDown && !this.#isShutDone
    if (raw.reset !== undefined && !isShuttingDown) {
      raw.reset(done)
      return
    }
    if (isShuttingDown && raw.fd >= 0) dropOnClose(raw.fd)
    raw.close(done)
  }

  /** A second layer on top of this one. */
  startTls(): SecureConnection {
    throw new Error('a connection speaks TLS already')
  }

  setNoDelay(on: boolean): void {
    if (!this.#isClosed) this.#raw.setNoDelay?.(on)
  }

  setKeepAlive(on: boolean, idleSeconds = 0): void {
    if (!this.#isClosed) this.#raw.setKeepAlive?.(on, idleSeconds)
  }

  #destroy(cause: CloseCause): void {
    if (this.#isClosed) return
    this.#cause ??= cause
    this.#isClosing = true
    this.#closeHandle()
  }

  #closeHandle(): void {
    this.#isClosed = true
    this.tls.freeze()
    this.#raw.close(() => this.#onHandleClosed())
  }

  #onHandleClosed(): void {
    this.#handle.destroySSL()
    const buffer = this.#gathering
    if (buffer !== null) {
      this.#gathering = null
      this.#thread.pool.leave(buffer)
    }
    for (const whole of this.#gathered.splice(0)) this.#thread.pool.leave(whole)
    this.#held = null
    try {
      this.#watcher.onGone?.()
      this.sink.onClose(this.#cause)
    } catch (error) {
      this.#thread.onSinkError(error)
    }
  }

  #report(callback: () => void): void {
    try {
      callback()
    } catch (error) {
      this.#onThrow(error)
    }
  }

  #onThrow(error: unknown): void {
    this.#thread.onSinkError(error)
    this.#destroy('error')
  }
}

const emptyBytes = new Uint8Array(0)

function noop(): void {}
