import { createServer } from 'node:net'
import { getSystemErrorName } from 'node:util'
import type { SocketAddress } from '@weir/base'
import type { Binding, RuntimeEndpoint, StreamHandle } from './binding.ts'
import type { ListeningSocket, ListenOptions } from './connection.ts'
import { applySocketPermissions, removeStaleSocket, runtimeAddress, socketPath } from './socket-path.ts'

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
 * Binds and accepts. libuv takes connections as long as the kernel has any, so those that come while paused are kept
 * unread, at most a backlog's worth, as the kernel would keep them.
 */
export function listenOnHandle(binding: Binding, options: ListenOptions, accept: Accept): ListeningSocket {
  const handle = bind(binding, options)
  const { address } = options
  const isUnix = address.kind === 'unix'
  const held: StreamHandle[] = []
  let isPaused = false
  let isClosed = false
  const take = (client: StreamHandle): void => {
    if (isUnix) accept(client, address, { kind: 'unix', path: '', isAbstract: false })
    else accept(client, null, null)
  }
  handle.onconnection = (status, client) => {
    if (status < 0 || client === undefined) return
    if (isClosed) client.close()
    else if (!isPaused && held.length === 0) take(client)
    else if (held.length < options.backlog) held.push(client)
    else client.reset?.() ?? client.close()
  }
  const status = handle.listen(options.backlog)
  if (status !== 0) {
    handle.close()
    throw new BindError(status)
  }
  applySocketPermissions(options)
  return {
    address: isUnix ? address : (endpointOf(handle) ?? address),
    fd: handle.fd < 0 ? null : handle.fd,
    pause() {
      isPaused = true
    },
    resume() {
      isPaused = false
      while (!isPaused && !isClosed && held.length > 0) take(held.shift()!)
    },
    close() {
      if (isClosed) return
      isClosed = true
      handle.close()
      for (const client of held.splice(0)) client.close()
    },
  }
}

function endpointOf(handle: StreamHandle): SocketAddress | null {
  const out: RuntimeEndpoint = {}
  if (handle.getsockname === undefined || handle.getsockname(out) !== 0) return null
  return runtimeAddress(out.address, out.port)
}

function bind(binding: Binding, options: ListenOptions): StreamHandle {
  if (options.fd !== undefined) return inherited(options.fd)
  const { address } = options
  if (address.kind === 'unix') {
    const bindPipe = (): [StreamHandle, number] => {
      const handle = new binding.Pipe(binding.serverKind)
      return [handle, handle.bind(socketPath(address))]
    }
    let [handle, status] = bindPipe()
    if (status !== 0 && getSystemErrorName(status) === 'EADDRINUSE') {
      handle.close()
      removeStaleSocket(address)
      ;[handle, status] = bindPipe()
    }
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

/** The handle of a listening descriptor that the parent left open. `net` finds out what kind it is. */
function inherited(fd: number): StreamHandle {
  const server = createServer()
  server.listen({ fd })
  const handle = (server as unknown as { _handle: StreamHandle | null })._handle
  if (handle === null) throw Object.assign(new Error('EBADF'), { code: 'EBADF' })
  return handle
}
