/**
 * TLS on any connection, through the public interface: `node:tls` stands on a stream, which stands on the connection.
 * For runtimes without raw handles, and for the network in memory.
 */
import { Duplex } from 'node:stream'
import { TLSSocket, connect as tlsConnect } from 'node:tls'
import type { SocketAddress } from '@weir/base'
import { RuntimeTlsSession, type TlsSource } from '../tls/transport/runtime-session.ts'
import { failureOf, type TlsLayer, type TlsWatcher } from '../tls/transport/tls-layer.ts'
import type { CloseCause, Connection, ConnectionSink, SecureConnection } from './connection.ts'
import { quietSink } from './quiet-sink.ts'

/** A connection as a stream. */
class ConnectionStream extends Duplex implements ConnectionSink {
  /** Why the connection below is gone; undefined while it is there. */
  closeCause: CloseCause | null | undefined = undefined
  readonly #connection: Connection
  readonly #onGone: () => void
  #afterDrain: (() => void) | null = null

  constructor(connection: Connection, received: Uint8Array | null, onGone: () => void) {
    super({ allowHalfOpen: true, emitClose: true })
    this.#connection = connection
    this.#onGone = onGone
    connection.sink = this
    if (received !== null && received.length > 0) this.push(Buffer.from(received))
  }

  onData(chunk: Uint8Array): void {
    if (!this.push(Buffer.from(chunk))) this.#connection.pause()
  }

  onDrain(): void {
    const done = this.#afterDrain
    this.#afterDrain = null
    done?.()
  }

  onEnd(): void {
    this.push(null)
  }

  onClose(cause: CloseCause | null): void {
    this.closeCause = cause
    this.destroy()
    this.#onGone()
  }

  override _read(): void {
    this.#connection.resume()
  }

  override _write(chunk: Uint8Array, _encoding: string, done: (error?: Error | null) => void): void {
    if (this.#connection.write(chunk)) done()
    else this.#afterDrain = done
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#connection.shutdown()
    done()
  }

  override _destroy(_error: Error | null, done: (error?: Error | null) => void): void {
    this.#connection.close()
    done(null)
  }
}

class StreamTlsConnection implements SecureConnection {
  sink: ConnectionSink = quietSink
  readonly tls: RuntimeTlsSession
  readonly localAddress: SocketAddress | null
  readonly remoteAddress: SocketAddress | null
  readonly #below: Connection
  readonly #stream: ConnectionStream
  readonly #socket: TLSSocket
  readonly #watcher: TlsWatcher
  readonly #onSinkError: (error: unknown) => void
  #isSecure = false
  #isClosing = false
  #hasShutDown = false
  #needsDrain = false
  #hasReportedClose = false
  #hasEnded = false
  #cause: CloseCause | null = null

  constructor(
    below: Connection,
    layer: TlsLayer,
    watcher: TlsWatcher,
    received: Uint8Array | null,
    onSinkError: (error: unknown) => void,
  ) {
    this.#below = below
    this.#watcher = watcher
    this.#onSinkError = onSinkError
    this.localAddress = below.localAddress
    this.remoteAddress = below.remoteAddress
    this.#stream = new ConnectionStream(below, received, () => this.#onGone())
    this.#socket = layer.isServer ? serverSocket(this.#stream, layer) : clientSocket(this.#stream, layer)
    const socket = this.#socket
    this.tls = new RuntimeTlsSession(layer, sourceOf(socket))
    if (layer.keepsSecrets || !layer.isServer) socket.on('keylog', (line: Buffer) => this.tls.addSecretLine(line))
    if (layer.wantsSessions) socket.on('session', (session: Buffer) => watcher.onSession?.(session))
    socket.on(layer.isServer ? 'secure' : 'secureConnect', () => this.#onSecure())
    socket.on('data', (chunk: Uint8Array) => this.#report(() => this.sink.onData(chunk)))
    socket.on('end', () => this.#onEnd())
    socket.on('drain', () => {
      if (!this.#needsDrain) return
      this.#needsDrain = false
      this.#report(() => this.sink.onDrain())
    })
    const onError = (error: Error): void => this.#onError(error)
    socket.on('error', onError)
    socket.on('_tlsError', onError)
    socket.on('close', () => below.close())
    // Flowing from the start, or the handshake would not see what comes.
    socket.resume()
  }

  #onSecure(): void {
    if (this.#isSecure) return
    this.#isSecure = true
    this.tls.isEstablished = true
    // The socket lets its layer go whenever it likes.
    this.tls.keep()
    this.#report(() => this.#watcher.onSecure())
  }

  #onEnd(): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    if (handleOf(this.#socket) !== null) this.tls.keep()
    this.#report(() => this.sink.onEnd())
    if (this.#hasShutDown && this.isOpen) this.close()
  }

  #onError(error: Error & { readonly code?: string }): void {
    if (this.#isClosing) return
    this.#isClosing = true
    this.#cause = this.#stream.closeCause ?? 'error'
    const failure = failureOf(error)
    try {
      if (failure.code !== 0) this.#watcher.onTlsFailure(failure)
      else if (!this.#isSecure && !this.#hasEnded && this.#stream.closeCause === undefined) this.sink.onEnd()
    } catch (thrown) {
      this.#onSinkError(thrown)
    }
    this.tls.freeze()
    this.#socket.destroy()
    this.#below.close()
  }

  #onGone(): void {
    if (this.#hasReportedClose) return
    this.#hasReportedClose = true
    this.#isClosing = true
    this.tls.freeze()
    const cause = this.#cause ?? this.#stream.closeCause ?? null
    this.#socket.destroy()
    try {
      this.#watcher.onGone?.()
      this.sink.onClose(cause)
    } catch (error) {
      this.#onSinkError(error)
    }
  }

  get isOpen(): boolean {
    return !this.#isClosing && !this.#socket.destroyed && this.#below.isOpen
  }

  get fd(): number | null {
    return this.#below.fd
  }

  get pendingBytes(): number {
    return this.#socket.writableLength + this.#stream.writableLength + this.#below.pendingBytes
  }

  get #mayWrite(): boolean {
    return this.isOpen && !this.#hasShutDown
  }

  write(data: Uint8Array): boolean {
    return this.#mayWrite && data.length > 0 ? this.#sent(this.#socket.write(Buffer.from(data))) : true
  }

  writeText(data: string): boolean {
    return this.#mayWrite && data.length > 0 ? this.#sent(this.#socket.write(data, 'latin1')) : true
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    return this.write(Buffer.concat([Buffer.from(head, 'latin1'), data]))
  }

  #sent(fits: boolean): boolean {
    if (!fits) this.#needsDrain = true
    return fits
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    if (this.isOpen) this.#socket.resume()
  }

  shutdown(): void {
    if (!this.#mayWrite) return
    this.#hasShutDown = true
    this.#socket.end(() => {
      if (this.#hasEnded && this.isOpen) this.close()
    })
  }

  close(): void {
    if (!this.isOpen) return
    this.#isClosing = true
    this.#socket.pause()
    this.tls.freeze()
    if (this.#isSecure) this.#socket.destroySoon()
    else {
      this.#socket.destroy()
      this.#below.close()
    }
  }

  reset(): void {
    if (this.#hasReportedClose) return
    this.#isClosing = true
    this.tls.freeze()
    this.#below.reset()
    this.#socket.destroy()
  }

  /** The public interface lets no alert be sent. */
  refuse(): void {
    this.#isClosing = true
    this.tls.freeze()
    this.#socket.destroy()
    this.#below.close()
  }

  startTls(): SecureConnection {
    throw new Error('a connection speaks TLS already')
  }

  setNoDelay(on: boolean): void {
    this.#below.setNoDelay(on)
  }

  setKeepAlive(on: boolean, idleSeconds = 0): void {
    this.#below.setKeepAlive(on, idleSeconds)
  }

  #report(callback: () => void): void {
    if (!this.isOpen) return
    try {
      callback()
    } catch (error) {
      this.#onSinkError(error)
      this.#cause ??= 'error'
      this.#isClosing = true
      this.tls.freeze()
      this.#socket.destroy()
      this.#below.close()
    }
  }
}

/** What `Connection.startTls` does where the runtime has no layer for the transport. */
export function startTlsOverStream(
  below: Connection,
  layer: TlsLayer,
  watcher: TlsWatcher,
  received: Uint8Array | null,
  onSinkError: (error: unknown) => void,
): SecureConnection {
  return new StreamTlsConnection(below, layer, watcher, received, onSinkError)
}

function serverSocket(stream: Duplex, layer: TlsLayer): TLSSocket {
  const socket = new TLSSocket(stream, {
    isServer: true,
    secureContext: layer.context,
    requestCert: layer.asksForCertificate,
    rejectUnauthorized: layer.requiresCertificate,
    ...(layer.alpn.length > 0 ? { ALPNProtocols: [...layer.alpn] } : {}),
  })
  if (layer.ocspResponse !== null) handleOf(socket)?.setOCSPResponse?.(Buffer.from(layer.ocspResponse))
  return socket
}

function clientSocket(stream: Duplex, layer: TlsLayer): TLSSocket {
  return tlsConnect({
    socket: stream,
    secureContext: layer.context,
    rejectUnauthorized: false,
    checkServerIdentity: () => undefined,
    ...(layer.serverName === null ? {} : { servername: layer.serverName }),
    ...(layer.session === null ? {} : { session: Buffer.from(layer.session) }),
    ...(layer.alpn.length > 0 ? { ALPNProtocols: [...layer.alpn] } : {}),
  })
}

type RuntimeLayer = TlsSource & { setOCSPResponse?(response: Uint8Array): void }

/** The layer below a socket, which knows what the socket does not tell. */
function handleOf(socket: TLSSocket): RuntimeLayer | null {
  return (socket as unknown as { readonly _handle: RuntimeLayer | null })._handle
}

/** Reads the layer of a socket as long as there is one. */
function sourceOf(socket: TLSSocket): TlsSource {
  const layer = (): TlsSource => handleOf(socket) ?? emptySource
  return {
    getProtocol: () => layer().getProtocol(),
    getCipher: () => layer().getCipher(),
    getALPNNegotiatedProtocol: () => layer().getALPNNegotiatedProtocol(),
    getServername: () => layer().getServername(),
    isSessionReused: () => layer().isSessionReused(),
    getSession: () => layer().getSession(),
    getFinished: () => layer().getFinished(),
    getPeerFinished: () => layer().getPeerFinished(),
    getPeerX509Certificate: () => layer().getPeerX509Certificate(),
    verifyError: () => layer().verifyError(),
  }
}

const emptySource: TlsSource = {
  getProtocol: () => null,
  getCipher: () => undefined,
  getALPNNegotiatedProtocol: () => null,
  getServername: () => null,
  isSessionReused: () => false,
  getSession: () => undefined,
  getFinished: () => undefined,
  getPeerFinished: () => undefined,
  getPeerX509Certificate: () => undefined,
  verifyError: () => null,
}
