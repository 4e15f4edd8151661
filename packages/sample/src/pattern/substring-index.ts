import { lowerAscii } from '../bytes.ts'
import { earlier } from './bag.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

/** Up to how many patterns trying each is quicker than an automaton (bench/patterns.ts). */
const tryUpTo = 12

interface KeyedEntry {
  readonly key: string
  readonly entry: PatternEntry
}

/**
 * `-m sub`: Aho-Corasick automata, so that a value is walked through once. An automaton cannot take a pattern in; so there
 * are several, each at least twice as large as the one before, and the latest patterns are tried one by one. When these get
 * too many they make an automaton together with the smaller ones, so that a pattern moves only a few times.
 */
export class SubstringIndex implements PatternIndex<string> {
  readonly #ignoreCase: boolean
  readonly #latest = new Map<number, KeyedEntry>()
  /** Smallest first. */
  #automata: Automaton[] = []
  readonly #homes = new Map<number, Automaton>()

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
  }

  refuse(): string | null {
    return null
  }

  #key(entry: PatternEntry): string {
    return this.#ignoreCase ? lowerAscii(entry.pattern) : entry.pattern
  }

  add(entry: PatternEntry): void {
    this.#latest.set(entry.id, { key: this.#key(entry), entry })
  }

  remove(entry: PatternEntry): void {
    if (this.#latest.delete(entry.id)) return
    const home = this.#homes.get(entry.id)
    if (home === undefined) return
    this.#homes.delete(entry.id)
    home.remove(this.#key(entry), entry.id)
    if (2 * home.live > home.size) return
    // What is left of it moves into a smaller one.
    this.#automata = this.#automata.filter((automaton) => automaton !== home)
    for (const left of home.entries()) this.#latest.set(left.entry.id, left)
  }

  clear(): void {
    this.#latest.clear()
    this.#automata = []
    this.#homes.clear()
  }

  find(value: string): PatternEntry | null {
    const text = this.#ignoreCase ? lowerAscii(value) : value
    this.settle()
    let best: PatternEntry | null = null
    for (const { key, entry } of this.#latest.values()) if (text.includes(key)) best = earlier(best, entry)
    for (const automaton of this.#automata) best = earlier(best, automaton.find(text))
    return best
  }

  settle(): void {
    if (this.#latest.size <= tryUpTo) return
    const gathered = [...this.#latest.values()]
    let next = this.#automata[0]
    while (next !== undefined && next.live < 2 * gathered.length) {
      for (const each of next.entries()) gathered.push(each)
      this.#automata.shift()
      next = this.#automata[0]
    }
    this.#latest.clear()
    const automaton = new Automaton(gathered)
    this.#automata.unshift(automaton)
    for (const { entry } of gathered) this.#homes.set(entry.id, automaton)
  }
}

class Automaton {
  readonly size: number
  live: number
  /** Where a node goes on a char: `node * 256 + code` → node. */
  readonly #next = new Map<number, number>()
  /** The longest proper suffix of a node that is a node. */
  readonly #fail: number[] = [0]
  /** The patterns that are a node, earliest first; null when there never were any. */
  readonly #own: (KeyedEntry[] | null)[] = [null]
  /** The longest suffix of a node, itself included, that had patterns of its own; 0 when there is none. */
  readonly #output: number[] = [0]

  constructor(patterns: readonly KeyedEntry[]) {
    this.size = this.live = patterns.length
    const children: number[][] = [[]]
    const codes: number[] = [0]
    for (const pattern of patterns) {
      let node = 0
      for (let index = 0; index < pattern.key.length; index++) {
        const code = pattern.key.charCodeAt(index)
        const edge = node * 256 + code
        let child = this.#next.get(edge)
        if (child === undefined) {
          child = this.#fail.length
          this.#next.set(edge, child)
          this.#fail.push(0)
          this.#own.push(null)
          this.#output.push(0)
          children[node]!.push(child)
          children.push([])
          codes.push(code)
        }
        node = child
      }
      const own = this.#own[node] ?? []
      own.push(pattern)
      if (own.length > 1) own.sort((a, b) => a.entry.order - b.entry.order)
      this.#own[node] = own
    }
    const queue = [...children[0]!]
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!
      this.#output[node] = this.#own[node] === null ? this.#output[this.#fail[node]!]! : node
      for (const child of children[node]!) {
        this.#fail[child] = this.#step(this.#fail[node]!, codes[child]!)
        queue.push(child)
      }
    }
  }

  #step(node: number, code: number): number {
    for (;;) {
      const next = this.#next.get(node * 256 + code)
      if (next !== undefined) return next
      if (node === 0) return 0
      node = this.#fail[node]!
    }
  }

  remove(key: string, id: number): void {
    let node = 0
    for (let index = 0; index < key.length; index++) node = this.#next.get(node * 256 + key.charCodeAt(index))!
    const own = this.#own[node]!
    own.splice(
      own.findIndex(({ entry }) => entry.id === id),
      1,
    )
    this.live--
  }

  *entries(): Iterable<KeyedEntry> {
    for (const own of this.#own) if (own !== null) yield* own
  }

  find(text: string): PatternEntry | null {
    let node = 0
    let best: PatternEntry | null = this.#own[0]?.[0]?.entry ?? null
    for (let index = 0; index < text.length; index++) {
      node = this.#step(node, text.charCodeAt(index))
      for (let end = this.#output[node]!; end > 0; end = this.#output[this.#fail[end]!]!) {
        const first = this.#own[end]![0]
        if (first !== undefined) best = earlier(best, first.entry)
      }
    }
    return best
  }
}
