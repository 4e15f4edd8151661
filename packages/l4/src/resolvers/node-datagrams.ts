import { createSocket, type Socket } from 'node:dgram'
import type { SocketAddress } from '@weir/base'
import type { DatagramPeer, Datagrams } from './datagrams.ts'

/** How many datagrams wait for their socket to be connected. */
const maximumWaiting = 1024

/** Datagrams through `node:dgram`. */
export const nodeDatagrams: Datagrams = {
  open: (remote, onMessage) => new NodePeer(remote, onMessage),
}

class NodePeer implements DatagramPeer {
  readonly #socket: Socket
  #isConnected = false
  #isClosed = false
  #waiting: Buffer[] = []

  constructor(remote: SocketAddress, onMessage: (data: Uint8Array) => void) {
    if (remote.kind !== 'ip') throw new Error('datagrams go to IP addresses')
    const { address, port } = remote
    this.#socket = createSocket(address.family === 4 ? 'udp4' : 'udp6')
    this.#socket.unref()
    this.#socket.on('message', (message) => {
      if (!this.#isClosed) onMessage(message)
    })
    // Nobody at that port, or no route: known by the answers that do not come.
    this.#socket.on('error', () => {})
    // A connected socket takes datagrams of its peer alone.
    this.#socket.connect(port, address.toString(), () => {
      this.#isConnected = true
      for (const data of this.#waiting.splice(0)) this.#send(data)
    })
  }

  send(data: Uint8Array): boolean {
    if (this.#isClosed) return false
    const copy = Buffer.from(data)
    if (this.#isConnected) return this.#send(copy)
    if (this.#waiting.length >= maximumWaiting) return false
    this.#waiting.push(copy)
    return true
  }

  #send(data: Buffer): boolean {
    if (this.#isClosed) return false
    try {
      this.#socket.send(data, () => {})
      return true
    } catch {
      return false
    }
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#waiting = []
    this.#socket.close()
  }
}
