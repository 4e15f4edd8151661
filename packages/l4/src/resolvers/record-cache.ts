/** The records of a name. One that answers have no longer is kept for a while: a name server may not tell all at once. */
export class RecordCache<T> {
  readonly #obsoleteMs: number
  readonly #keyOf: (record: T) => string
  readonly #entries = new Map<string, { record: T; seenMs: number }>()

  constructor(obsoleteMs: number, keyOf: (record: T) => string) {
    this.#obsoleteMs = obsoleteMs
    this.#keyOf = keyOf
  }

  get values(): readonly T[] {
    return Array.from(this.#entries.values(), ({ record }) => record)
  }

  /** Takes the records of a valid answer. */
  update(records: readonly T[], nowMs: number): void {
    for (const record of records) {
      const entry = this.#entries.get(this.#keyOf(record))
      if (entry === undefined) this.#entries.set(this.#keyOf(record), { record, seenMs: nowMs })
      else Object.assign(entry, { record, seenMs: nowMs })
    }
    for (const [key, { seenMs }] of this.#entries) {
      if (seenMs < nowMs && nowMs - seenMs >= this.#obsoleteMs) this.#entries.delete(key)
    }
  }

  clear(): void {
    this.#entries.clear()
  }
}
