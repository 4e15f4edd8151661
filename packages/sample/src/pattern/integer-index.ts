import type { Sint } from '../sint.ts'
import { maximumSint, minimumSint, parseSint, saturate } from '../sint.ts'
import { EntryBag, earlier } from './bag.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

interface Range {
  readonly min: Sint
  readonly max: Sint
}

/**
 * Reads `5`, `1:10`, `:10`, `10:`; null when it is none of them. A hyphen separates as the colon does: `-5` is `:5`
 * (as the oracle shows). With `isDotted` every number is `major` or `major.minor`, that is `major * 65536 + minor`
 * (SSL versions).
 */
export function parseIntegerRange(text: string, isDotted = false): Range | null {
  const number = (part: string): Sint | null => {
    if (isDotted) {
      const match = /^([0-9]{1,5})(?:\.([0-9]{1,5}))?$/.exec(part)
      return match === null ? null : Number(match[1]) * 65536 + Number(match[2] ?? 0)
    }
    return /^-?[0-9]+$/.test(part) && !isTooLarge(part) ? parseSint(part) : null
  }
  const separator = text.search(/[:-]/)
  if (separator < 0) {
    const value = number(text)
    return value === null ? null : { min: value, max: value }
  }
  if (text.length === 1) return null
  const min = separator === 0 ? minimumSint : number(text.slice(0, separator))
  const max = separator === text.length - 1 ? maximumSint : number(text.slice(separator + 1))
  if (min === null || max === null || min > max) return null
  return { min, max }
}

const isTooLarge = (number: string): boolean =>
  number.length > 18 && (BigInt(number) > maximumSint || BigInt(number) < minimumSint)

interface RangeEntry extends Range {
  readonly entry: PatternEntry
}

/** From how many ranges on they are cut into disjoint segments and searched by halves. */
const segmentsFrom = 8

/** `-m int` and `-m len`: single values in a hash table, ranges in sorted segments. The first pattern wins. */
export class IntegerIndex implements PatternIndex<Sint> {
  readonly #isDotted: boolean
  readonly #exact = new EntryBag<Sint>()
  readonly #ranges: RangeEntry[] = []
  #segments: { readonly starts: Sint[]; readonly entries: (PatternEntry | null)[] } | null = null

  constructor(isDotted = false) {
    this.#isDotted = isDotted
  }

  refuse(pattern: string): string | null {
    if (parseIntegerRange(pattern, this.#isDotted) !== null) return null
    return /[:-]/.test(pattern) ? `'${pattern}' is not a valid number range` : `'${pattern}' is not a number`
  }

  add(entry: PatternEntry): void {
    const range = parseIntegerRange(entry.pattern, this.#isDotted)!
    if (range.min === range.max) this.#exact.add(range.min, entry)
    else {
      this.#ranges.push({ ...range, entry })
      this.#segments = null
    }
  }

  remove(entry: PatternEntry): void {
    const range = parseIntegerRange(entry.pattern, this.#isDotted)!
    this.#exact.remove(range.min, entry.id)
    const at = this.#ranges.findIndex((candidate) => candidate.entry.id === entry.id)
    if (at >= 0) this.#ranges.splice(at, 1)
    this.#segments = null
  }

  clear(): void {
    this.#exact.clear()
    this.#ranges.length = 0
    this.#segments = null
  }

  find(value: Sint): PatternEntry | null {
    const exact = this.#exact.size === 0 ? null : (this.#exact.get(value) ?? null)
    if (this.#ranges.length === 0) return exact
    if (this.#ranges.length >= segmentsFrom) return earlier(exact, this.#findSegment(value))
    for (const { min, max, entry } of this.#ranges) {
      if (value >= min && value <= max) return earlier(exact, entry)
    }
    return exact
  }

  #findSegment(value: Sint): PatternEntry | null {
    this.#segments ??= buildSegments(this.#ranges)
    const { starts, entries } = this.#segments
    let low = 0
    let high = starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (starts[middle]! <= value) low = middle + 1
      else high = middle
    }
    return low === 0 ? null : entries[low - 1]!
  }
}

/** Cuts overlapping ranges into disjoint runs, each with the earliest range that covers it. */
function buildSegments(ranges: readonly RangeEntry[]): { starts: Sint[]; entries: (PatternEntry | null)[] } {
  interface Edge {
    readonly at: bigint
    readonly range: RangeEntry
    readonly opens: boolean
  }
  const edges: Edge[] = ranges.flatMap((range) => [
    { at: BigInt(range.min), range, opens: true },
    { at: BigInt(range.max) + 1n, range, opens: false },
  ])
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const open = new MinimumHeap()
  const closed = new Set<RangeEntry>()
  const starts: Sint[] = []
  const entries: (PatternEntry | null)[] = []
  for (let index = 0; index < edges.length; ) {
    const at = edges[index]!.at
    for (; index < edges.length && edges[index]!.at === at; index++) {
      const { range, opens } = edges[index]!
      if (opens) open.push(range)
      else closed.add(range)
    }
    while (open.first !== undefined && closed.has(open.first)) open.pop()
    starts.push(at > maximumSint ? maximumSint : saturate(at))
    entries.push(open.first?.entry ?? null)
  }
  if (edges.at(-1)!.at > maximumSint) {
    starts.pop()
    entries.pop()
  }
  return { starts, entries }
}

/** Ranges with the earliest entry on top. */
class MinimumHeap {
  readonly #items: RangeEntry[] = []

  get first(): RangeEntry | undefined {
    return this.#items[0]
  }

  push(item: RangeEntry): void {
    const items = this.#items
    let index = items.length
    items.push(item)
    while (index > 0) {
      const parent = (index - 1) >> 1
      if (items[parent]!.entry.order <= item.entry.order) break
      items[index] = items[parent]!
      index = parent
    }
    items[index] = item
  }

  pop(): void {
    const items = this.#items
    const last = items.pop()
    if (last === undefined || items.length === 0) return
    let index = 0
    for (;;) {
      let child = 2 * index + 1
      if (child >= items.length) break
      if (child + 1 < items.length && items[child + 1]!.entry.order < items[child]!.entry.order) child++
      if (items[child]!.entry.order >= last.entry.order) break
      items[index] = items[child]!
      index = child
    }
    items[index] = last
  }
}
