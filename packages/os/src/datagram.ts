import type { IpAddress } from '@weir/base'
import { checked, type Libc, OsError, requireLibc } from './libc.ts'

const AF_UNIX = 1
const AF_INET = 2
const AF_INET6 = 10
const SOCK_DGRAM_CLOEXEC_NONBLOCK = 2 | 0o2000000 | 0o4000
const MSG_DONTWAIT_NOSIGNAL = 0x40 | 0x4000
const pathCapacity = 108

/** Why a datagram was not taken; `again` means that the receiver's queue is full. */
export type DatagramResult = 'sent' | 'again' | 'unreachable' | 'too-big'

/** A datagram socket that speaks to one peer. */
export interface DatagramSocket {
  /** Sends one datagram without ever waiting. Connects again by itself when the receiver was restarted. */
  send(data: Uint8Array): DatagramResult
  /** May be called twice. */
  close(): void
}

/** The bytes of a `sockaddr_un`. A leading `@` names a socket of Linux's abstract name space. */
export function encodeUnixAddress(path: string): Uint8Array {
  const isAbstract = path.startsWith('@')
  const name = Buffer.from(isAbstract ? `\0${path.slice(1)}` : `${path}\0`, 'utf8')
  if (name.length > pathCapacity) throw new OsError(`connect '${path}'`, 'ENAMETOOLONG')
  const address = new Uint8Array(2 + name.length)
  new DataView(address.buffer).setUint16(0, AF_UNIX, true)
  address.set(name, 2)
  return address
}

/**
 * Opens a socket to the datagram socket at `path`. A receiver that is absent is no error: it may come later.
 * Throws an `OsError` where `koffi` is missing or `path` is too long.
 */
export function openUnixDatagram(path: string): DatagramSocket {
  const libc = requireLibc('a Unix datagram socket')
  return new ConnectedDatagram(libc, AF_UNIX, encodeUnixAddress(path))
}

/** The bytes of a `sockaddr_in` or `sockaddr_in6`. */
export function encodeInetAddress(address: IpAddress, port: number): Uint8Array {
  const bytes = new Uint8Array(address.family === 4 ? 16 : 28)
  const view = new DataView(bytes.buffer)
  view.setUint16(0, address.family === 4 ? AF_INET : AF_INET6, true)
  view.setUint16(2, port)
  bytes.set(address.bytes, address.family === 4 ? 4 : 8)
  return bytes
}

/** Opens a UDP socket to one peer. `send` is one system call and, unlike `node:dgram`, queues nothing. */
export function openUdpDatagram(address: IpAddress, port: number): DatagramSocket {
  const libc = requireLibc('a UDP socket')
  return new ConnectedDatagram(libc, address.family === 4 ? AF_INET : AF_INET6, encodeInetAddress(address, port))
}

class ConnectedDatagram implements DatagramSocket {
  readonly #libc: Libc
  readonly #address: Uint8Array
  #fd: number
  #isConnected = false

  constructor(libc: Libc, family: number, address: Uint8Array) {
    this.#libc = libc
    this.#address = address
    this.#fd = checked(libc, 'socket', libc.socket(family, SOCK_DGRAM_CLOEXEC_NONBLOCK, 0))
    this.#connect()
  }

  send(data: Uint8Array): DatagramResult {
    if (this.#fd < 0) return 'unreachable'
    if (!this.#isConnected && !this.#connect()) return 'unreachable'
    let code = this.#sendOnce(data)
    // A receiver that was restarted has a socket of its own: the old connection is refused.
    if (code === 'ECONNREFUSED' || code === 'ENOTCONN' || code === 'ECONNRESET') {
      if (!this.#connect()) return 'unreachable'
      code = this.#sendOnce(data)
    }
    if (code === null) return 'sent'
    if (code === 'EAGAIN' || code === 'ENOBUFS') return 'again'
    return code === 'EMSGSIZE' ? 'too-big' : 'unreachable'
  }

  close(): void {
    if (this.#fd < 0) return
    this.#libc.close(this.#fd)
    this.#fd = -1
  }

  #sendOnce(data: Uint8Array): string | null {
    const sent = this.#libc.send(this.#fd, data, data.length, MSG_DONTWAIT_NOSIGNAL)
    return sent < 0 ? this.#libc.lastError() : null
  }

  #connect(): boolean {
    this.#isConnected = this.#libc.connect(this.#fd, this.#address, this.#address.length) === 0
    return this.#isConnected
  }
}
