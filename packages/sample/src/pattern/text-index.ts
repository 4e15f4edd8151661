/** Exact, prefix, suffix and delimited matching of byte strings: the cost depends on the value, not on the patterns. */
import { bytesOfHex, lowerAscii, textOfBytes } from '../bytes.ts'
import { EntryBag, earlier } from './bag.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

/** `-m str`, and `-m bin` with the patterns in hexadecimal digits. */
export class ExactIndex implements PatternIndex<string> {
  readonly #ignoreCase: boolean
  readonly #isHexadecimal: boolean
  readonly #entries = new EntryBag<string>()
  /** The only pattern: comparing beats hashing a string that was just cut out of a message. */
  #only: string | null = null
  #onlyEntry: PatternEntry | null = null

  constructor(ignoreCase: boolean, isHexadecimal = false) {
    this.#ignoreCase = ignoreCase
    this.#isHexadecimal = isHexadecimal
  }

  refuse(pattern: string): string | null {
    if (!this.#isHexadecimal) return null
    if (pattern.length % 2 !== 0) return `expects an even number of hex digits, but got '${pattern}'`
    return bytesOfHex(pattern) === null ? `expects hex digits, but got '${pattern}'` : null
  }

  #key(pattern: string): string {
    if (this.#isHexadecimal) return textOfBytes(bytesOfHex(pattern)!)
    return this.#ignoreCase ? lowerAscii(pattern) : pattern
  }

  #refresh(): void {
    this.#only = null
    this.#onlyEntry = null
    if (this.#entries.size !== 1) return
    for (const key of this.#entries.keys()) {
      this.#only = key
      this.#onlyEntry = this.#entries.get(key)!
    }
  }

  add(entry: PatternEntry): void {
    this.#entries.add(this.#key(entry.pattern), entry)
    this.#refresh()
  }

  remove(entry: PatternEntry): void {
    this.#entries.remove(this.#key(entry.pattern), entry.id)
    this.#refresh()
  }

  clear(): void {
    this.#entries.clear()
    this.#refresh()
  }

  find(value: string): PatternEntry | null {
    const key = this.#ignoreCase ? lowerAscii(value) : value
    if (this.#only !== null) return key === this.#only ? this.#onlyEntry : null
    return this.#entries.get(key) ?? null
  }
}

interface KeyedEntry {
  readonly key: string
  readonly entry: PatternEntry
}

/** Up to how many prefixes or suffixes comparing each is quicker than hashing (bench/patterns.ts). */
const compareUpTo = 6

/**
 * `-m beg` and `-m end`: a hash that runs along the value, and a table of hashes for each length that occurs; only
 * where one is found are strings compared. Prefixes prefer the longest pattern (HAProxy keeps them in a tree),
 * suffixes and prefixes that ignore case the first one (it keeps them in a list).
 */
export class AffixIndex implements PatternIndex<string> {
  readonly #ignoreCase: boolean
  readonly #isPrefix: boolean
  readonly #prefersLongest: boolean
  readonly #entries = new Map<number, KeyedEntry>()
  /** All entries as long as there are few, null then. */
  #few: readonly KeyedEntry[] | null = []
  readonly #byLength = new Map<number, Map<number, EntryBag<string>>>()
  /** Shortest first. */
  #lengths: number[] = []

  constructor(isPrefix: boolean, ignoreCase: boolean) {
    this.#isPrefix = isPrefix
    this.#ignoreCase = ignoreCase
    this.#prefersLongest = isPrefix && !ignoreCase
  }

  refuse(): string | null {
    return null
  }

  #refresh(): void {
    this.#lengths = [...this.#byLength.keys()].sort((a, b) => a - b)
  }

  #hash(key: string): number {
    let hash = 0
    for (let index = 0; index < key.length; index++) {
      hash = (Math.imul(hash, 31) + key.charCodeAt(this.#isPrefix ? index : key.length - 1 - index)) | 0
    }
    return hash
  }

  add(entry: PatternEntry): void {
    const key = this.#ignoreCase ? lowerAscii(entry.pattern) : entry.pattern
    this.#entries.set(entry.id, { key, entry })
    this.#refreshFew()
    let hashes = this.#byLength.get(key.length)
    if (hashes === undefined) {
      hashes = new Map()
      this.#byLength.set(key.length, hashes)
      this.#refresh()
    }
    const hash = this.#hash(key)
    let bag = hashes.get(hash)
    if (bag === undefined) {
      bag = new EntryBag()
      hashes.set(hash, bag)
    }
    bag.add(key, entry)
  }

  remove(entry: PatternEntry): void {
    const key = this.#ignoreCase ? lowerAscii(entry.pattern) : entry.pattern
    this.#entries.delete(entry.id)
    this.#refreshFew()
    const hashes = this.#byLength.get(key.length)
    const hash = this.#hash(key)
    const bag = hashes?.get(hash)
    bag?.remove(key, entry.id)
    if (bag?.size !== 0) return
    hashes!.delete(hash)
    if (hashes!.size > 0) return
    this.#byLength.delete(key.length)
    this.#refresh()
  }

  clear(): void {
    this.#entries.clear()
    this.#refreshFew()
    this.#byLength.clear()
    this.#lengths = []
  }

  find(value: string): PatternEntry | null {
    const text = this.#ignoreCase ? lowerAscii(value) : value
    return this.#few === null ? this.#lookUp(text) : this.#compare(text, this.#few)
  }

  #refreshFew(): void {
    this.#few = this.#entries.size <= compareUpTo ? [...this.#entries.values()] : null
  }

  #compare(text: string, few: readonly KeyedEntry[]): PatternEntry | null {
    let best: PatternEntry | null = null
    let bestLength = -1
    for (const { key, entry } of few) {
      if (!(this.#isPrefix ? text.startsWith(key) : text.endsWith(key))) continue
      if (!this.#prefersLongest) best = earlier(best, entry)
      else if (key.length > bestLength) {
        best = entry
        bestLength = key.length
      }
    }
    return best
  }

  #lookUp(text: string): PatternEntry | null {
    let best: PatternEntry | null = null
    let hash = 0
    let at = 0
    for (const length of this.#lengths) {
      if (length > text.length) break
      for (; at < length; at++) {
        hash = (Math.imul(hash, 31) + text.charCodeAt(this.#isPrefix ? at : text.length - 1 - at)) | 0
      }
      const bag = this.#byLength.get(length)!.get(hash)
      if (bag === undefined) continue
      const entry = bag.get(this.#isPrefix ? text.slice(0, length) : text.slice(text.length - length))
      if (entry !== undefined) best = this.#prefersLongest ? entry : earlier(best, entry)
    }
    return best
  }
}

/**
 * `-m dir` and `-m dom`: a pattern is found between delimiters. Patterns are told apart by how many delimiters they
 * have inside, so that each place of the value costs one look-up per count that occurs.
 */
export class DelimitedIndex implements PatternIndex<string> {
  readonly #delimiters: string
  /** 1 for the char codes of delimiters. */
  readonly #isDelimiter = new Uint8Array(256)
  readonly #ignoreCase: boolean
  readonly #byCount = new Map<number, EntryBag<string>>()

  constructor(delimiters: string, ignoreCase: boolean) {
    this.#delimiters = delimiters
    for (const delimiter of delimiters) this.#isDelimiter[delimiter.charCodeAt(0)] = 1
    this.#ignoreCase = ignoreCase
  }

  refuse(): string | null {
    return null
  }

  /** Delimiters around a pattern are ignored. */
  #key(pattern: string): string {
    let start = 0
    let end = pattern.length
    while (start < end && this.#delimiters.includes(pattern[start]!)) start++
    while (end > start && this.#delimiters.includes(pattern[end - 1]!)) end--
    const key = pattern.slice(start, end)
    return this.#ignoreCase ? lowerAscii(key) : key
  }

  #count(key: string): number {
    let count = 0
    for (const character of key) if (this.#delimiters.includes(character)) count++
    return count
  }

  add(entry: PatternEntry): void {
    const key = this.#key(entry.pattern)
    if (key === '') return
    const count = this.#count(key)
    let bag = this.#byCount.get(count)
    if (bag === undefined) {
      bag = new EntryBag()
      this.#byCount.set(count, bag)
    }
    bag.add(key, entry)
  }

  remove(entry: PatternEntry): void {
    const key = this.#key(entry.pattern)
    const count = this.#count(key)
    const bag = this.#byCount.get(count)
    bag?.remove(key, entry.id)
    if (bag?.size === 0) this.#byCount.delete(count)
  }

  clear(): void {
    this.#byCount.clear()
  }

  find(value: string): PatternEntry | null {
    if (this.#byCount.size === 0) return null
    const text = this.#ignoreCase ? lowerAscii(value) : value
    /** Ends of the parts between delimiters; the part after `ends[i]` starts one further. */
    const ends: number[] = []
    for (let index = 0; index < text.length; index++)
      if (this.#isDelimiter[text.charCodeAt(index)] === 1) ends.push(index)
    ends.push(text.length)
    let best: PatternEntry | null = null
    for (const [count, bag] of this.#byCount) {
      for (let part = 0; part + count < ends.length; part++) {
        const start = part === 0 ? 0 : ends[part - 1]! + 1
        const entry = bag.get(text.slice(start, ends[part + count]!))
        if (entry !== undefined) best = earlier(best, entry)
      }
    }
    return best
  }
}
