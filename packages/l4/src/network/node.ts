/** The network on the public `node:net` interface: for runtimes without usable raw handles. */
import { connect, createServer, type NetConnectOpts, type Socket } from 'node:net'
import type { SocketAddress } from '@weir/base'
import type { TlsSession } from '../tls/tls-session.ts'
import type { TlsLayer, TlsWatcher } from '../tls/transport/tls-layer.ts'
import { closeCause } from './close-cause.ts'
import type {
  CloseCause,
  ConnectAttempt,
  Connection,
  ConnectionSink,
  ConnectOptions,
  ConnectSink,
  ListeningSocket,
  ListenOptions,
  Network,
  SecureConnection,
} from './connection.ts'
import { prepareSocket } from './prepared-socket.ts'
import { quietSink } from './quiet-sink.ts'
import { runtimeAddress, SocketFile, socketPath } from './socket-path.ts'
import { startTlsOverStream } from './stream-tls.ts'

const unnamed: SocketAddress = { kind: 'unix', path: '', isAbstract: false }

class SocketConnection implements Connection {
  sink: ConnectionSink = quietSink
  readonly tls: TlsSession | null = null
  readonly localAddress: SocketAddress | null
  readonly remoteAddress: SocketAddress | null
  readonly #socket: Socket
  readonly #onSinkError: (error: unknown) => void
  #isClosing = false
  #hasShutDown = false
  #needsDrain = false
  #cause: CloseCause | null = null

  constructor(
    socket: Socket,
    unixAddress: SocketAddress | null,
    isClient: boolean,
    onSinkError: (error: unknown) => void,
  ) {
    this.#socket = socket
    this.#onSinkError = onSinkError
    this.localAddress = unixAddress ?? runtimeAddress(socket.localAddress, socket.localPort)
    const remoteUnix = isClient ? unixAddress : unnamed
    this.remoteAddress = unixAddress === null ? runtimeAddress(socket.remoteAddress, socket.remotePort) : remoteUnix
    socket.setNoDelay(true)
    socket.on('data', (chunk: Uint8Array) => this.#report(() => this.sink.onData(chunk)))
    socket.on('end', () => this.#report(() => this.sink.onEnd()))
    socket.on('drain', () => {
      if (!this.#needsDrain) return
      this.#needsDrain = false
      this.#report(() => this.sink.onDrain())
    })
    socket.on('error', (error: NodeJS.ErrnoException) => {
      this.#cause ??= closeCause(error.code ?? '')
    })
    socket.on('close', () => {
      try {
        this.sink.onClose(this.#cause)
      } catch (error) {
        this.#onSinkError(error)
      }
    })
  }

  get isOpen(): boolean {
    return !this.#isClosing && !this.#socket.destroyed
  }

  get fd(): number | null {
    return null
  }

  get pendingBytes(): number {
    return this.#socket.writableLength
  }

  write(data: Uint8Array): boolean {
    return this.#mayWrite && data.length > 0 ? this.#sent(this.#socket.write(Buffer.from(data))) : true
  }

  writeText(data: string): boolean {
    return this.#mayWrite && data.length > 0 ? this.#sent(this.#socket.write(data, 'latin1')) : true
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    if (!this.#mayWrite) return true
    const joined = Buffer.allocUnsafe(head.length + data.length)
    joined.write(head, 0, 'latin1')
    joined.set(data, head.length)
    return this.#sent(this.#socket.write(joined))
  }

  get #mayWrite(): boolean {
    return this.isOpen && !this.#hasShutDown
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
    this.#socket.end()
  }

  close(): void {
    if (!this.isOpen) return
    this.#isClosing = true
    this.#socket.pause()
    this.#socket.destroySoon()
  }

  reset(): void {
    if (this.#socket.destroyed) return
    // A reset amid a shutdown is refused by libuv, and `node:net` then never closes.
    const isShuttingDown = this.#isClosing || this.#hasShutDown
    this.#isClosing = true
    if (isShuttingDown || this.remoteAddress?.kind === 'unix') this.#socket.destroy()
    else this.#socket.resetAndDestroy()
  }

  startTls(layer: TlsLayer, watcher: TlsWatcher, received: Uint8Array | null): SecureConnection {
    return startTlsOverStream(this, layer, watcher, received, this.#onSinkError)
  }

  setNoDelay(on: boolean): void {
    this.#socket.setNoDelay(on)
  }

  setKeepAlive(on: boolean, idleSeconds = 0): void {
    this.#socket.setKeepAlive(on, idleSeconds * 1000)
  }

  #report(callback: () => void): void {
    if (!this.isOpen) return
    try {
      callback()
    } catch (error) {
      this.#onSinkError(error)
      this.#cause ??= 'error'
      this.#socket.destroy()
    }
  }
}

/** The network on `node:net`. `onSinkError` hears of throws of sinks, each of which has closed its connection. */
export class NodeNetwork implements Network {
  readonly name = 'node'
  readonly #onSinkError: (error: unknown) => void

  constructor(onSinkError: (error: unknown) => void) {
    this.#onSinkError = onSinkError
  }

  async listen(options: ListenOptions, onConnection: (connection: Connection) => void): Promise<ListeningSocket> {
    const { address } = options
    const unixAddress = address.kind === 'unix' ? address : null
    const held: Socket[] = []
    let isPaused = false
    let isClosed = false
    const take = (socket: Socket): void => {
      const connection = new SocketConnection(socket, unixAddress, false, this.#onSinkError)
      try {
        onConnection(connection)
      } catch (error) {
        this.#onSinkError(error)
        connection.reset()
      }
      if (!socket.isPaused()) connection.resume()
    }
    const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
      // Nobody listens for errors of a socket that is held back; the kernel reports them again once it is read.
      if (isClosed) socket.destroy()
      else if (!isPaused && held.length === 0) {
        socket.resume()
        take(socket)
      } else if (held.length < options.backlog) {
        socket.on('error', () => {})
        held.push(socket)
      } else socket.destroy()
    })
    const hasFile = unixAddress !== null && !unixAddress.isAbstract && options.fd === undefined
    const file = hasFile ? new SocketFile(unixAddress.path) : null
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(listenTarget(options, file), () => {
        server.off('error', reject)
        server.on('error', this.#onSinkError)
        resolve()
      })
    })
    file?.publish(options)
    const bound = server.address()
    return {
      address:
        unixAddress ??
        (bound !== null && typeof bound === 'object' ? runtimeAddress(bound.address, bound.port) : address),
      fd: null,
      pause() {
        isPaused = true
      },
      resume() {
        isPaused = false
        while (!isPaused && !isClosed && held.length > 0) {
          const socket = held.shift()!
          socket.resume()
          take(socket)
        }
      },
      close() {
        if (isClosed) return
        isClosed = true
        file?.remove()
        server.close()
        for (const socket of held.splice(0)) socket.destroy()
      },
    }
  }

  connect(options: ConnectOptions, sink: ConnectSink): ConnectAttempt {
    const { address } = options
    const socket = connect(connectTarget(options))
    let isOver = false
    const onError = (error: NodeJS.ErrnoException): void => {
      if (isOver) return
      isOver = true
      const code = error.code ?? 'EIO'
      this.#guard(() => sink.onConnectFailed(closeCause(code), code))
    }
    socket.on('error', onError)
    socket.once('connect', () => {
      if (isOver) return
      isOver = true
      socket.off('error', onError)
      const connection = new SocketConnection(socket, address.kind === 'unix' ? address : null, true, this.#onSinkError)
      this.#guard(() => sink.onConnect(connection))
    })
    return {
      cancel() {
        if (isOver) return
        isOver = true
        socket.destroy()
      },
    }
  }

  #guard(callback: () => void): void {
    try {
      callback()
    } catch (error) {
      this.#onSinkError(error)
    }
  }
}

function listenTarget(
  options: ListenOptions,
  file: SocketFile | null,
): Parameters<ReturnType<typeof createServer>['listen']>[0] & object {
  const { address, backlog } = options
  const fd = options.fd ?? prepareSocket(options)
  if (fd !== null) return { fd, backlog }
  if (address.kind === 'unix') return { path: file?.temporaryPath ?? socketPath(address), backlog }
  return {
    host: address.address.toString(),
    port: address.port,
    backlog,
    ipv6Only: options.isV6Only === true,
    reusePort: options.reusePort === true,
  }
}

function connectTarget({ address, sourceAddress }: ConnectOptions): NetConnectOpts {
  if (address.kind === 'unix') return { path: socketPath(address), allowHalfOpen: true }
  const target = { host: address.address.toString(), port: address.port, allowHalfOpen: true, autoSelectFamily: false }
  if (sourceAddress?.kind !== 'ip') return target
  const { port } = sourceAddress
  const localAddress = sourceAddress.address.toString()
  return port === 0 ? { ...target, localAddress } : { ...target, localAddress, localPort: port }
}
