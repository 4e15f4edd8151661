import type { SocketAddress } from '@weir/base'

/** How to reach one server, beside its address: what its `server` line says about the transport. */
export interface ServerTransport {
  /** Null: no PROXY header is sent. */
  readonly sendProxy: ProxyHeaderFormat | null
  /** Where connections come from; null when the system chooses. */
  readonly source: SocketAddress | null
  /** `tcp-ut`. */
  readonly userTimeoutMs: number | null
}

/** The form of the PROXY header sent to a server. */
export interface ProxyHeaderFormat {
  readonly version: 1 | 2
}

/** A server line that says nothing about transport. */
export const plainTransport: ServerTransport = { sendProxy: null, source: null, userTimeoutMs: null }
