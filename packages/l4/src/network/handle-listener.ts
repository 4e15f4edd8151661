import { createServer } from 'node:net'
import { getSystemErrorName } from 'node:util'
import type { SocketAddress } from '@weir/base'
import { closeDescriptor, duplicateDescriptor, libcState, setCloseOnExec } from '@weir/os'
import type { Binding, RuntimeEndpoint, StreamHandle } from './binding.ts'
import type { ListeningSocket, ListenOptions } from './connection.ts'
import { prepareSocket } from './prepared-socket.ts'
import { type SharedSockets, sharedSocketKey } from './shared-sockets.ts'
import { runtimeAddress, SocketFile, socketPath } from './socket-path.ts'

type Accept = (handle: StreamHandle, local: SocketAddress | null, remote: SocketAddress | null) => void

/** Thrown when an address cannot be bound; `code` is the system's name of the error. */
class BindError extends Error {
  override readonly name = 'BindError'
  readonly code: string

  constructor(status: number) {
    const code = getSystemErrorName(status)
    super(code)
    this.code = code
  }
}

/**
 * Binds and accepts. libuv takes connections as long as the kernel has any. To pause, the handle is closed while a second
 * descriptor keeps the socket: it goes on listening, connections wait in the kernel, and resuming opens a new handle.
 *
 *   handle ──pause──▶ kept descriptor ──resume──▶ handle
 *
 * Without system calls, those that come meanwhile are kept unread, at most a backlog's worth. A socket that is `shared`
 * may have been bound by another process, and is left to the next one.
 */
export function listenOnHandle(
  binding: Binding,
  options: ListenOptions,
  accept: Accept,
  shared: SharedSockets | null = null,
): ListeningSocket {
  const { address } = options
  const isUnix = address.kind === 'unix'
  const key = shared === null || options.fd !== undefined ? null : sharedSocketKey(options)
  const takenFd = key === null ? null : shared!.take(key)
  const hasFile = isUnix && !address.isAbstract && options.fd === undefined && takenFd === null
  const file = hasFile ? new SocketFile(address.path) : null
  let handle = takenFd === null ? bind(binding, options, file) : adopt(binding, isUnix, takenFd)
  let keptFd: number | null = null
  const held: StreamHandle[] = []
  let isPaused = false
  let isClosed = false
  /** What every client was sent to, or null where each has to be asked. */
  let ownAddress: SocketAddress | null = null
  const take = (client: StreamHandle): void => {
    if (isUnix) accept(client, address, { kind: 'unix', path: '', isAbstract: false })
    else accept(client, ownAddress, null)
  }
  const open = (): void => {
    handle.onconnection = (status, client) => {
      if (status < 0 || client === undefined) return
      if (isClosed) client.close()
      else if (!isPaused && held.length === 0) take(client)
      else if (held.length < options.backlog) held.push(client)
      else client.reset?.() ?? client.close()
    }
    const status = handle.listen(options.backlog)
    if (status === 0) return
    handle.close()
    throw new BindError(status)
  }
  open()
  file?.publish(options)
  if (key !== null && takenFd === null) shared!.bound(key, handle)
  const bound = isUnix ? address : (endpointOf(handle) ?? address)
  ownAddress = isEveryAddress(bound) ? null : bound
  const reopen = (fd: number): void => {
    handle = adopt(binding, isUnix, fd)
    open()
  }
  return {
    address: bound,
    get fd() {
      return handle.fd < 0 ? keptFd : handle.fd
    },
    pause() {
      if (isPaused || isClosed) return
      isPaused = true
      // An inherited socket may be of the other family than its line says.
      keptFd = options.fd === undefined ? keep(handle.fd) : null
      if (keptFd !== null) handle.close()
    },
    resume() {
      if (!isPaused || isClosed) return
      isPaused = false
      if (keptFd !== null) {
        const fd = keptFd
        keptFd = null
        reopen(fd)
      }
      while (!isPaused && !isClosed && held.length > 0) take(held.shift()!)
    },
    close() {
      if (isClosed) return
      isClosed = true
      if (shared === null) file?.remove()
      if (keptFd === null) handle.close()
      else closeDescriptor(keptFd)
      for (const client of held.splice(0)) client.close()
    },
  }
}

/** A handle for a descriptor that is bound already. */
function adopt(binding: Binding, isUnix: boolean, fd: number): StreamHandle {
  const Kind = isUnix ? binding.Pipe : binding.Tcp
  const handle = new Kind(binding.serverKind)
  const status = handle.open(fd)
  if (status !== 0) throw new BindError(status)
  return handle
}

function isEveryAddress(address: SocketAddress): boolean {
  return address.kind === 'ip' && address.address.bytes.every((byte) => byte === 0)
}

function endpointOf(handle: StreamHandle): SocketAddress | null {
  const out: RuntimeEndpoint = {}
  if (handle.getsockname === undefined || handle.getsockname(out) !== 0) return null
  return runtimeAddress(out.address, out.port)
}

function bind(binding: Binding, options: ListenOptions, file: SocketFile | null): StreamHandle {
  const fd = options.fd ?? prepareSocket(options)
  if (fd !== null) return inherited(fd)
  const { address } = options
  if (address.kind === 'unix') {
    const handle = new binding.Pipe(binding.serverKind)
    const status = handle.bind(file?.temporaryPath ?? socketPath(address))
    if (status === 0) return handle
    handle.close()
    throw new BindError(status)
  }
  const handle = new binding.Tcp(binding.serverKind)
  const text = address.address.toString()
  let flags = options.reusePort === true ? binding.reusePort : 0
  if (options.isV6Only === true) flags |= binding.ipv6Only
  const status =
    address.address.family === 6 ? handle.bind6!(text, address.port, flags) : handle.bind(text, address.port, flags)
  if (status === 0) return handle
  handle.close()
  throw new BindError(status)
}

/** A second descriptor for a listening socket, which children do not get; null without system calls. */
function keep(fd: number): number | null {
  if (fd < 0 || libcState().libc === null) return null
  try {
    const kept = duplicateDescriptor(fd)
    setCloseOnExec(kept, true)
    return kept
  } catch {
    // No descriptor left: the connections are kept instead of the socket.
    return null
  }
}

/** The handle of a listening descriptor that the parent left open. `net` finds out what kind it is. */
function inherited(fd: number): StreamHandle {
  const server = createServer()
  server.listen({ fd })
  const handle = (server as unknown as { _handle: StreamHandle | null })._handle
  if (handle === null) throw Object.assign(new Error('EBADF'), { code: 'EBADF' })
  return handle
}
