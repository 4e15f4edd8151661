/** The state of a rate counter, as processes tell each other: times are relative. */
export interface RateSnapshot {
  /** How long ago the running period began. */
  readonly ageMs: number
  readonly current: number
  readonly previous: number
}

/**
 * Events per period, as HAProxy shows rates: the running period plus what is left of the last one, so that the value
 * slides instead of jumping. Times are monotonic milliseconds handed in by the caller.
 */
export class RateCounter {
  readonly periodMs: number
  #startMs: number
  #current = 0
  #previous = 0

  constructor(periodMs: number, nowMs: number) {
    this.periodMs = periodMs
    this.#startMs = nowMs
  }

  /** A counter that goes on from `snapshot`. */
  static restore(periodMs: number, { ageMs, current, previous }: RateSnapshot, nowMs: number): RateCounter {
    const counter = new RateCounter(periodMs, nowMs - ageMs)
    counter.#current = current
    counter.#previous = previous
    return counter
  }

  snapshot(nowMs: number): RateSnapshot {
    return { ageMs: nowMs - this.#startMs, current: this.#current, previous: this.#previous }
  }

  /** Counts `amount` events and returns the count of the running period. */
  add(amount: number, nowMs: number): number {
    this.#rotate(nowMs)
    this.#current += amount
    return this.#current
  }

  /**
   * The sliding number of events per period. A single event of the last period counts in full until the running one
   * is over, so that a rate of one does not flicker (HAProxy, as observed).
   */
  read(nowMs: number): number {
    this.#rotate(nowMs)
    return this.#current === 0 && this.#previous === 1 ? 1 : this.#slide(nowMs)
  }

  #slide(nowMs: number): number {
    const elapsed = Math.min(1, (nowMs - this.#startMs) / this.periodMs)
    return Math.floor(this.#current + this.#previous * (1 - elapsed))
  }

  /** Milliseconds until one more event keeps the rate at or below `limit`; 0 when it may happen at once. */
  delayMs(limit: number, nowMs: number): number {
    this.#rotate(nowMs)
    if (this.#slide(nowMs) < limit) return 0
    return Math.max(1, Math.ceil(this.#startMs + this.periodMs - nowMs))
  }

  #rotate(nowMs: number): void {
    const elapsedMs = nowMs - this.#startMs
    if (elapsedMs < this.periodMs) return
    this.#previous = elapsedMs < 2 * this.periodMs ? this.#current : 0
    this.#current = 0
    this.#startMs = elapsedMs < 2 * this.periodMs ? this.#startMs + this.periodMs : nowMs
  }
}
