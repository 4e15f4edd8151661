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

/** Up to how many ranges comparing each is quicker than looking blocks up (bench/patterns.ts). */
const compareUpTo = 8

interface RangeEntry extends Range {
  readonly entry: PatternEntry
}

/** The entries of all blocks of one size, by the number of the block. */
interface Blocks {
  readonly shift: number
  readonly size: number
  readonly bag: EntryBag<Sint>
}

/**
 * `-m int` and `-m len`: a range is cut into blocks whose size is a power of two and which start at a multiple of it, as an
 * address range is cut into networks. There is one hash table for each size that occurs, so that a value takes a look-up a
 * size, and a change only touches the blocks of its range. The first pattern wins.
 */
export class IntegerIndex implements PatternIndex<Sint> {
  readonly #isDotted: boolean
  readonly #exact = new EntryBag<Sint>()
  readonly #ranges = new Map<number, RangeEntry>()
  /** All ranges as long as there are few, in order; null then. */
  #few: readonly RangeEntry[] | null = []
  readonly #blocks: Blocks[] = []

  constructor(isDotted = false) {
    this.#isDotted = isDotted
  }

  refuse(pattern: string): string | null {
    if (parseIntegerRange(pattern, this.#isDotted) !== null) return null
    return /[:-]/.test(pattern) ? `'${pattern}' is not a valid number range` : `'${pattern}' is not a number`
  }

  add(entry: PatternEntry): void {
    const range = parseIntegerRange(entry.pattern, this.#isDotted)!
    if (range.min === range.max) {
      this.#exact.add(range.min, entry)
      return
    }
    this.#ranges.set(entry.id, { ...range, entry })
    eachBlock(range, (shift, number) => {
      let blocks = this.#blocks.find((each) => each.shift === shift)
      if (blocks === undefined) {
        blocks = { shift, size: 2 ** shift, bag: new EntryBag() }
        this.#blocks.push(blocks)
      }
      blocks.bag.add(number, entry)
    })
    this.#refreshFew()
  }

  remove(entry: PatternEntry): void {
    const range = parseIntegerRange(entry.pattern, this.#isDotted)!
    if (!this.#ranges.delete(entry.id)) {
      this.#exact.remove(range.min, entry.id)
      return
    }
    eachBlock(range, (shift, number) => {
      const at = this.#blocks.findIndex((each) => each.shift === shift)
      const { bag } = this.#blocks[at]!
      bag.remove(number, entry.id)
      if (bag.size === 0) this.#blocks.splice(at, 1)
    })
    this.#refreshFew()
  }

  clear(): void {
    this.#exact.clear()
    this.#ranges.clear()
    this.#blocks.length = 0
    this.#few = []
  }

  #refreshFew(): void {
    this.#few = this.#ranges.size <= compareUpTo ? [...this.#ranges.values()] : null
  }

  find(value: Sint): PatternEntry | null {
    const exact = this.#exact.size === 0 ? null : (this.#exact.get(value) ?? null)
    if (this.#few === null) return earlier(exact, this.#findBlock(value))
    for (const { min, max, entry } of this.#few) {
      if (value >= min && value <= max) return earlier(exact, entry)
    }
    return exact
  }

  #findBlock(value: Sint): PatternEntry | null {
    let best: PatternEntry | null = null
    for (const { shift, size, bag } of this.#blocks) {
      const number = typeof value === 'number' ? Math.floor(value / size) : saturate(value >> BigInt(shift))
      const entry = bag.get(number)
      if (entry !== undefined) best = earlier(best, entry)
    }
    return best
  }
}

/** Blocks of numbers below it are reckoned without big integers. */
const exactLimit = 2 ** 51

/** Calls `visit` with the size, as a power of two, and the number of each block of a range. */
function eachBlock({ min, max }: Range, visit: (shift: number, number: Sint) => void): void {
  if (typeof min === 'number' && typeof max === 'number' && min > -exactLimit && max < exactLimit) {
    for (let start = min; start <= max; ) {
      let shift = 0
      let size = 1
      while (start % (2 * size) === 0 && start + 2 * size <= max + 1) {
        size *= 2
        shift++
      }
      visit(shift, start / size)
      start += size
    }
    return
  }
  let start = BigInt(min)
  const end = BigInt(max) + 1n
  while (start < end) {
    let shift = 0
    while (start % (2n << BigInt(shift)) === 0n && start + (2n << BigInt(shift)) <= end) shift++
    visit(shift, saturate(start >> BigInt(shift)))
    start += 1n << BigInt(shift)
  }
}
