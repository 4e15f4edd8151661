import { RateCounter } from '@weir/base'

/** A rate per second with the highest it has been. */
class PeakRate {
  readonly rate: RateCounter
  maximum = 0

  constructor(nowMs: number) {
    this.rate = new RateCounter(1000, nowMs)
  }

  add(nowMs: number): void {
    const rate = this.rate.add(1, nowMs)
    if (rate > this.maximum) this.maximum = rate
  }
}

/** What a thread counts of TLS: the lines of `show info` that begin with `Ssl`, and the like. */
export class TlsCounters {
  /** Connections that speak TLS, or are about to, on either side. */
  currentConnections = 0
  totalConnections = 0
  /** Told of each connection that is gone, for listeners that wait for room. */
  onEnd: () => void = () => {}
  /** Clients that began to speak TLS. */
  readonly frontend: PeakRate
  /** Full handshakes, for which keys were worked out. */
  readonly frontendKeys: PeakRate
  readonly backendKeys: PeakRate

  constructor(nowMs: number) {
    this.frontend = new PeakRate(nowMs)
    this.frontendKeys = new PeakRate(nowMs)
    this.backendKeys = new PeakRate(nowMs)
  }

  /** A connection begins to speak TLS. */
  begin(): void {
    this.currentConnections++
    this.totalConnections++
  }

  /** A connection that spoke TLS is gone. */
  end(): void {
    this.currentConnections--
    this.onEnd()
  }

  /** Percentage of the last second's clients that resumed a session. */
  sessionReusePercent(nowMs: number): number {
    const all = this.frontend.rate.read(nowMs)
    const keys = this.frontendKeys.rate.read(nowMs)
    return all === 0 || keys > all ? 0 : Math.round(100 - (100 * keys) / all)
  }
}

/** What a listener, a frontend or a server counts of its TLS handshakes. */
export class TlsHandshakeCounters {
  sessions = 0
  resumedSessions = 0
  failures = 0
  stapledResponses = 0
}
