import { ProxyError, Timeout } from '@weir/base'
import type { CloseCause, ConnectionSink, SecureConnection } from '../../network/connection.ts'
import type { Session } from '../../session.ts'
import type { TlsAcceptSettings, TlsIdentity } from '../settings.ts'
import type { TlsFailure } from '../tls-session.ts'
import { alertOf } from './fatal-alert.ts'
import { type ClientWishes, HelloReader } from './hello-reader.ts'
import { acceptContext } from './secure-contexts.ts'
import type { TlsLayer, TlsWatcher } from './tls-layer.ts'
import { judgePeer, recallPeer } from './verify-peer.ts'

/** A fatal alert, unrecognized_name, in a record of its own (RFC 6066 §3, RFC 8446 §6). */
const unrecognizedName = Uint8Array.of(21, 3, 3, 0, 2, 2, 112)

/** What OpenSSL calls it when nobody is there to be shown to a client. */
const refusedName: TlsFailure = { code: 0x0a0000ea, text: 'error:0A0000EA:SSL routines::callback failed' }

/** As OpenSSL puts it when verification ends a handshake. */
const untrusted: TlsFailure = { code: 0x0a000086, text: 'error:0A000086:SSL routines::certificate verify failed' }

/** What becomes of a handshake with a client; exactly one of the two is called. */
export interface AcceptOutcome {
  /** `session.connection` speaks TLS. Its sink is to be set during the call. */
  onSecure(): void
  /** `errorName` as `fc_err_name` tells it. The connection is to be closed, if it is still open. */
  onFailed(error: ProxyError, errorName: string): void
}

/**
 * Speaks TLS with a client. The ClientHello is read first, so that certificate, versions, verification and ALPN are those
 * of the identity that it asks for; OpenSSL gets all of it from the start.
 *
 *   raw bytes ─▶ ClientHello whole ─▶ selectIdentity ─▶ startTls ─▶ handshake ─▶ verification ─▶ onSecure
 */
export class TlsAcceptor implements ConnectionSink, TlsWatcher {
  readonly #session: Session
  readonly #settings: TlsAcceptSettings
  readonly #outcome: AcceptOutcome
  readonly #reader = new HelloReader()
  readonly #timeout: Timeout
  #identity: TlsIdentity | null = null
  #secure: SecureConnection | null = null
  #hasStarted = false
  #isOver = false

  constructor(session: Session, settings: TlsAcceptSettings, outcome: AcceptOutcome) {
    this.#session = session
    this.#settings = settings
    this.#outcome = outcome
    const { engine } = session
    const { clientHandshakeMs } = session.frontend.timeouts
    const nowMs = engine.clock.nowMs()
    engine.tls.begin()
    engine.tls.frontend.add(nowMs)
    this.#timeout = new Timeout(engine.timers, () => this.#guard(() => this.#onTimeout()))
    this.#timeout.arm(Math.max(0, clientHandshakeMs - (nowMs - session.acceptedAtMs)))
    session.speaksTls = true
    session.connection.sink = this
  }

  /** Bytes of the client; until the handshake starts these are not yet TLS's own. */
  onData(chunk: Uint8Array): void {
    if (this.#isOver || this.#hasStarted) return
    this.#guard(() => {
      if (this.#reader.add(chunk)) this.#start(this.#reader.wishes)
    })
  }

  onDrain(): void {}

  onEnd(): void {
    this.#guard(() => this.#onAbort(this.#reader.wishes === null ? 'SSL_EMPTY' : 'SSL_HANDSHAKE'))
  }

  onClose(_cause: CloseCause | null): void {
    this.#guard(() => this.#onAbort('SSL_HANDSHAKE'))
    this.#session.end()
  }

  onSecure(): void {
    if (this.#isOver) return
    this.#guard(() => this.#onHandshakeDone())
  }

  onTlsFailure(failure: TlsFailure): void {
    const session = this.#session
    session.tlsFailure = failure
    if (!this.#isOver) this.#guard(() => this.#fail('l4/tls-handshake-failed', 'SSL_HANDSHAKE'))
    else if (session.connectionError === 0) session.connectionError = 43
  }

  #start(wishes: ClientWishes | null): void {
    const session = this.#session
    this.#hasStarted = true
    const identity =
      wishes === null
        ? this.#settings.defaultIdentity
        : this.#settings.selectIdentity(wishes.serverName, wishes.accepts)
    if (identity === null) {
      session.tlsFailure = refusedName
      session.connection.write(unrecognizedName)
      this.#fail('l4/tls-handshake-failed', 'SSL_HANDSHAKE')
      return
    }
    this.#identity = identity
    this.#secure = session.connection.startTls(this.#layerFor(identity, wishes), this, this.#reader.bytes)
    session.connection = this.#secure
    session.connection.sink = this
    this.#reader.bytes = new Uint8Array(0)
  }

  #layerFor(identity: TlsIdentity, wishes: ClientWishes | null): TlsLayer {
    const { credential, negotiation, verification } = identity
    const agreed = negotiation.alpn.find((name) => wishes?.alpn.includes(name))
    return {
      isServer: true,
      context: acceptContext(this.#settings, identity),
      asksForCertificate: verification.mode !== 'none',
      requiresCertificate: verification.mode === 'required',
      // Without a common protocol HAProxy goes on without one; OpenSSL would refuse (RFC 7301 §3.2).
      alpn: agreed === undefined ? [] : [agreed],
      serverName: null,
      session: null,
      wantsSessions: false,
      ocspResponse: credential.ocspResponse,
      keepsSecrets: this.#settings.keepsSecrets,
      clientHello: wishes?.hello ?? null,
      captureBytes: this.#settings.captureBytes,
      ownCertificates: credential.certificates,
      certificateName: credential.name,
    }
  }

  #onHandshakeDone(): void {
    const session = this.#session
    const { engine } = session
    const connection = this.#secure!
    const { tls } = connection
    const { verification, credential } = this.#identity!
    if (verification.mode !== 'none') {
      const verdict = tls.isResumed
        ? recallPeer(tls, verification)
        : judgePeer(tls, verification, engine.clock.wallMs())
      tls.peerErrors = verdict
      if (verdict.refusal !== null) {
        tls.isEstablished = false
        session.tlsFailure = untrusted
        connection.refuse(alertOf(verdict.refusal))
        this.#fail('l4/tls-client-untrusted', verdict.certificateError === 0 ? 'SSL_CA_FAIL' : 'SSL_CRT_FAIL')
        return
      }
    }
    this.#isOver = true
    this.#timeout.dispose()
    const isResumed = tls.isResumed
    if (!isResumed) engine.tls.frontendKeys.add(engine.clock.nowMs())
    for (const { tls: counters } of [session.frontend.counters, session.listener.counters]) {
      counters.sessions++
      if (isResumed) counters.resumedSessions++
      if (credential.ocspResponse !== null) counters.stapledResponses++
    }
    this.#outcome.onSecure()
  }

  #onTimeout(): void {
    this.#fail('l4/handshake-timeout', 'SSL_TIMEOUT')
  }

  #onAbort(errorName: string): void {
    this.#fail('l4/client-aborted', errorName)
  }

  #fail(code: string, errorName: string): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#timeout.dispose()
    const { frontend, listener } = this.#session
    frontend.counters.tls.failures++
    listener.counters.tls.failures++
    this.#outcome.onFailed(new ProxyError(code, 'client', 'R', false), errorName)
  }

  /** A throw below is a bug, or settings that OpenSSL does not take: the client goes. */
  #guard(event: () => void): void {
    try {
      event()
    } catch (error) {
      this.#session.engine.contain(error)
      this.#fail('l4/internal-error', 'SSL_NO_MEM')
    }
  }
}
