import { RateCounter } from '@weir/base'
import { TlsHandshakeCounters } from './tls/tls-counters.ts'

/** What a listener counts; the columns of its line in `show stat`. */
export class ListenerCounters {
  currentSessions = 0
  maximumSessions = 0
  totalSessions = 0
  bytesIn = 0
  bytesOut = 0
  /** Refused by `tcp-request content` and `http-request`, by responses, by connection and by session rules. */
  deniedRequests = 0
  deniedResponses = 0
  deniedConnections = 0
  deniedSessions = 0
  requestErrors = 0
  internalErrors = 0
  readonly tls = new TlsHandshakeCounters()

  countConnection(currentConnections: number): void {
    this.currentSessions = currentConnections
    if (currentConnections > this.maximumSessions) this.maximumSessions = currentConnections
  }
}

/** What a frontend counts beside. Rates are per second. */
export class FrontendCounters extends ListenerCounters {
  totalConnections = 0
  readonly connectionRate: RateCounter
  maximumConnectionRate = 0
  readonly sessionRate: RateCounter
  maximumSessionRate = 0

  constructor(nowMs: number) {
    super()
    this.connectionRate = new RateCounter(1000, nowMs)
    this.sessionRate = new RateCounter(1000, nowMs)
  }

  /** An accepted connection. */
  countAccept(nowMs: number, currentConnections: number): void {
    this.countConnection(currentConnections)
    this.totalConnections++
    const rate = this.connectionRate.add(1, nowMs)
    if (rate > this.maximumConnectionRate) this.maximumConnectionRate = rate
  }

  /** A session that got past connection rules and handshakes. */
  countSession(nowMs: number): void {
    this.totalSessions++
    const rate = this.sessionRate.add(1, nowMs)
    if (rate > this.maximumSessionRate) this.maximumSessionRate = rate
  }
}
