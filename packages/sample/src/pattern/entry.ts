/** One pattern of a set. `order` grows with insertion: where several patterns match, many methods prefer the first. */
export interface PatternEntry {
  readonly id: number
  readonly order: number
  readonly pattern: string
  /** The second column of a map; null in a list. The set may give it another one: what is derived from it goes stale. */
  readonly value: string | null
  /** The line of its file, or 0 when it did not come from one. */
  readonly line: number
}

/** A structure that finds the pattern that matches a value. */
export interface PatternIndex<V = never> {
  /** Why the text is no pattern of this kind, or null. */
  refuse(pattern: string): string | null
  /** Takes in a pattern that was not refused. */
  add(entry: PatternEntry): void
  remove(entry: PatternEntry): void
  clear(): void
  find(value: V): PatternEntry | null
  /** Gets ready for look-ups after many changes; without it the first look-up would. */
  settle?(): void
}
