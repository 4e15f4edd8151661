import type { IpAddress } from '@weir/base'
import { encodeInetAddress } from './datagram.ts'
import { checked, requireLibc } from './libc.ts'
import { setInterface, setSocketOption } from './socket-options.ts'

const AF_INET = 2
const AF_INET6 = 10
const SOCK_STREAM_CLOEXEC_NONBLOCK = 1 | 0o2000000 | 0o4000

/** What a socket has to know before it gets its address. */
export interface StreamSocketOptions {
  readonly isV6Only: boolean
  readonly reusesPort: boolean
  /** Takes only what comes by this network interface. One that is not there is left to whoever sets it again to find. */
  readonly interfaceName: string | null
  /** Takes an address that is not this host's (needs the right to it). */
  readonly isTransparent: boolean
}

/** Binds a TCP socket and gives its descriptor, which does not listen yet. Throws an `OsError`. */
export function bindStreamSocket(address: IpAddress, port: number, options: StreamSocketOptions): number {
  const libc = requireLibc('a socket that is set up before it is bound')
  const isV6 = address.family === 6
  const fd = checked(libc, 'socket', libc.socket(isV6 ? AF_INET6 : AF_INET, SOCK_STREAM_CLOEXEC_NONBLOCK, 0))
  try {
    setSocketOption(fd, 'reuseAddress', 1)
    if (options.reusesPort) setSocketOption(fd, 'reusePort', 1)
    if (isV6) setSocketOption(fd, 'v6Only', options.isV6Only ? 1 : 0)
    if (options.isTransparent) setSocketOption(fd, isV6 ? 'transparent6' : 'transparent', 1)
    if (options.interfaceName !== null) tryInterface(fd, options.interfaceName)
    const bytes = encodeInetAddress(address, port)
    checked(libc, 'bind', libc.bind(fd, bytes, bytes.length))
    return fd
  } catch (error) {
    libc.close(fd)
    throw error
  }
}

function tryInterface(fd: number, name: string): void {
  try {
    setInterface(fd, name)
  } catch {
    // The socket works without; `StreamSocketOptions` says who tells.
  }
}
