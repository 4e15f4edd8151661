/**
 * The network on raw stream handles: what `net.Socket` stands on, without its streams. All connections read into one
 * buffer of the thread as long as they read little; one that fills it gets a buffer of its own, which may be written
 * to another connection without a copy.
 *
 *   read ─▶ shared buffer ─▶ onData ─▶ write: copied into a scratch buffer, sent, scratch used again
 *   read ─▶ own buffer    ─▶ onData ─▶ write: sent from there; if the kernel takes only a part, the buffer stays with
 *                                      that write, and the reader gets another
 */
import { readSync } from 'node:fs'
import { getSystemErrorName } from 'node:util'
import type { SocketAddress } from '@weir/base'
import type { TlsSession } from '../tls/tls-session.ts'
import type { TlsLayer, TlsWatcher } from '../tls/transport/tls-layer.ts'
import type { Binding, RuntimeEndpoint, StreamHandle } from './binding.ts'
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
import { dropOnClose } from './drop-on-close.ts'
import { listenOnHandle } from './handle-listener.ts'
import { HandleThread, type PendingWrite, readSizeBytes } from './handle-thread.ts'
import { quietSink } from './quiet-sink.ts'
import type { ReadBuffer } from './read-buffer.ts'
import type { SharedSockets } from './shared-sockets.ts'
import { runtimeAddress, socketPath } from './socket-path.ts'
import { startTlsOverStream } from './stream-tls.ts'
import { TlsHandleConnection } from './tls-handle.ts'

/** A reader goes back to the shared buffer when it gets less than this at once. */
const smallReadBytes = 4096

function onread(this: StreamHandle): Uint8Array | undefined {
  return (this.owner as HandleConnection).onRead()
}

class HandleConnection implements Connection {
  sink: ConnectionSink = quietSink
  readonly tls: TlsSession | null = null
  readonly thread: HandleThread
  readonly localAddress: SocketAddress | null
  readonly remoteAddress: SocketAddress | null
  readonly #handle: StreamHandle
  /** Null while reading into the thread's shared buffer. */
  #readBuffer: ReadBuffer | null = null
  #writesUnderWay = 0
  #isPaused = false
  #hasEnded = false
  /** False as long as the peer has been silent, as far as anybody has looked. */
  #hasRead = false
  #hasShutDown = false
  #isShutDone = false
  /** Closing as soon as nothing is pending. */
  #isClosing = false
  #isClosed = false
  #cause: CloseCause | null = null

  constructor(thread: HandleThread, handle: StreamHandle, local: SocketAddress | null, remote: SocketAddress | null) {
    this.thread = thread
    this.#handle = handle
    this.localAddress = local ?? endpointOf(handle.getsockname?.bind(handle))
    this.remoteAddress = remote ?? endpointOf(handle.getpeername?.bind(handle))
    handle.owner = this
    handle.onread = onread
    handle.useUserBuffer(thread.sharedBytes)
    handle.setNoDelay?.(true)
  }

  get isOpen(): boolean {
    return !this.#isClosing && !this.#isClosed
  }

  get fd(): number | null {
    return this.#isClosed || this.#handle.fd < 0 ? null : this.#handle.fd
  }

  get pendingBytes(): number {
    return this.#writesUnderWay === 0 || this.#isClosed ? 0 : this.#handle.writeQueueSize
  }

  /** @internal Begins to report, once the first owner has set its sink. */
  start(): void {
    if (this.isOpen && !this.#isPaused) this.#handle.readStart()
  }

  /** @internal Returns the buffer for the next read, or undefined to keep the present one. */
  onRead(): Uint8Array | undefined {
    const { thread } = this
    const count = thread.binding.state[thread.binding.readBytesOrError]!
    if (count <= 0) {
      if (count < 0) this.#onReadEnd(count)
      return undefined
    }
    this.#hasRead = true
    const buffer = this.#readBuffer
    const bytes = buffer === null ? thread.sharedBytes : buffer.bytes
    if (!this.isOpen) return undefined
    const outer = thread.lendable
    thread.lendable = buffer
    try {
      this.sink.onData(count === bytes.length ? bytes : bytes.subarray(0, count))
    } catch (error) {
      this.#onThrow(error)
    }
    thread.lendable = outer
    return this.#nextBuffer(buffer, count)
  }

  #nextBuffer(buffer: ReadBuffer | null, count: number): Uint8Array | undefined {
    const { thread } = this
    if (this.#isClosed) return undefined
    if (buffer === null) {
      if (count < readSizeBytes) return undefined
      this.#readBuffer = thread.pool.take()
      return this.#readBuffer.bytes
    }
    if (count < smallReadBytes) {
      thread.pool.leave(buffer)
      this.#readBuffer = null
      return thread.sharedBytes
    }
    if (buffer.writes === 0) return undefined
    thread.pool.leave(buffer)
    this.#readBuffer = thread.pool.take()
    return this.#readBuffer.bytes
  }

  #onReadEnd(status: number): void {
    if (this.#hasEnded || !this.isOpen) return
    if (status !== this.thread.binding.endOfFile) {
      this.#destroy(closeCause(getSystemErrorName(status)))
      return
    }
    this.#hasEnded = true
    try {
      this.sink.onEnd()
    } catch (error) {
      this.#onThrow(error)
    }
    this.#closeWhenBothEnded()
  }

  write(data: Uint8Array): boolean {
    if (!this.#mayWrite || data.length === 0) return true
    const { thread } = this
    const lendable = thread.lendable
    if (lendable !== null && data.buffer === lendable.bytes.buffer) return this.#send(data, lendable)
    if (data.length > readSizeBytes) return this.#send(Uint8Array.prototype.slice.call(data), null)
    const { scratch } = thread
    scratch.bytes.set(data)
    return this.#send(scratch.bytes.subarray(0, data.length), scratch)
  }

  writeText(data: string): boolean {
    if (!this.#mayWrite || data.length === 0) return true
    const request = this.thread.request(this)
    return this.#sent(request, this.#handle.writeLatin1String(request, data), null)
  }

  writeTextAndData(head: string, data: Uint8Array): boolean {
    if (!this.#mayWrite) return true
    const total = head.length + data.length
    if (total > readSizeBytes) {
      const headFits = this.writeText(head)
      return this.write(data) && headFits
    }
    const { scratch } = this.thread
    scratch.text.write(head, 0, 'latin1')
    scratch.bytes.set(data, head.length)
    return this.#send(scratch.bytes.subarray(0, total), scratch)
  }

  get #mayWrite(): boolean {
    return this.isOpen && !this.#hasShutDown
  }

  #send(data: Uint8Array, buffer: ReadBuffer | null): boolean {
    const request = this.thread.request(this)
    return this.#sent(request, this.#handle.writeBuffer(request, data), buffer)
  }

  #sent(request: PendingWrite, status: number, buffer: ReadBuffer | null): boolean {
    const { thread } = this
    if (status < 0) {
      thread.giveBack(request)
      const cause = closeCause(getSystemErrorName(status))
      queueMicrotask(() => this.#onWriteFailed(cause))
      return true
    }
    if (thread.binding.state[thread.binding.lastWriteWasAsync] === 0) {
      thread.giveBack(request)
      return true
    }
    this.#writesUnderWay++
    if (buffer !== null) {
      request.buffer = buffer
      buffer.writes++
      if (buffer === thread.scratch) {
        thread.pool.leave(buffer)
        thread.scratch = thread.pool.take()
      }
    }
    return false
  }

  /** @internal */
  onWritten(status: number): void {
    this.#writesUnderWay--
    if (this.#isClosed) return
    if (status < 0) {
      this.#onWriteFailed(closeCause(getSystemErrorName(status)))
      return
    }
    if (this.#writesUnderWay > 0) return
    if (this.#isClosing) {
      this.#closeHandle()
      return
    }
    try {
      this.sink.onDrain()
    } catch (error) {
      this.#onThrow(error)
    }
  }

  /** The peer takes nothing more, but what it sent before is still there: reading goes on to its end. */
  #onWriteFailed(cause: CloseCause): void {
    if (this.#isClosed) return
    this.#cause ??= cause
    if (this.#isPaused || this.#hasEnded || this.#isClosing) {
      this.#destroy(cause)
      return
    }
    // One that is under way reports by itself.
    if (this.#hasShutDown) return
    this.#hasShutDown = true
    this.#isShutDone = true
  }

  pause(): void {
    if (this.#isPaused) return
    this.#isPaused = true
    if (this.#cause !== null) this.#destroy(this.#cause)
    if (this.isOpen) this.#handle.readStop()
  }

  resume(): void {
    if (!this.#isPaused) return
    this.#isPaused = false
    if (this.isOpen && !this.#hasEnded) this.#handle.readStart()
  }

  shutdown(): void {
    if (!this.#mayWrite) return
    this.#hasShutDown = true
    if (this.#canCloseAtOnce) {
      this.close()
      return
    }
    const request = new this.thread.binding.Shutdown()
    request.oncomplete = () => {
      this.#isShutDone = true
      this.#closeWhenBothEnded()
    }
    if (this.#handle.shutdown(request) !== 0) {
      this.#isShutDone = true
      queueMicrotask(() => this.#closeWhenBothEnded())
    }
  }

  #closeWhenBothEnded(): void {
    if (this.#hasEnded && (this.#isShutDone || this.#canCloseAtOnce) && this.isOpen) this.close()
  }

  /** Nothing comes and nothing is left to send: closing says the same as a shutdown, in one system call. */
  get #canCloseAtOnce(): boolean {
    return this.#hasEnded && this.#hasShutDown && this.#writesUnderWay === 0
  }

  close(): void {
    if (!this.isOpen) return
    this.#isClosing = true
    if (!this.#hasRead && !this.#hasEnded) dropInput(this.#handle.fd, this.thread.sharedBytes)
    if (this.#writesUnderWay > 0) this.#handle.readStop()
    else this.#closeHandle()
  }

  reset(): void {
    if (this.#isClosed) return
    this.#isClosing = true
    this.#isClosed = true
    const done = (): void => this.#onHandleClosed()
    const handle = this.#handle
    // libuv refuses a reset amid a shutdown, and the handle can then not be closed any longer.
    const isShuttingDown = this.#hasShutDown && !this.#isShutDone
    if (handle.reset !== undefined && !isShuttingDown) {
      handle.reset(done)
      return
    }
    if (isShuttingDown && handle.fd >= 0) dropOnClose(handle.fd)
    handle.close(done)
  }

  /** The handle moves on to the layer; this object is an empty shell from here on. */
  startTls(layer: TlsLayer, watcher: TlsWatcher, received: Uint8Array | null): SecureConnection {
    if (this.thread.binding.wrapTls === null)
      return startTlsOverStream(this, layer, watcher, received, this.thread.onSinkError)
    const handle = this.#handle
    const buffer = this.#readBuffer
    if (buffer !== null) {
      this.#readBuffer = null
      this.thread.pool.leave(buffer)
    }
    this.#isClosing = true
    this.#isClosed = true
    const secure = new TlsHandleConnection(this.thread, handle, this, layer, watcher)
    secure.begin(received)
    return secure
  }

  setNoDelay(on: boolean): void {
    if (!this.#isClosed) this.#handle.setNoDelay?.(on)
  }

  setKeepAlive(on: boolean, idleSeconds = 0): void {
    if (!this.#isClosed) this.#handle.setKeepAlive?.(on, idleSeconds)
  }

  #destroy(cause: CloseCause): void {
    if (this.#isClosed) return
    this.#cause ??= cause
    this.#isClosing = true
    this.#closeHandle()
  }

  #closeHandle(): void {
    this.#isClosed = true
    this.#handle.close(() => this.#onHandleClosed())
  }

  #onHandleClosed(): void {
    const buffer = this.#readBuffer
    if (buffer !== null) {
      this.#readBuffer = null
      this.thread.pool.leave(buffer)
    }
    try {
      this.sink.onClose(this.#cause)
    } catch (error) {
      this.thread.onSinkError(error)
    }
  }

  #onThrow(error: unknown): void {
    this.thread.onSinkError(error)
    this.#destroy('error')
  }
}

function endpointOf(read: ((out: RuntimeEndpoint) => number) | undefined): SocketAddress | null {
  if (read === undefined) return null
  const out: RuntimeEndpoint = {}
  return read(out) === 0 ? runtimeAddress(out.address, out.port) : null
}

/**
 * Takes what a peer sent before anybody read from it: closing would else answer with a reset, and the peer might lose
 * what it was told.
 */
function dropInput(fd: number, into: Uint8Array): void {
  if (fd < 0) return
  try {
    while (readSync(fd, into) === into.length);
  } catch {
    // Nothing there (any more).
  }
}

/**
 * The network on raw handles. `onSinkError` hears of throws of sinks, each of which has closed its connection. Listening
 * sockets are `shared` with processes before and after this one.
 */
export class HandleNetwork implements Network {
  readonly name = 'handle'
  readonly #thread: HandleThread

  readonly #shared: SharedSockets | null

  constructor(binding: Binding, onSinkError: (error: unknown) => void, shared: SharedSockets | null = null) {
    this.#thread = new HandleThread(binding, onSinkError)
    this.#shared = shared
  }

  async listen(options: ListenOptions, onConnection: (connection: Connection) => void): Promise<ListeningSocket> {
    const thread = this.#thread
    const accept = (handle: StreamHandle, local: SocketAddress | null, remote: SocketAddress | null): void => {
      const connection = new HandleConnection(thread, handle, local, remote)
      try {
        onConnection(connection)
      } catch (error) {
        thread.onSinkError(error)
        connection.reset()
      }
      connection.start()
    }
    return listenOnHandle(thread.binding, options, accept, this.#shared)
  }

  connect(options: ConnectOptions, sink: ConnectSink): ConnectAttempt {
    const thread = this.#thread
    const { address } = options
    const handle = openSocket(thread.binding, address)
    let isOver = false
    const finish = (status: number): void => {
      if (isOver) return
      isOver = true
      if (status < 0) {
        handle.close()
        const code = getSystemErrorName(status)
        sink.onConnectFailed(closeCause(code), code)
        return
      }
      const isUnix = address.kind === 'unix'
      const connection = new HandleConnection(thread, handle, isUnix ? address : null, address)
      sink.onConnect(connection)
      connection.start()
    }
    const guarded = (status: number): void => {
      try {
        finish(status)
      } catch (error) {
        thread.onSinkError(error)
        handle.close()
      }
    }
    const status = beginConnect(thread.binding, handle, options, guarded)
    if (status !== 0) queueMicrotask(() => guarded(status))
    return {
      cancel() {
        if (isOver) return
        isOver = true
        handle.close()
      },
    }
  }
}

function openSocket(binding: Binding, address: SocketAddress): StreamHandle {
  return address.kind === 'unix' ? new binding.Pipe(binding.socketKind) : new binding.Tcp(binding.socketKind)
}

function beginConnect(
  binding: Binding,
  handle: StreamHandle,
  { address, sourceAddress }: ConnectOptions,
  onComplete: (status: number) => void,
): number {
  if (address.kind === 'unix') {
    const request = new binding.PipeConnect()
    request.oncomplete = onComplete
    // Pipes report failures through the request alone; the return value exists on newer runtimes only.
    return handle.connect(request, socketPath(address)) ?? 0
  }
  const isV6 = address.address.family === 6
  if (sourceAddress?.kind === 'ip') {
    const source = sourceAddress.address.toString()
    const status = isV6 ? handle.bind6!(source, sourceAddress.port, 0) : handle.bind(source, sourceAddress.port)
    if (status !== 0) return status
  }
  const request = new binding.TcpConnect()
  request.oncomplete = onComplete
  const text = address.address.toString()
  return isV6 ? handle.connect6!(request, text, address.port) : handle.connect(request, text, address.port)
}
