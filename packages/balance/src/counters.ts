import { RateCounter } from '@weir/base'

/** HTTP answers by class, as `show stat` counts them (`hrsp_1xx` … `hrsp_other`). */
export class ResponseCounters {
  informational = 0
  success = 0
  redirection = 0
  clientError = 0
  serverError = 0
  other = 0

  /** Counts an answer by its status code. */
  count(status: number): void {
    switch (Math.floor(status / 100)) {
      case 1:
        this.informational++
        break
      case 2:
        this.success++
        break
      case 3:
        this.redirection++
        break
      case 4:
        this.clientError++
        break
      case 5:
        this.serverError++
        break
      default:
        this.other++
    }
  }

  clear(): void {
    this.informational = this.success = this.redirection = this.clientError = this.serverError = this.other = 0
  }
}

/** Average over about the last 1024 values (manual, `show stat`: qtime, ctime, rtime, ttime). */
export class SlidingAverage {
  #values: Float64Array | null = null
  #next = 0
  #count = 0
  #sum = 0
  maximum = 0

  add(value: number): void {
    this.#values ??= new Float64Array(1024)
    this.#sum += value - this.#values[this.#next]!
    this.#values[this.#next] = value
    this.#next = (this.#next + 1) & 1023
    if (this.#count < 1024) this.#count++
    if (value > this.maximum) this.maximum = value
  }

  /** The rounded average; 0 when nothing was added. */
  read(): number {
    return this.#count === 0 ? 0 : Math.round(this.#sum / this.#count)
  }

  clear(): void {
    this.#values = null
    this.#next = this.#count = this.#sum = this.maximum = 0
  }
}

/** What servers and backends both count. The engines add, the statistics read. All start at zero. */
export class TrafficCounters {
  /** Sessions that ran here, and those chosen by the balancing algorithm (`stot`, `lbtot`). */
  totalSessions = 0
  balancedSessions = 0
  maximumSessions = 0
  maximumQueue = 0
  bytesIn = 0
  bytesOut = 0
  /** Bytes of requests to the server and of answers to the client (`reqbout`, `resbout`). */
  requestBytesOut = 0
  responseBytesOut = 0
  deniedRequests = 0
  deniedResponses = 0
  connectErrors = 0
  responseErrors = 0
  internalErrors = 0
  retries = 0
  redispatches = 0
  clientAborts = 0
  serverAborts = 0
  failedRewrites = 0
  httpRequests = 0
  /** Connections attempted, and requests that found one to reuse (`connect`, `reuse`). */
  connectAttempts = 0
  connectionReuses = 0
  maximumSessionRate = 0
  maximumRequestRate = 0
  readonly responses = new ResponseCounters()
  readonly queueTimeMs = new SlidingAverage()
  readonly connectTimeMs = new SlidingAverage()
  readonly responseTimeMs = new SlidingAverage()
  readonly totalTimeMs = new SlidingAverage()
  readonly sessionRate: RateCounter
  readonly requestRate: RateCounter

  constructor(nowMs: number) {
    this.sessionRate = new RateCounter(1000, nowMs)
    this.requestRate = new RateCounter(1000, nowMs)
  }

  /** Counts one session and keeps the highest rate. */
  countSession(nowMs: number): void {
    this.totalSessions++
    const rate = this.sessionRate.add(1, nowMs)
    if (rate > this.maximumSessionRate) this.maximumSessionRate = rate
  }

  /** Counts one HTTP request and keeps the highest rate. */
  countRequest(nowMs: number): void {
    this.httpRequests++
    const rate = this.requestRate.add(1, nowMs)
    if (rate > this.maximumRequestRate) this.maximumRequestRate = rate
  }

  /** `clear counters`: maxima only; with `all`, everything but the running rates. */
  clear(all: boolean): void {
    this.maximumSessions = this.maximumQueue = this.maximumSessionRate = this.maximumRequestRate = 0
    this.queueTimeMs.maximum = this.connectTimeMs.maximum = 0
    this.responseTimeMs.maximum = this.totalTimeMs.maximum = 0
    if (!all) return
    this.totalSessions = this.balancedSessions = this.bytesIn = this.bytesOut = 0
    this.requestBytesOut = this.responseBytesOut = 0
    this.deniedRequests = this.deniedResponses = this.connectErrors = this.responseErrors = 0
    this.internalErrors = this.retries = this.redispatches = this.clientAborts = this.serverAborts = 0
    this.failedRewrites = this.httpRequests = this.connectAttempts = this.connectionReuses = 0
    this.responses.clear()
    for (const average of [this.queueTimeMs, this.connectTimeMs, this.responseTimeMs, this.totalTimeMs]) average.clear()
  }
}

/** A server's own counters. */
export class ServerCounters extends TrafficCounters {
  /** Failed checks, transitions to down (`chkfail`, `chkdown`), failures seen in traffic (`hanafail`). */
  failedChecks = 0
  downTransitions = 0
  observedFailures = 0

  override clear(all: boolean): void {
    super.clear(all)
    if (all) this.failedChecks = this.downTransitions = this.observedFailures = 0
  }
}

/** A backend's own counters. */
export class BackendCounters extends TrafficCounters {
  /** Times that the backend lost its last server. */
  downTransitions = 0

  override clear(all: boolean): void {
    super.clear(all)
    if (all) this.downTransitions = 0
  }
}
