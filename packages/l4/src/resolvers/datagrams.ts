import type { SocketAddress } from '@weir/base'

/** A datagram socket that talks to one place. */
export interface DatagramPeer {
  /** Sends one datagram; the caller may reuse `data`. False: it could not be sent, for now. */
  send(data: Uint8Array): boolean
  /** Frees the socket; nothing is delivered afterwards. May be called twice. */
  close(): void
}

/** Way to datagrams: a port, like `Network`. Datagrams from elsewhere than `remote` are never delivered. */
export interface Datagrams {
  /** `onMessage`'s bytes are valid during the call only. */
  open(remote: SocketAddress, onMessage: (data: Uint8Array) => void): DatagramPeer
}
