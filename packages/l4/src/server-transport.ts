import type { SocketAddress } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { SourcePorts } from './source-ports.ts'
import type { TlsConnectSettings } from './tls/settings.ts'
import type { ProxyField } from './transport-options.ts'

/** How to reach one server, beside its address: what its `server` line says about the transport. */
export interface ServerTransport {
  /** Null: no PROXY header is sent. */
  readonly sendProxy: ProxyHeaderFormat | null
  /** Where connections come from; null when the system chooses. */
  readonly source: SocketAddress | SourcePorts | null
  /** `tcp-ut`. */
  readonly userTimeoutMs: number | null
  /** `cc`. */
  readonly congestionControl?: string | null
  /** False with `non-stick`: stick tables do not learn the server. */
  readonly isSticky?: boolean
  /** `pool-conn-name`: by what idle connections are told apart; absent or null for the name for SNI. */
  readonly poolName?: ((context: SampleContext) => string | null) | null
  /** The SOCKS4 proxy that connections go by way of; null for none. */
  readonly socksProxy: SocketAddress | null
  /** How to speak TLS to the server; null for plain connections. One object per server: sessions are kept by it. */
  readonly tls: TlsConnectSettings | null
  /** `sni`: the name to ask the server for, worked out for every connection; null, or answering null, for none. */
  readonly serverName: ((context: SampleContext) => string | null) | null
}

/** The form of the PROXY header sent to a server. */
export interface ProxyHeaderFormat {
  readonly version: 1 | 2
  /** What version 2 tells beside addresses. */
  readonly fields: ReadonlySet<ProxyField>
  readonly formats: readonly { readonly type: number; readonly value: (context: SampleContext) => string }[]
}

/** A server line that says nothing about transport. */
export const plainTransport: ServerTransport = {
  sendProxy: null,
  source: null,
  userTimeoutMs: null,
  socksProxy: null,
  tls: null,
  serverName: null,
}
