import type { Clock } from './clock.ts'

interface Entry {
  readonly atMs: number
  readonly order: number
  readonly callback: () => void
}

/** A clock that moves only when told to, for tests and simulation. */
export class VirtualClock implements Clock {
  #nowMs = 0
  #order = 0
  #entries: Entry[] = []
  readonly #originMs: number

  /** `originMs` is the wall-clock time, in milliseconds since 1970, at monotonic zero. */
  constructor(originMs = 0) {
    this.#originMs = originMs
  }

  nowMs(): number {
    return this.#nowMs
  }

  wallMs(): number {
    return this.#originMs + this.#nowMs
  }

  schedule(delayMs: number, callback: () => void): () => void {
    const entry = { atMs: this.#nowMs + Math.max(0, delayMs), order: this.#order++, callback }
    this.#entries.push(entry)
    return () => {
      const index = this.#entries.indexOf(entry)
      if (index >= 0) this.#entries.splice(index, 1)
    }
  }

  /** How many callbacks are waiting: zero once nothing leaks a timer. */
  get pending(): number {
    return this.#entries.length
  }

  /** Moves time forward, running what falls due in order of its time, then of its registration. */
  advance(byMs: number): void {
    const endMs = this.#nowMs + byMs
    for (;;) {
      let next: Entry | undefined
      for (const entry of this.#entries) {
        if (entry.atMs > endMs) continue
        if (next === undefined || entry.atMs < next.atMs || (entry.atMs === next.atMs && entry.order < next.order)) {
          next = entry
        }
      }
      if (next === undefined) break
      this.#entries.splice(this.#entries.indexOf(next), 1)
      this.#nowMs = Math.max(this.#nowMs, next.atMs)
      next.callback()
    }
    this.#nowMs = endMs
  }
}
