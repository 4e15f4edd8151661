import { ProxyError, Timeout } from '@weir/base'
import { verdicts } from '@weir/keyword'
import { connectionErrorNumber } from './connection-errors.ts'
import type { CloseCause, ConnectionSink } from './network/connection.ts'
import { ProxyHeaderReader } from './proxy-protocol/reader.ts'
import { runRules } from './rules.ts'
import type { Session } from './session.ts'
import { noBuffers, noProbes, setBuffers, setProbes } from './socket-tuning.ts'
import { TlsAcceptor } from './tls/transport/accept-tls.ts'

/**
 * From accept to handler: connection rules, PROXY header, TLS, session rules. Everything here is counted as handshake.
 *
 *   accept ─▶ tcp-request connection ─▶ PROXY header ─▶ TLS ─▶ tcp-request session ─▶ frontend.handler
 */
export function startSession(session: Session): void {
  const { frontend, listener, connection, engine } = session
  try {
    if (frontend.hasClientKeepAlive) {
      connection.setKeepAlive(true)
      if (frontend.clientProbes !== noProbes) setProbes(connection, frontend.clientProbes)
    }
    if (engine.clientBuffers !== noBuffers) setBuffers(connection, engine.clientBuffers)
    const rules = frontend.connectionRules
    if (rules !== null && runRules(rules, session, { ruleIndex: 0 }) === verdicts.done) {
      frontend.counters.deniedConnections++
      listener.counters.deniedConnections++
      dispose(session)
      return
    }
    if (session.expectsProxyHeader) new HandshakeSink(session)
    else secure(session, null)
  } catch (error) {
    engine.contain(error)
    session.refusal = 'reject'
    dispose(session)
  }
}

/** Has the client speak TLS where the listener says so. `early` came together with what was before. */
function secure(session: Session, early: Uint8Array | null): void {
  const { tls } = session.listener
  if (tls === null) {
    establish(session, early)
    return
  }
  const acceptor = new TlsAcceptor(session, tls, {
    onSecure: () => establish(session, null),
    onFailed: (error, errorName) => endHandshake(session, error, errorName),
  })
  if (early !== null) acceptor.onData(early)
}

/** Ends a session whose TLS handshake failed. */
function endHandshake(session: Session, error: ProxyError, errorName: string): void {
  session.error = error
  session.connectionError = connectionErrorNumber(errorName)
  const { log } = session.frontend
  if (log !== null && !(errorName === 'SSL_EMPTY' && log.skipsNull)) log.logger.logSession(session, error)
  session.connection.sink = new FarewellSink(session)
  session.connection.close()
}

/** Runs the session rules and hands over. `early` came together with the handshake. */
function establish(session: Session, early: Uint8Array | null): void {
  const { frontend, listener, connection, engine } = session
  const rules = frontend.sessionRules
  if (rules !== null && runRules(rules, session, { ruleIndex: 0 }) === verdicts.done) {
    frontend.counters.deniedSessions++
    listener.counters.deniedSessions++
    dispose(session)
    return
  }
  const nowMs = engine.clock.nowMs()
  session.handshakeMs = nowMs - session.acceptedAtMs
  session.idleSinceMs = nowMs
  session.trackers?.establish()
  frontend.counters.countSession(nowMs)
  listener.counters.totalSessions++
  engine.sessionRate.add(1, nowMs)
  frontend.handler(session)
  if (early !== null && connection.isOpen) connection.sink.onData(early)
}

/** Gets rid of a client that the rules refused, and ends the session once the connection is gone. */
function dispose(session: Session): void {
  const { connection } = session
  connection.sink = new FarewellSink(session)
  if (session.refusal !== null) connection.reset()
  else connection.close()
}

/** Waits for the end of a connection that nobody reads any more. */
class FarewellSink implements ConnectionSink {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  onData(): void {}
  onDrain(): void {}
  onEnd(): void {}
  onClose(): void {
    this.#session.end()
  }
}

/** Reads the PROXY header. */
class HandshakeSink implements ConnectionSink {
  readonly #session: Session
  readonly #reader = new ProxyHeaderReader()
  readonly #timeout: Timeout

  constructor(session: Session) {
    this.#session = session
    this.#timeout = new Timeout(session.engine.timers, () =>
      this.#fail(new ProxyError('l4/handshake-timeout', 'client', 'R', false), 'PRX_TIMEOUT'),
    )
    this.#timeout.arm(session.frontend.timeouts.clientHandshakeMs)
    session.connection.sink = this
  }

  onData(chunk: Uint8Array): void {
    const session = this.#session
    try {
      const used = this.#reader.read(chunk)
      if (used === null) return
      this.#timeout.dispose()
      if (used < 0) {
        this.#fail(new ProxyError('l4/invalid-proxy-header', 'proxy', 'R', false), this.#reader.failure)
        return
      }
      const header = this.#reader.header!
      session.proxyHeader = header
      if (!header.isLocal) {
        if (header.source !== null) session.sourceAddress = header.source
        if (header.destination !== null) session.destinationAddress = header.destination
      }
      secure(session, used < chunk.length ? chunk.subarray(used) : null)
    } catch (error) {
      session.engine.contain(error)
      this.#fail(new ProxyError('l4/internal-error', 'proxy', 'R', false), 'SOCK_ERR')
    }
  }

  onDrain(): void {}

  onEnd(): void {
    this.#fail(
      new ProxyError('l4/client-aborted', 'client', 'R', false),
      this.#reader.length === 0 ? 'PRX_EMPTY' : 'PRX_TRUNCATED',
    )
  }

  onClose(_cause: CloseCause | null): void {
    this.#fail(new ProxyError('l4/client-aborted', 'client', 'R', false), 'PRX_ABORT')
    this.#session.end()
  }

  #fail(error: ProxyError, name: string): void {
    const session = this.#session
    this.#timeout.dispose()
    if (session.error !== null) return
    session.error = error
    session.connectionError = connectionErrorNumber(name)
    const { log } = session.frontend
    const isNull = this.#reader.length === 0
    if (log !== null && !(isNull && log.skipsNull)) log.logger.logSession(session, error)
    session.connection.sink = new FarewellSink(session)
    // As HAProxy, which leaves bytes that are no header unread: closing then resets.
    if (!session.connection.isOpen) session.end()
    else if (isNull || error.code === 'l4/client-aborted') session.connection.close()
    else session.connection.reset()
  }
}
