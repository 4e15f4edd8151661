/**
 * The peers of one section, at run time: who is connected, who is asked for what this process has missed (peers protocol
 * 2.1, "Initial full resync process").
 *
 *   start ─▶ wait for the former process (5 s, after -sf) ─▶ ask one peer after the other ─▶ up to date
 */
import { type SocketAddress, Timeout, xxh64 } from '@weir/base'
import {
  type CloseCause,
  type Connection,
  type ConnectSink,
  connectTls,
  type Engine,
  type Session,
  type TlsConnectSettings,
} from '@weir/l4'
import { bytesOfText } from '@weir/sample'
import { Conversation, handshakeStatus, PeerTable, SharedTable, type StickTable } from '@weir/stick-table'
import { Peer } from './peer.ts'
import { PeerSession, type PeerSessionOwner } from './peer-session.ts'

/** How long the former process, or a peer, may take to tell what it knows. */
const resyncMs = 5000
/** How long TLS with a peer may take to be agreed on. */
const handshakeMs = 5000
/** Between two attempts to connect, with a part drawn at random, so that two peers don't meet again and again. */
const reconnectMs = 5000
const reconnectSpreadMs = { from: 50, range: 2000 }

/** A peer as the section lists it. */
export interface PeerSettings {
  readonly name: string
  readonly address: SocketAddress | null
  readonly shard: number
  /** How to speak TLS to it; null for plain connections. */
  readonly tls: TlsConnectSettings | null
}

export interface PeerGroupSettings {
  readonly name: string
  readonly engine: Engine
  readonly localName: string
  readonly peers: readonly PeerSettings[]
  readonly tables: readonly StickTable[]
  /** `shards`; 0 without. */
  readonly shardCount: number
  /** A former process is about to tell what it knows. */
  readonly waitsForFormer: boolean
  /** The running table of a definition. */
  tableOf(definition: object): StickTable | null
}

export class PeerGroup implements PeerSessionOwner {
  readonly name: string
  readonly localName: string
  readonly processId: number
  readonly peers: readonly Peer[]
  readonly startedAtMs: number
  readonly #settings: PeerGroupSettings
  readonly #sessions = new Set<PeerSession>()
  readonly #reconnects = new Map<Peer, Timeout>()
  readonly #resync: Timeout
  /** Whose knowledge is waited for. */
  resyncState: 'former process' | 'peers' | 'done'
  #isStopped = false

  constructor(settings: PeerGroupSettings) {
    const { engine } = settings
    this.name = settings.name
    this.localName = settings.localName
    this.processId = engine.processId
    this.startedAtMs = engine.clock.nowMs()
    this.#settings = settings
    this.resyncState = settings.waitsForFormer ? 'former process' : 'peers'
    const shared = settings.tables.map((table, index) => new SharedTable(table, index + 1))
    this.peers = settings.peers.map(
      ({ name, address, shard, tls }) =>
        new Peer({
          name,
          address,
          shard,
          tls,
          isLocal: name === settings.localName,
          tables: shared.map((table) => (name === settings.localName ? new PeerTable(table) : table.follow())),
        }),
    )
    this.#resync = new Timeout(engine.timers, () => this.#resyncExpired())
  }

  get timers(): Engine['timers'] {
    return this.#settings.engine.timers
  }

  get tables(): readonly StickTable[] {
    return this.#settings.tables
  }

  find(name: string): Peer | null {
    return this.peers.find((peer) => peer.name === name) ?? null
  }

  /** Connects to all the others. */
  start(): void {
    this.#resync.arm(resyncMs)
    for (const peer of this.peers) if (!peer.isLocal) this.#connect(peer)
  }

  /** Takes a client of the section's listener. */
  accept(session: Session): void {
    const incoming = new PeerSession(this, session.connection, null)
    this.#sessions.add(incoming)
    const { onClose } = incoming
    incoming.onClose = (cause: CloseCause | null): void => {
      onClose.call(incoming, cause)
      session.end()
    }
  }

  /** Ends all sessions and makes no more. */
  stop(): void {
    this.#isStopped = true
    this.#resync.dispose()
    for (const timeout of this.#reconnects.values()) timeout.dispose()
    for (const session of this.#sessions) session.close()
  }

  /**
   * The process is on its way out: tells its successor, which listens at our address by now, everything. Sessions with
   * others end, as they will connect to the successor.
   */
  handOver(): void {
    this.stop()
    const local = this.peers.find((peer) => peer.isLocal)
    if (local !== undefined && local.address !== null) this.#dial(local, local.address)
  }

  converse(session: PeerSession, peer: Peer): Conversation {
    const { engine } = this.#settings
    if (peer.session !== null && peer.session !== session) peer.session.close()
    peer.session = session
    peer.lastStatus = handshakeStatus.succeeded
    peer.greetedAtMs = engine.clock.nowMs()
    peer.connectionCount++
    this.#reconnects.get(peer)?.dispose()
    peer.reconnectAtMs = null
    const conversation = new Conversation({
      timers: this.timers,
      tables: peer.tables,
      send: (bytes) => session.connection.write(bytes),
      close: () => session.close(),
      isUpToDate: () => this.resyncState === 'done',
      onTaught: (isComplete) => this.#taught(peer, isComplete),
      isFor: (_table, { key }) => peer.shard === 0 || this.#shardOf(key) === peer.shard,
      tableOf: (definition) => this.#settings.tableOf(definition),
    })
    session.conversation = conversation
    if (this.#isStopped) conversation.teachAll()
    else if (peer.isLocal) conversation.expectAll()
    else this.#askSomebody()
    return conversation
  }

  ended(session: PeerSession): void {
    this.#sessions.delete(session)
    const { peer } = session
    if (peer === null || (peer.session !== null && peer.session !== session)) return
    peer.session = null
    if (this.#isStopped || peer.isLocal) return
    this.#planReconnect(peer)
    this.#askSomebody()
  }

  #connect(peer: Peer): void {
    if (this.#isStopped || peer.session !== null || peer.address === null) return
    peer.reconnectAtMs = null
    this.#dial(peer, peer.address)
  }

  #dial(peer: Peer, address: SocketAddress): void {
    const greet = (connection: Connection): void => {
      if (peer.session !== null) connection.close()
      else this.#sessions.add(new PeerSession(this, connection, peer))
    }
    const fail = (): void => {
      if (!this.#isStopped) this.#planReconnect(peer)
    }
    const sink: ConnectSink = {
      onConnect: (connection: Connection) => {
        if (peer.tls === null) greet(connection)
        else this.#secure(connection, peer.tls, greet, fail)
      },
      onConnectFailed: fail,
    }
    this.#settings.engine.network.connect({ address }, sink)
  }

  #secure(connection: Connection, tls: TlsConnectSettings, greet: (connection: Connection) => void, fail: () => void) {
    const { clock, tls: counters } = this.#settings.engine
    const wallMs = clock.wallMs()
    const settings = { connection, tls, serverName: null, wallMs, nowMs: clock.nowMs(), counters }
    const timeout = new Timeout(this.timers, () => {
      attempt.cancel()
      fail()
    })
    const attempt = connectTls(settings, {
      onSecure: (secure) => {
        timeout.dispose()
        greet(secure)
      },
      onFailed: () => {
        timeout.dispose()
        fail()
      },
    })
    timeout.arm(handshakeMs)
  }

  #planReconnect(peer: Peer): void {
    const { engine } = this.#settings
    let timeout = this.#reconnects.get(peer)
    if (timeout === undefined) {
      timeout = new Timeout(this.timers, () => this.#connect(peer))
      this.#reconnects.set(peer, timeout)
    }
    const delayMs = reconnectMs + reconnectSpreadMs.from + (engine.random.uint32() % reconnectSpreadMs.range)
    peer.reconnectAtMs = engine.clock.nowMs() + delayMs
    timeout.arm(delayMs)
  }

  /** Asks one connected peer for everything, unless somebody is being asked. */
  #askSomebody(): void {
    if (this.resyncState !== 'peers' || this.#isStopped) return
    const connected = this.peers.filter((peer) => !peer.isLocal && peer.session?.conversation != null)
    if (connected.some((peer) => peer.session!.conversation!.isLearning)) return
    const candidates = connected.filter((peer) => !peer.hasTaughtInPart)
    if (candidates.length === 0) return
    const chosen = candidates[this.#settings.engine.random.uint32() % candidates.length]!
    this.#resync.arm(resyncMs)
    chosen.session!.conversation!.requestAll()
  }

  #taught(peer: Peer, isComplete: boolean): void {
    if (isComplete) this.#finish()
    else {
      peer.hasTaughtInPart = true
      if (peer.isLocal && this.resyncState === 'former process') this.resyncState = 'peers'
      this.#askSomebody()
    }
  }

  #resyncExpired(): void {
    if (this.resyncState === 'former process') {
      this.resyncState = 'peers'
      this.#resync.arm(resyncMs)
      this.#askSomebody()
    } else this.#finish()
  }

  #finish(): void {
    this.resyncState = 'done'
    this.#resync.dispose()
  }

  #shardOf(key: string | number): number {
    const { shardCount } = this.#settings
    if (shardCount === 0) return 0
    return Number(xxh64(bytesOfText(String(key))) % BigInt(shardCount)) + 1
  }
}
