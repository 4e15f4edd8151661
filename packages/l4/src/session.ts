import type { Clock, ProxyError, Random, SocketAddress } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { LogStep } from '@weir/log'
import { SessionVariables } from '@weir/sample'
import type { TrackedCounters } from '@weir/stick-table'
import type { Engine } from './engine.ts'
import type { Frontend } from './frontend.ts'
import type { Listener } from './listener.ts'
import type { Connection } from './network/connection.ts'
import type { ProxyHeader } from './proxy-protocol/header.ts'
import type { Stream } from './stream.ts'
import type { TlsFailure } from './tls/tls-session.ts'

declare module '@weir/keyword' {
  interface SampleContext {
    /** The accepted connection; absent outside traffic. */
    readonly session?: Session | null
    /** The stream; absent before there is one. */
    readonly stream?: Stream | null
  }
}

/** Who reads the requests of a session, where its protocol has such. */
export interface RequestReader {
  /** Closes the connection if it is between two requests. */
  closeIfIdle(): void
}

/** An accepted connection with all that outlives its single streams. The context of connection and session rules. */
export class Session implements SampleContext {
  readonly engine: Engine
  readonly clock: Clock
  readonly random: Random
  readonly session: Session
  readonly stream: null = null
  isIncomplete = false
  isFinal = true
  readonly frontend: Frontend
  readonly listener: Listener
  /** The client's connection; a TLS layer replaces it. */
  connection: Connection
  /** As rules see it: the socket's peer, unless a PROXY header or `set-src` says otherwise. Null for Unix sockets. */
  sourceAddress: SocketAddress | null
  destinationAddress: SocketAddress | null
  /** Monotonic and wall-clock times of the accept. */
  readonly acceptedAtMs: number
  readonly acceptedWallMs: number
  /** Time spent in handshakes (PROXY header, TLS): `%Th`. */
  handshakeMs = 0
  /** The PROXY header that came with the connection, if any. */
  proxyHeader: ProxyHeader | null = null
  /** How many streams were begun on this session. */
  streamCount = 0
  /** When the last stream ended, or the handshake: idle time counts from here. */
  idleSinceMs: number
  /** `accept-proxy` or `expect-proxy layer4`: a PROXY header has to come first. */
  expectsProxyHeader: boolean
  /** How a rule wants the client to be got rid of; `done` without it means an ordinary close. */
  refusal: 'reject' | 'silent-drop' | null = null
  /** What became of the client's connection, as `fc_err` numbers it; 0 for nothing. */
  connectionError = 0
  /** Why the session ended before it had a stream. */
  error: ProxyError | null = null
  isClosed = false
  /** The client speaks TLS, or is expected to. */
  speaksTls = false
  /** The step whose message is being built: `%OG`. */
  logStep: LogStep | null = null
  /** Why the TLS handshake with the client, or a later read or write, failed; null while all is well. */
  tlsFailure: TlsFailure | null = null
  /** What connection and session rules track; null as long as they track nothing. */
  trackers: TrackedCounters | null = null
  #variables: SessionVariables | null = null
  /** Null in TCP mode, and before the first byte may be read. */
  requests: RequestReader | null = null
  /** Set by `switch-mode http`: the layer 7 handler takes over. */
  modeOverride: 'http' | null = null
  /** The protocol that `switch-mode` names; null to find out. */
  protocolOverride: 'h1' | 'h2' | null = null

  constructor(listener: Listener, connection: Connection) {
    const engine = listener.frontend.engine
    this.engine = engine
    this.session = this
    this.clock = engine.clock
    this.random = engine.random
    this.frontend = listener.frontend
    this.listener = listener
    this.connection = connection
    this.expectsProxyHeader = listener.expectsProxyHeader
    this.sourceAddress = connection.remoteAddress
    this.destinationAddress = connection.localAddress
    this.acceptedAtMs = engine.clock.nowMs()
    this.acceptedWallMs = engine.clock.wallMs()
    this.idleSinceMs = this.acceptedAtMs
  }

  /** Variables of scopes `proc` and `sess`; made when first asked for. */
  get variables(): SessionVariables {
    this.#variables ??= new SessionVariables(this.engine.processVariables, this.engine.variableLimits)
    return this.#variables
  }

  /** Ends the connection at once: in order when nothing is pending, otherwise with a reset. */
  cut(): void {
    const { connection } = this
    if (connection.pendingBytes > 0) connection.reset()
    else connection.close()
  }

  /**
   * Frees what the session holds: its place among the connections of listener, frontend and process. The handler calls
   * it once, when the connection is closed. Further calls do nothing.
   */
  end(): void {
    if (this.isClosed) return
    this.isClosed = true
    if (this.speaksTls) this.engine.tls.end()
    this.trackers?.end()
    this.#variables?.clear()
    this.listener.sessionEnded(this)
  }
}
