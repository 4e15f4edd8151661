import { RateCounter } from '@weir/base'
import type { Column, StickEntry, StickTable } from '@weir/stick-table'

/** Says how much may go through, and remembers what went. */
export interface Allowance {
  /** How many of `wanted` bytes may go now: as many as that or none when there is too little to be worth it. */
  take(wanted: number, nowMs: number): number
  /** How long until it is worth asking again. */
  waitMs(wanted: number): number
  /** Its stream is over. */
  end(): void
}

/** Bytes at a time that are worth a wake-up, where the filter does not say: what a hundredth of a period brings. */
const share = 100

/** The limit of one stream. */
export class StreamAllowance implements Allowance {
  readonly #limit: number
  readonly #periodMs: number
  readonly #minBytes: number
  readonly #rate: RateCounter

  constructor(limit: number, periodMs: number, minBytes: number, nowMs: number) {
    this.#limit = limit
    this.#periodMs = periodMs
    this.#minBytes = leastOf(limit, minBytes)
    this.#rate = new RateCounter(periodMs, nowMs)
  }

  take(wanted: number, nowMs: number): number {
    const allowed = Math.min(wanted, this.#limit - this.#rate.read(nowMs))
    if (allowed < Math.min(wanted, this.#minBytes)) return 0
    this.#rate.add(allowed, nowMs)
    return allowed
  }

  waitMs(wanted: number): number {
    return waitOf(Math.min(wanted, this.#minBytes), this.#limit, this.#periodMs)
  }

  end(): void {}
}

/** How many streams share the limit of an entry at present. */
export type Sharers = Map<StickEntry, number>

/** The part of one stream in what a table's entry allows all that share it. */
export class SharedAllowance implements Allowance {
  readonly #limit: number
  readonly #minBytes: number
  readonly #table: StickTable
  readonly #entry: StickEntry
  readonly #column: Column
  readonly #sharers: Sharers

  constructor(limit: number, minBytes: number, table: StickTable, entry: StickEntry, column: Column, sharers: Sharers) {
    this.#limit = limit
    this.#minBytes = minBytes
    this.#table = table
    this.#entry = entry
    this.#column = column
    this.#sharers = sharers
    table.hold(entry)
    sharers.set(entry, (sharers.get(entry) ?? 0) + 1)
  }

  take(wanted: number): number {
    const { byteRateFactor } = this.#table.definition
    const left = this.#limit - this.#table.read(this.#entry, this.#column) * byteRateFactor
    const allowed = Math.min(wanted, Math.floor(left / this.#count))
    if (allowed < Math.min(wanted, this.#least)) return 0
    this.#table.add(this.#entry, this.#column, Math.ceil(allowed / byteRateFactor))
    this.#table.touch(this.#entry)
    return allowed
  }

  waitMs(wanted: number): number {
    return waitOf(Math.min(wanted, this.#least) * this.#count, this.#limit, this.#column.periodMs!)
  }

  get #count(): number {
    return this.#sharers.get(this.#entry)!
  }

  get #least(): number {
    return leastOf(Math.ceil(this.#limit / this.#count), this.#minBytes)
  }

  end(): void {
    const count = this.#count - 1
    if (count === 0) this.#sharers.delete(this.#entry)
    else this.#sharers.set(this.#entry, count)
    this.#table.release(this.#entry)
  }
}

function leastOf(limit: number, minBytes: number): number {
  return Math.max(1, Math.min(limit, Math.max(minBytes, Math.ceil(limit / share))))
}

function waitOf(bytes: number, limit: number, periodMs: number): number {
  return Math.max(1, Math.ceil((bytes * periodMs) / limit))
}
