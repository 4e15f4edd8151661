import type { SocketAddress } from '@weir/base'
import type { TlsConnectSettings } from '@weir/l4'
import type { PeerTable } from '@weir/stick-table'
import type { PeerSession } from './peer-session.ts'

/** One peer of a section, with what is known of it now. */
export class Peer {
  readonly name: string
  readonly isLocal: boolean
  /** Null until a host name is resolved, and for a peer that only connects to us. */
  address: SocketAddress | null
  /** Which part of the keys it is told of, from 1; 0 for all. */
  readonly shard: number
  /** How to speak TLS to it; null for plain connections. */
  readonly tls: TlsConnectSettings | null
  readonly tables: readonly PeerTable[]
  session: PeerSession | null = null
  /** The answer to the last greeting; 0 when there was none yet. */
  lastStatus = 0
  /** Monotonic time of the last greeting that succeeded; null before it. */
  greetedAtMs: number | null = null
  /** When it is tried to connect again; null when it is not. */
  reconnectAtMs: number | null = null
  connectionCount = 0
  /** It was asked for everything, and did not know all. */
  hasTaughtInPart = false

  constructor(settings: Pick<Peer, 'name' | 'isLocal' | 'address' | 'shard' | 'tls' | 'tables'>) {
    this.name = settings.name
    this.isLocal = settings.isLocal
    this.address = settings.address
    this.shard = settings.shard
    this.tls = settings.tls
    this.tables = settings.tables
  }
}
