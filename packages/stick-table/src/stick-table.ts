import { type Clock, RateCounter, type RateSnapshot } from '@weir/base'
import type { SampleValue } from '@weir/keyword'
import { type DataType, dataTypes, findDataType, legacyNames } from './data-type.ts'
import { keyOfSample, type TableKey } from './key.ts'
import type { StoredType, TableDefinition } from './table-definition.ts'

/** Where one stored value of an entry is. Belongs to the table that gave it. */
export interface Column {
  readonly type: DataType
  readonly index: number
  /** Null for what is no rate. */
  readonly periodMs: number | null
  /** @internal */
  readonly slot: number
}

/** One key with its data. Read and written through its table only. */
export interface StickEntry {
  readonly key: TableKey
  /** Unique in the table, from 1. */
  readonly id: number
  /** How many trackers hold it: it is neither purged nor expired meanwhile. */
  trackers: number
  /** Monotonic time at which it goes; infinite without `expire`. */
  expiresAtMs: number
  /** Monotonic time of the last use. */
  usedAtMs: number
  /** @internal */
  readonly numbers: number[]
  /** @internal Made when first written. */
  readonly rates: (RateCounter | null)[]
  serverKey: string | null
  /** @internal False once it has left the table. */
  isStored: boolean
}

/** Who follows what happens to the entries of a table: the peers that share it. */
export interface TableObserver {
  /** The entry is new, was used, or says something else now. Called at every change: has to be quick. */
  entryChanged(entry: StickEntry): void
  entryRemoved(entry: StickEntry): void
}

/**
 * Keys with counters, tags and rates. Entries stand in the order of their last use, so the first one is the first to
 * expire and the first to be purged when room is needed:
 *
 *   oldest ─ … ─ last used
 *      └─ purged, expired      a use moves an entry to the end
 */
export class StickTable {
  readonly definition: TableDefinition
  readonly name: string
  readonly #clock: Clock
  readonly #entries = new Map<TableKey, StickEntry>()
  #columns: readonly Column[] = []
  #stored: readonly StoredType[] = []
  readonly #bySlot = new Map<string, readonly Column[]>()
  #numberCount = 0
  #rateCount = 0
  #nextId = 1
  #cancelSweep: (() => void) | null = null
  #observer: TableObserver | null = null
  /** What peers tell is not told back to them. */
  #isLearning = false

  constructor(definition: TableDefinition, clock: Clock) {
    this.definition = definition
    this.name = definition.name
    this.#clock = clock
    this.#layOut(definition.stored)
  }

  /** Entries kept. */
  get used(): number {
    return this.#entries.size
  }

  /** Entries that still fit without a purge. */
  get available(): number {
    return Math.max(0, this.definition.size - this.#entries.size)
  }

  /** The stored data types, in the order of dumps and of the peers protocol. */
  get stored(): readonly StoredType[] {
    return this.#stored
  }

  /** Every stored value, in the order of dumps. */
  get columns(): readonly Column[] {
    return this.#columns
  }

  /** Adds a data type that a `stick` rule needs. Throws once there are entries. */
  store(name: string): void {
    const type = findDataType(name)
    if (type === null || type.kind === 'rate' || type.isArray)
      throw new Error(`'${name}' can't be stored without arguments`)
    if (this.#bySlot.has(name)) return
    if (this.#entries.size > 0) throw new Error(`table '${this.name}' has entries already`)
    this.#layOut([...this.#stored, { type, length: 1, periodMs: null }])
  }

  /** Null when the table does not store it. The old names (`gpc0`) lead to the first elements of arrays, too. */
  column(name: string, index = 0): Column | null {
    const own = this.#bySlot.get(name)?.[index]
    if (own !== undefined) return own
    const legacy = index === 0 ? legacyNames.get(name) : undefined
    return legacy === undefined ? null : (this.#bySlot.get(legacy.array)?.[legacy.index] ?? null)
  }

  /** The entry of a sample, looked up without using it; null when there is none or the sample is no key. */
  lookup(value: SampleValue): StickEntry | null {
    const key = keyOfSample(value, this.definition)
    return key === null ? null : this.lookupKey(key)
  }

  lookupKey(key: TableKey): StickEntry | null {
    const entry = this.#entries.get(key)
    if (entry === undefined) return null
    if (entry.trackers > 0 || entry.expiresAtMs > this.#clock.nowMs()) return entry
    this.#drop(entry)
    return null
  }

  /** The entry of a sample, made where there is none. Null: the sample is no key, or the table is full. */
  obtain(value: SampleValue): StickEntry | null {
    const key = keyOfSample(value, this.definition)
    return key === null ? null : this.obtainKey(key)
  }

  obtainKey(key: TableKey): StickEntry | null {
    const found = this.lookupKey(key)
    if (found !== null) {
      this.touch(found)
      return found
    }
    if (this.#entries.size >= this.definition.size && !this.#makeRoom()) return null
    const nowMs = this.#clock.nowMs()
    const entry: StickEntry = {
      key,
      id: this.#nextId++,
      trackers: 0,
      expiresAtMs: nowMs + (this.definition.expireMs ?? Number.POSITIVE_INFINITY),
      usedAtMs: nowMs,
      numbers: new Array<number>(this.#numberCount).fill(0),
      rates: new Array<RateCounter | null>(this.#rateCount).fill(null),
      serverKey: null,
      isStored: true,
    }
    this.#entries.set(key, entry)
    this.#planSweep(entry)
    this.#changed(entry)
    return entry
  }

  /** Tells `observer` of all that this process changes from now on; null: nobody. */
  observe(observer: TableObserver | null): void {
    this.#observer = observer
  }

  /**
   * Takes over what a peer tells about a key: `write` sets the values of its entry, which lives for `remainingMs` more, or
   * for the table's own time when that is null. Nothing happens while the table is full.
   */
  learn(key: TableKey, remainingMs: number | null, write: (entry: StickEntry) => void): void {
    this.#isLearning = true
    try {
      const entry = this.obtainKey(key)
      if (entry === null) return
      write(entry)
      // It keeps its place, so the sweep may come by late: until then it is there, but nobody sees it.
      if (remainingMs !== null && this.definition.expireMs !== null) {
        entry.expiresAtMs = Math.min(entry.expiresAtMs, this.#clock.nowMs() + remainingMs)
      }
    } finally {
      this.#isLearning = false
    }
  }

  /** Counts as a use: the entry's time begins anew. */
  touch(entry: StickEntry): void {
    if (!entry.isStored) return
    const nowMs = this.#clock.nowMs()
    // A use within the same millisecond changes neither the order nor the deadline that anyone can see.
    if (entry.usedAtMs === nowMs && entry.trackers > 0) return
    entry.usedAtMs = nowMs
    entry.expiresAtMs = nowMs + (this.definition.expireMs ?? Number.POSITIVE_INFINITY)
    this.#entries.delete(entry.key)
    this.#entries.set(entry.key, entry)
    this.#changed(entry)
  }

  hold(entry: StickEntry): void {
    this.touch(entry)
    entry.trackers++
  }

  release(entry: StickEntry): void {
    entry.trackers--
    this.touch(entry)
  }

  /** False when something tracks it. */
  remove(entry: StickEntry): boolean {
    if (entry.trackers > 0) return false
    if (entry.isStored) this.#drop(entry)
    return true
  }

  /** In the order of use, the oldest first. What has expired is left out. */
  *entries(): IterableIterator<StickEntry> {
    const nowMs = this.#clock.nowMs()
    for (const entry of this.#entries.values()) if (entry.trackers > 0 || entry.expiresAtMs > nowMs) yield entry
  }

  /** A counter's value, or a rate's events per period. */
  read(entry: StickEntry, column: Column): number {
    if (column.periodMs === null) return entry.numbers[column.slot]!
    return entry.rates[column.slot]?.read(this.#clock.nowMs()) ?? 0
  }

  /** A rate's state, to be told to others. */
  rateSnapshot(entry: StickEntry, column: Column): RateSnapshot {
    const rate = entry.rates[column.slot] ?? null
    return rate === null ? { ageMs: 0, current: 0, previous: 0 } : rate.snapshot(this.#clock.nowMs())
  }

  restoreRate(entry: StickEntry, column: Column, snapshot: RateSnapshot): void {
    if (column.periodMs !== null) {
      entry.rates[column.slot] = RateCounter.restore(column.periodMs, snapshot, this.#clock.nowMs())
    }
  }

  /** Counts, and returns the value after that. Counters wrap at 2^32; `conn_cur` never falls below zero. */
  add(entry: StickEntry, column: Column, amount: number): number {
    this.#changed(entry)
    if (column.periodMs === null) {
      const sum = entry.numbers[column.slot]! + amount
      return (entry.numbers[column.slot] = column.type.isWide ? sum : amount < 0 ? Math.max(0, sum) : sum % 4294967296)
    }
    const nowMs = this.#clock.nowMs()
    const rate = (entry.rates[column.slot] ??= new RateCounter(column.periodMs, nowMs))
    rate.add(amount, nowMs)
    return rate.read(nowMs)
  }

  /** Overwrites; a rate starts its period with that many events. */
  set(entry: StickEntry, column: Column, value: number): void {
    this.#changed(entry)
    if (column.periodMs === null) {
      entry.numbers[column.slot] = column.type.isWide ? value : Number(BigInt.asUintN(32, BigInt(value)))
      return
    }
    const nowMs = this.#clock.nowMs()
    const rate = new RateCounter(column.periodMs, nowMs)
    if (value !== 0) rate.add(value, nowMs)
    entry.rates[column.slot] = rate
  }

  /** Milliseconds until the entry goes; 0 when it never does. */
  expiresInMs(entry: StickEntry): number {
    return entry.expiresAtMs === Number.POSITIVE_INFINITY ? 0 : Math.max(0, entry.expiresAtMs - this.#clock.nowMs())
  }

  idleMs(entry: StickEntry): number {
    return this.#clock.nowMs() - entry.usedAtMs
  }

  /** Stops the timer. The table stays usable; what expires is then noticed when it is looked up. */
  close(): void {
    this.#cancelSweep?.()
    this.#cancelSweep = null
  }

  #layOut(stored: readonly StoredType[]): void {
    const inOrder = [...stored].sort((a, b) => dataTypes.indexOf(a.type) - dataTypes.indexOf(b.type))
    const all: Column[] = []
    this.#stored = inOrder
    this.#numberCount = 0
    this.#rateCount = 0
    this.#bySlot.clear()
    for (const { type, length, periodMs } of inOrder) {
      const columns: Column[] = []
      for (let index = 0; index < length; index++) {
        const slot = periodMs === null ? this.#numberCount++ : this.#rateCount++
        columns.push({ type, index, periodMs, slot })
      }
      this.#bySlot.set(type.name, columns)
      all.push(...columns)
    }
    this.#columns = all
  }

  #drop(entry: StickEntry): void {
    entry.isStored = false
    this.#entries.delete(entry.key)
    this.#observer?.entryRemoved(entry)
  }

  #changed(entry: StickEntry): void {
    if (this.#observer !== null && !this.#isLearning) this.#observer.entryChanged(entry)
  }

  /** Purges the oldest entry that nothing tracks. */
  #makeRoom(): boolean {
    this.#sweepExpired()
    if (this.#entries.size < this.definition.size) return true
    if (this.definition.isNoPurge) return false
    for (const entry of this.#entries.values()) {
      if (entry.trackers > 0) continue
      this.#drop(entry)
      return true
    }
    return false
  }

  #sweepExpired(): void {
    if (this.definition.expireMs === null) return
    const nowMs = this.#clock.nowMs()
    const held: StickEntry[] = []
    for (const entry of this.#entries.values()) {
      if (entry.expiresAtMs > nowMs) break
      if (entry.trackers > 0) held.push(entry)
      else this.#drop(entry)
    }
    // What is tracked is in use: its time begins anew, and the order is kept.
    for (const entry of held) this.touch(entry)
  }

  /** One timer, for the oldest entry. Later uses only move deadlines back, which the sweep finds out. */
  #planSweep(entry: StickEntry): void {
    if (this.#cancelSweep !== null || this.definition.expireMs === null) return
    this.#cancelSweep = this.#clock.schedule(entry.expiresAtMs - this.#clock.nowMs(), () => {
      this.#cancelSweep = null
      this.#sweepExpired()
      const oldest = this.#entries.values().next().value
      if (oldest !== undefined) this.#planSweep(oldest)
    })
  }
}
