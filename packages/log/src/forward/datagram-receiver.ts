import { createSocket } from 'node:dgram'
import type { IpAddress } from '@weir/base'

/** A bound datagram socket. */
export interface DatagramReceiver {
  /** The bound port: 0 has been resolved. */
  readonly port: number
  /** Unbinds. May be called twice. */
  close(): void
}

/**
 * Binds a datagram socket: a port, like `TransportPorts`. Rejects with a system error. The bytes are valid during the
 * call only.
 */
export type ReceiveDatagrams = (
  address: IpAddress,
  port: number,
  onMessage: (data: Uint8Array, sender: string) => void,
) => Promise<DatagramReceiver>

/** Receives through `node:dgram`. */
export const receiveNodeDatagrams: ReceiveDatagrams = (address, port, onMessage) =>
  new Promise((resolve, reject) => {
    // As HAProxy: a process that follows binds while the one before it still does.
    const socket = createSocket({ type: address.family === 4 ? 'udp4' : 'udp6', reuseAddr: true })
    let isOpen = true
    socket.once('error', reject)
    socket.on('message', (data, { address: sender }) => {
      if (isOpen) onMessage(data, sender)
    })
    socket.bind({ address: address.toString(), port, exclusive: false }, () => {
      socket.off('error', reject)
      // What single datagrams run into is of no concern to the socket.
      socket.on('error', () => {})
      resolve({
        port: socket.address().port,
        close() {
          if (!isOpen) return
          isOpen = false
          socket.close()
        },
      })
    })
  })
