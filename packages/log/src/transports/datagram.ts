import { createSocket, type Socket } from 'node:dgram'
import type { IpAddress } from '@weir/base'
import { type DatagramSocket, libcState, openUdpDatagram, openUnixDatagram } from '@weir/os'
import type { LogTransport } from '../transport.ts'

/** A transport over a datagram socket of the operating system: one system call a message, nothing queued. */
export function createDatagramTransport(socket: DatagramSocket): LogTransport {
  return { send: (data) => socket.send(data) === 'sent', close: () => socket.close() }
}

/** Messages to a syslog server by UDP. Over `node:dgram` where system calls cannot be reached. */
export function openUdpTransport(address: IpAddress, port: number): LogTransport {
  if (libcState().libc !== null) return createDatagramTransport(openUdpDatagram(address, port))
  return new NodeUdpTransport(address, port)
}

/** Messages to a Unix datagram socket such as `/dev/log`. Throws an `OsError` without `koffi`. */
export function openUnixTransport(path: string, isAbstract: boolean): LogTransport {
  return createDatagramTransport(openUnixDatagram(isAbstract ? `@${path}` : path))
}

/** How many bytes may wait in Node for the kernel to take them. */
const queueLimitBytes = 1 << 20

/** UDP through Node, which keeps what the kernel refuses: bounded here, so that memory cannot grow. */
export class NodeUdpTransport implements LogTransport {
  readonly #socket: Socket
  readonly #host: string
  readonly #port: number
  #isOpen = true

  constructor(address: IpAddress, port: number) {
    this.#host = address.toString()
    this.#port = port
    this.#socket = createSocket(address.family === 4 ? 'udp4' : 'udp6')
    this.#socket.unref()
    // An unreachable server is found out per message; syslog has no one to tell.
    this.#socket.on('error', () => {})
  }

  send(data: Uint8Array): boolean {
    if (!this.#isOpen || this.#socket.getSendQueueSize() > queueLimitBytes) return false
    this.#socket.send(new Uint8Array(data), this.#port, this.#host, () => {})
    return true
  }

  close(): void {
    if (!this.#isOpen) return
    this.#isOpen = false
    this.#socket.close()
  }
}
