import type { SocketAddress } from '@weir/base'
import type { SampleContext } from '@weir/keyword'
import type { StickEntry, StickTable } from './stick-table.ts'

declare module '@weir/keyword' {
  interface SampleContext {
    /** What rules have tracked for this session or stream; null as long as nothing is. Set by `track-sc`. */
    trackers?: TrackedCounters | null
    /** The client as rules see it. */
    readonly sourceAddress?: SocketAddress | null
    /** True where each stream is one HTTP request: tracking it counts the request. */
    readonly isRequest?: boolean
  }
}

/** An entry that is being tracked. */
export interface Tracked {
  readonly table: StickTable
  readonly entry: StickEntry
}

/**
 * The entries that a session or a stream tracks, by number. A stream's set looks through to its session's, whose numbers
 * it can't take. Engines call the hooks; where nothing is tracked there is no such object and nothing to call.
 *
 *   session ─ track-sc0 ──▶ conn  ─ establish ──▶ sess            ┌─ end ──▶ conn_cur gives back
 *      └─ stream ─ track-sc1 ──▶ conn ─ request ──▶ http_req … ───┘
 */
export class TrackedCounters {
  readonly #parent: TrackedCounters | null
  readonly #slots: (Tracked | null)[] = []
  readonly #isRequest: boolean
  #isOver = false

  /** `isRequest`: entries that are tracked through this object count a request at once. */
  constructor(parent: TrackedCounters | null = null, isRequest = false) {
    this.#parent = parent
    this.#isRequest = isRequest
  }

  /** What number `index` stands for, the session's included. */
  find(index: number): Tracked | null {
    return this.#slots[index] ?? this.#parent?.find(index) ?? null
  }

  /** Starts tracking, unless the number is taken: the first rule wins. */
  track(index: number, table: StickTable, entry: StickEntry): void {
    if (this.#isOver || this.find(index) !== null) return
    while (this.#slots.length <= index) this.#slots.push(null)
    this.#slots[index] = { table, entry }
    table.hold(entry)
    count(table, entry, 'conn_cur', 1)
    count(table, entry, 'conn_cnt', 1)
    count(table, entry, 'conn_rate', 1)
    if (this.#isRequest) countRequest(table, entry)
  }

  /** The connection has become a session. */
  establish(): void {
    for (const slot of this.#slots) {
      if (slot === null) continue
      count(slot.table, slot.entry, 'sess_cnt', 1)
      count(slot.table, slot.entry, 'sess_rate', 1)
      slot.table.touch(slot.entry)
    }
  }

  /** A request begins: those that were tracked before it count it. */
  startRequest(): void {
    this.#parent?.startRequest()
    for (const slot of this.#slots) if (slot !== null) countRequest(slot.table, slot.entry)
  }

  /** The client's fault: an invalid or denied request, a failed authentication, a response of 4xx. */
  countError(): void {
    this.#countBoth('http_err')
  }

  /** The server's fault: an invalid response, or one of 5xx. */
  countFailure(): void {
    this.#countBoth('http_fail')
  }

  countGlitches(amount: number): void {
    this.#countBoth('glitch', amount)
  }

  countBytes(bytesIn: number, bytesOut: number): void {
    this.#parent?.countBytes(bytesIn, bytesOut)
    for (const slot of this.#slots) {
      if (slot === null) continue
      const { table, entry } = slot
      const { byteRateFactor } = table.definition
      if (bytesIn > 0) {
        count(table, entry, 'bytes_in_cnt', bytesIn)
        count(table, entry, 'bytes_in_rate', Math.ceil(bytesIn / byteRateFactor))
      }
      if (bytesOut > 0) {
        count(table, entry, 'bytes_out_cnt', bytesOut)
        count(table, entry, 'bytes_out_rate', Math.ceil(bytesOut / byteRateFactor))
      }
      table.touch(entry)
    }
  }

  /** The set of a stream of this session. */
  forStream(isRequest: boolean): TrackedCounters {
    return new TrackedCounters(this, isRequest)
  }

  /** The session or stream is over. Further calls do nothing. */
  end(): void {
    if (this.#isOver) return
    this.#isOver = true
    for (const slot of this.#slots) {
      if (slot === null) continue
      count(slot.table, slot.entry, 'conn_cur', -1)
      slot.table.release(slot.entry)
    }
    this.#slots.length = 0
  }

  #countBoth(stem: string, amount = 1): void {
    if (this.#parent !== null) this.#parent.#countBoth(stem, amount)
    for (const slot of this.#slots) {
      if (slot === null) continue
      count(slot.table, slot.entry, `${stem}_cnt`, amount)
      count(slot.table, slot.entry, `${stem}_rate`, amount)
      slot.table.touch(slot.entry)
    }
  }
}

function count(table: StickTable, entry: StickEntry, name: string, amount: number): void {
  const column = table.column(name)
  if (column !== null) table.add(entry, column, amount)
}

function countRequest(table: StickTable, entry: StickEntry): void {
  count(table, entry, 'http_req_cnt', 1)
  count(table, entry, 'http_req_rate', 1)
  table.touch(entry)
}

/** The tracked counters of a session or stream, made when the first rule tracks something. */
export function trackersOf(context: SampleContext): TrackedCounters {
  context.trackers ??= new TrackedCounters(null, context.isRequest === true)
  return context.trackers
}
