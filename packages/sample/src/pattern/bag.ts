import type { PatternEntry } from './entry.ts'

/** Entries by key. Equal keys are kept in order and the first one counts; the others wait until it is removed. */
export class EntryBag<K> {
  readonly #first = new Map<K, PatternEntry>()
  readonly #others = new Map<K, PatternEntry[]>()

  get size(): number {
    return this.#first.size
  }

  get(key: K): PatternEntry | undefined {
    return this.#first.get(key)
  }

  keys(): IterableIterator<K> {
    return this.#first.keys()
  }

  add(key: K, entry: PatternEntry): void {
    if (!this.#first.has(key)) this.#first.set(key, entry)
    else {
      const others = this.#others.get(key)
      if (others === undefined) this.#others.set(key, [entry])
      else others.push(entry)
    }
  }

  remove(key: K, id: number): void {
    const others = this.#others.get(key)
    if (this.#first.get(key)?.id === id) {
      const next = others?.shift()
      if (next === undefined) this.#first.delete(key)
      else this.#first.set(key, next)
    } else if (others !== undefined) {
      const at = others.findIndex((entry) => entry.id === id)
      if (at >= 0) others.splice(at, 1)
    }
    if (others?.length === 0) this.#others.delete(key)
  }

  clear(): void {
    this.#first.clear()
    this.#others.clear()
  }
}

/** The one that was inserted first. */
export function earlier(a: PatternEntry | null, b: PatternEntry | null): PatternEntry | null {
  if (a === null) return b
  if (b === null) return a
  return a.order <= b.order ? a : b
}
