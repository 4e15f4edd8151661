import { X509Certificate } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import type { CloseCause, Connection, ConnectionSink } from '../../network/connection.ts'
import type { TlsConnectSettings } from '../settings.ts'
import type { TlsCounters } from '../tls-counters.ts'
import type { TlsFailure } from '../tls-session.ts'
import type { RuntimeTlsSession } from './runtime-session.ts'
import { connectContext } from './secure-contexts.ts'
import type { TlsLayer, TlsWatcher } from './tls-layer.ts'
import { judgePeer } from './verify-peer.ts'

/** Where TLS to a server starts from. */
export interface ConnectTlsSettings {
  /** Established, and nothing received yet. What was written goes out in the clear, before TLS. */
  readonly connection: Connection
  readonly tls: TlsConnectSettings
  /** The name sent with SNI; null for none. */
  readonly serverName: string | null
  /** Protocols for ALPN in place of those of the settings. */
  readonly alpn?: readonly string[]
  readonly wallMs: number
  readonly nowMs: number
  readonly counters: TlsCounters
}

/** What becomes of it: exactly one call, never during `connectTls`. */
export interface ConnectTlsOutcome {
  /** The sink of `connection` is to be set during the call. */
  onSecure(connection: Connection): void
  /** `errorName` as `bc_err_name` tells it. The connection is closed. */
  onFailed(errorName: string, failure: TlsFailure | null, connection: Connection): void
}

/** A handshake under way. */
export interface ConnectTlsAttempt {
  /** Gives it up and closes the connection; no call follows. */
  cancel(): void
}

/** As OpenSSL puts it when verification ends a handshake. */
const verifyFailure: TlsFailure = { code: 0x0a000086, text: 'error:0A000086:SSL routines::certificate verify failed' }

/** Sessions to resume, by context and the name asked for: another certificate or authority makes another context. */
const sessionsOf = new WeakMap<SecureContext, Map<string, Uint8Array>>()

/** Names of which one server's sessions are kept; the one unused longest goes first. */
const sessionLimit = 256

/** Speaks TLS with a server. Throws when OpenSSL does not take the settings. */
export function connectTls(settings: ConnectTlsSettings, outcome: ConnectTlsOutcome): ConnectTlsAttempt {
  return new TlsConnector(settings, outcome)
}

class TlsConnector implements ConnectionSink, TlsWatcher, ConnectTlsAttempt {
  readonly #settings: ConnectTlsSettings
  readonly #outcome: ConnectTlsOutcome
  readonly #context: SecureContext
  #connection: Connection
  #failure: TlsFailure | null = null
  #hasStarted = false
  #isOver = false

  constructor(settings: ConnectTlsSettings, outcome: ConnectTlsOutcome) {
    this.#settings = settings
    this.#outcome = outcome
    this.#context = connectContext(settings.tls)
    this.#connection = settings.connection
    settings.connection.sink = this
    if (settings.connection.pendingBytes === 0) this.#start()
  }

  cancel(): void {
    this.#isOver = true
    this.#connection.close()
  }

  #start(): void {
    this.#hasStarted = true
    this.#settings.counters.begin()
    this.#connection = this.#connection.startTls(this.#layer(), this, null)
    this.#connection.sink = this
  }

  #layer(): TlsLayer {
    const { tls, serverName, alpn = tls.negotiation.alpn } = this.#settings
    const { credential } = tls
    return {
      isServer: false,
      context: this.#context,
      asksForCertificate: false,
      requiresCertificate: false,
      alpn,
      serverName,
      session: tls.reusesSessions ? (sessionsOf.get(this.#context)?.get(serverName ?? '') ?? null) : null,
      wantsSessions: tls.reusesSessions,
      ocspResponse: null,
      keepsSecrets: tls.keepsSecrets,
      clientHello: null,
      captureBytes: 0,
      ownCertificates: credential?.certificates ?? null,
      certificateName: credential?.name ?? null,
    }
  }

  onSecure(): void {
    if (this.#isOver) return
    const { tls, wallMs, nowMs, counters } = this.#settings
    const session = this.#connection.tls as RuntimeTlsSession
    if (!session.isResumed) counters.backendKeys.add(nowMs)
    const errorName = this.#verify(session, tls, wallMs)
    if (errorName !== null) {
      sessionsOf.get(this.#context)?.delete(this.#settings.serverName ?? '')
      this.#failure = verifyFailure
      session.isEstablished = false
      this.#fail(errorName)
      return
    }
    this.#isOver = true
    this.#outcome.onSecure(this.#connection)
  }

  /** The name of what is wrong with the server's certificate, or null. */
  #verify(session: RuntimeTlsSession, tls: TlsConnectSettings, wallMs: number): string | null {
    const { verification, verifiedHost } = tls
    if (verification.mode === 'none') return null
    const verdict = judgePeer(session, verification, wallMs)
    session.peerErrors = verdict
    if (verdict.refusal !== null) return 'SSL_HANDSHAKE'
    const name = verifiedHost ?? this.#settings.serverName
    if (name === null) return null
    const leaf = session.peerCertificates[0]
    if (leaf !== undefined && new X509Certificate(leaf).checkHost(name, { subject: 'always' }) !== undefined)
      return null
    return verifiedHost === null ? 'SSL_MISMATCH_SNI' : 'SSL_MISMATCH'
  }

  onTlsFailure(failure: TlsFailure): void {
    this.#failure = failure
    this.#fail('SSL_HANDSHAKE')
  }

  onSession(session: Uint8Array): void {
    // That of a server that was refused is none to go on with.
    if (this.#failure !== null) return
    let sessions = sessionsOf.get(this.#context)
    if (sessions === undefined) {
      sessions = new Map()
      sessionsOf.set(this.#context, sessions)
    }
    const name = this.#settings.serverName ?? ''
    sessions.delete(name)
    sessions.set(name, session)
    if (sessions.size <= sessionLimit) return
    for (const oldest of sessions.keys()) {
      sessions.delete(oldest)
      break
    }
  }

  onGone(): void {
    this.#settings.counters.end()
  }

  onData(): void {}

  onDrain(): void {
    if (!this.#hasStarted && !this.#isOver) this.#start()
  }

  onEnd(): void {
    this.#fail('SSL_HANDSHAKE')
  }

  onClose(_cause: CloseCause | null): void {
    this.#fail('SSL_HANDSHAKE')
  }

  #fail(errorName: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#connection.close()
    this.#outcome.onFailed(errorName, this.#failure, this.#connection)
  }
}
