import type { ServerState } from './server-state.ts'
import type { QueueEntry, Waiter } from './waiter.ts'

/**
 * Waiters in the order in which they will be served: by priority class, then by the time of arrival moved by the
 * priority offset, then by arrival (manual, `http-request set-priority-class`).
 *
 * Almost every waiter arrives with the default priority and goes to the end; others are put in their place.
 */
export class WaiterQueue {
  /** Null for the queue of a backend. */
  readonly server: ServerState | null
  /** How many have been taken out to be served. */
  servedCount = 0
  #entries: QueueEntry[] = []
  #head = 0

  constructor(server: ServerState | null) {
    this.server = server
  }

  get length(): number {
    return this.#entries.length - this.#head
  }

  /** The one to be served next, or null. */
  get first(): QueueEntry | null {
    return this.#entries[this.#head] ?? null
  }

  add(waiter: Waiter, nowMs: number, sequence: number): void {
    const entry: QueueEntry = {
      waiter,
      server: this.server,
      priorityClass: waiter.priorityClass,
      keyMs: nowMs + waiter.priorityOffsetMs,
      sequence,
    }
    waiter.queueEntry = entry
    let index = this.#entries.length
    while (index > this.#head && precedes(entry, this.#entries[index - 1]!)) index--
    if (index === this.#entries.length) this.#entries.push(entry)
    else this.#entries.splice(index, 0, entry)
  }

  /** Takes the first one out. */
  shift(): Waiter | null {
    const entry = this.#entries[this.#head]
    if (entry === undefined) return null
    this.#head++
    this.servedCount++
    this.#compact()
    entry.waiter.queueEntry = null
    return entry.waiter
  }

  /** Takes out one that gives up. False when it is not here. */
  remove(waiter: Waiter): boolean {
    const entry = waiter.queueEntry
    if (entry === null) return false
    const index = this.#entries.indexOf(entry, this.#head)
    if (index < 0) return false
    if (index === this.#head) {
      this.#head++
      this.#compact()
    } else this.#entries.splice(index, 1)
    waiter.queueEntry = null
    return true
  }

  #compact(): void {
    if (this.#head === this.#entries.length) {
      this.#entries.length = 0
      this.#head = 0
    } else if (this.#head > 256 && this.#head * 2 > this.#entries.length) {
      this.#entries = this.#entries.slice(this.#head)
      this.#head = 0
    }
  }
}

/** Whether `a` is served before `b`. */
export function precedes(a: QueueEntry, b: QueueEntry): boolean {
  if (a.priorityClass !== b.priorityClass) return a.priorityClass < b.priorityClass
  if (a.keyMs !== b.keyMs) return a.keyMs < b.keyMs
  return a.sequence < b.sequence
}
