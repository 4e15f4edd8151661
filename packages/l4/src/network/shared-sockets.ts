import { formatSocketAddress } from '@weir/base'
import type { ListenOptions } from './connection.ts'

/** Bound sockets that outlive this process: some come from its parent, and all go there. */
export interface SharedSockets {
  /** The descriptor of a socket that was bound under this key before; null without one. Each is given once. */
  take(key: string): number | null
  /** A socket was bound. */
  bound(key: string, handle: object): void
}

/** What tells whether a socket that is bound serves a listener: its address, and how it was bound to it. */
export function sharedSocketKey({ address, isV6Only, reusePort }: ListenOptions): string {
  const place =
    address.kind === 'unix' ? `unix@${address.isAbstract ? '@' : ''}${address.path}` : formatSocketAddress(address)
  return `${place}${isV6Only === true ? ' v6only' : ''}${reusePort === true ? ' reuseport' : ''}`
}
