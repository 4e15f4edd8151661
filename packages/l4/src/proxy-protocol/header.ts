import type { SocketAddress } from '@weir/base'

/** What a PROXY header says (versions 1 and 2). */
export interface ProxyHeader {
  readonly version: 1 | 2
  /** `LOCAL` (health checks of the sender) or `UNKNOWN`: the socket's own addresses hold. */
  readonly isLocal: boolean
  readonly source: SocketAddress | null
  readonly destination: SocketAddress | null
  /** Type-length-value fields of version 2, in order. The bytes are the header's own copy. */
  readonly fields: readonly ProxyHeaderField[]
}

export interface ProxyHeaderField {
  readonly type: number
  readonly value: Uint8Array
}
