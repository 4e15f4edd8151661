import { lowerAscii } from '../bytes.ts'
import { earlier } from './bag.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

/** From how many patterns on the automaton is quicker than trying each (bench/patterns.ts). */
const automatonFrom = 12

/** `-m sub`: an Aho-Corasick automaton over all patterns, so that a value is walked through once. */
export class SubstringIndex implements PatternIndex<string> {
  readonly #ignoreCase: boolean
  readonly #entries = new Map<number, { readonly key: string; readonly entry: PatternEntry }>()
  #automaton: Automaton | null = null

  constructor(ignoreCase: boolean) {
    this.#ignoreCase = ignoreCase
  }

  refuse(): string | null {
    return null
  }

  add(entry: PatternEntry): void {
    this.#entries.set(entry.id, { key: this.#ignoreCase ? lowerAscii(entry.pattern) : entry.pattern, entry })
    this.#automaton = null
  }

  remove(entry: PatternEntry): void {
    this.#entries.delete(entry.id)
    this.#automaton = null
  }

  clear(): void {
    this.#entries.clear()
    this.#automaton = null
  }

  find(value: string): PatternEntry | null {
    const text = this.#ignoreCase ? lowerAscii(value) : value
    if (this.#entries.size < automatonFrom) {
      for (const { key, entry } of this.#entries.values()) if (text.includes(key)) return entry
      return null
    }
    this.#automaton ??= new Automaton([...this.#entries.values()])
    return this.#automaton.find(text)
  }
}

class Automaton {
  /** Where a node goes on a char: `node * 256 + code` → node. */
  readonly #next = new Map<number, number>()
  /** The longest proper suffix of a node that is a node. */
  readonly #fail: number[] = [0]
  /** The earliest entry that ends in a node or in one of its suffixes. */
  readonly #found: (PatternEntry | null)[] = [null]

  constructor(patterns: readonly { readonly key: string; readonly entry: PatternEntry }[]) {
    const children: number[][] = [[]]
    const codes: number[] = [0]
    for (const { key, entry } of patterns) {
      let node = 0
      for (let index = 0; index < key.length; index++) {
        const code = key.charCodeAt(index)
        const edge = node * 256 + code
        let child = this.#next.get(edge)
        if (child === undefined) {
          child = this.#fail.length
          this.#next.set(edge, child)
          this.#fail.push(0)
          this.#found.push(null)
          children[node]!.push(child)
          children.push([])
          codes.push(code)
        }
        node = child
      }
      this.#found[node] = earlier(this.#found[node]!, entry)
    }
    const queue = [...children[0]!]
    for (let at = 0; at < queue.length; at++) {
      const node = queue[at]!
      this.#found[node] = earlier(this.#found[node]!, this.#found[this.#fail[node]!]!)
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

  find(text: string): PatternEntry | null {
    let node = 0
    let best: PatternEntry | null = this.#found[0] ?? null
    for (let index = 0; index < text.length; index++) {
      node = this.#step(node, text.charCodeAt(index))
      const entry = this.#found[node]!
      if (entry !== null) best = earlier(best, entry)
    }
    return best
  }
}
