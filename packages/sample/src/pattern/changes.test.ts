/** Changes at run time: after any of them every index finds what a plain list of the patterns says. */
import { createRandom, type IpAddress, parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { parseNetwork } from './address-index.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'
import { parseIntegerRange } from './integer-index.ts'
import { createIndex, type PatternMethod } from './matcher.ts'
import { PatternSet } from './set.ts'

const random = createRandom(3)
const below = (limit: number): number => random.uint32() % limit
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
const word = (length: number, letters: string): string =>
  Array.from({ length: 1 + below(length) }, () => pick([...letters])).join('')

/** How a method compares, and how it prefers one match to another: the first pattern where it says nothing. */
interface Definition {
  readonly pattern: () => string
  readonly value: () => unknown
  matches(value: unknown, pattern: string, fold: (text: string) => string): boolean
  rank?(pattern: string, ignoreCase: boolean): number
}

const textDefinition = (
  matches: (value: string, pattern: string) => boolean,
  rank?: Definition['rank'],
): Definition => ({
  pattern: () => word(3, 'abA/.'),
  value: () => word(8, 'abA/.'),
  matches: (value, pattern, fold) => matches(fold(value as string), fold(pattern)),
  ...(rank === undefined ? {} : { rank }),
})

function isDelimited(value: string, pattern: string, delimiters: string): boolean {
  let inner = pattern
  while (inner !== '' && delimiters.includes(inner[0]!)) inner = inner.slice(1)
  while (inner !== '' && delimiters.includes(inner.at(-1)!)) inner = inner.slice(0, -1)
  if (inner === '') return false
  for (let at = value.indexOf(inner); at >= 0; at = value.indexOf(inner, at + 1)) {
    const end = at + inner.length
    if ((at === 0 || delimiters.includes(value[at - 1]!)) && (end === value.length || delimiters.includes(value[end]!)))
      return true
  }
  return false
}

const ipv4 = (address: IpAddress): number => address.bytes.reduce((sum, byte) => sum * 256 + byte, 0)

const definitions: Readonly<Partial<Record<PatternMethod, Definition>>> = {
  str: textDefinition((value, pattern) => value === pattern),
  beg: textDefinition(
    (value, pattern) => value.startsWith(pattern),
    (pattern, ignoreCase) => (ignoreCase ? 0 : pattern.length),
  ),
  end: textDefinition((value, pattern) => value.endsWith(pattern)),
  sub: textDefinition((value, pattern) => value.includes(pattern)),
  dir: textDefinition((value, pattern) => isDelimited(value, pattern, '/?')),
  dom: textDefinition((value, pattern) => isDelimited(value, pattern, './:?')),
  reg: {
    ...textDefinition(() => false),
    pattern: () => word(2, 'abA').replace(/b$/, 'b?'),
    matches: (value, pattern, fold) => new RegExp(fold(pattern)).test(fold(value as string)),
  },
  int: {
    pattern() {
      const low = below(30)
      const huge = 9_223_372_036_854_775_000n + BigInt(low)
      const usual = [`${low}`, `${low}:${low + below(9)}`, `${low}:${low + below(9)}`, `${low}:`, `:${low}`]
      return pick([
        ...usual,
        ...usual,
        `:-${low}`,
        `${low}:${huge}`,
        `${huge}:`,
        `${huge}:${huge + 9n}`,
        `${2 ** 53}:${huge}`,
      ])
    },
    value: () =>
      pick<number | bigint>([
        ...Array.from({ length: 6 }, () => below(45)),
        -below(45),
        2 ** 40 + below(9),
        9_007_199_254_740_993n,
        9_223_372_036_854_775_000n + BigInt(below(50)),
        -9_223_372_036_854_775_808n,
      ]),
    matches(value, pattern) {
      const { min, max } = parseIntegerRange(pattern)!
      return (value as number | bigint) >= min && (value as number | bigint) <= max
    },
  },
  ip: {
    pattern: () =>
      pick([`10.0.${below(3)}.${below(4)}`, `10.0.${below(3)}.0/24`, '10.0.0.0/16', `10.0.0.${below(4)}/30`]),
    value: () => parseIpAddress(`10.${below(2)}.${below(3)}.${below(6)}`)!,
    matches(value, pattern) {
      const { address, mask } = parseNetwork(pattern)!
      return ((ipv4(value as IpAddress) ^ ipv4(address)) & mask) === 0
    },
    rank: (pattern) => parseNetwork(pattern)!.prefixLength!,
  },
}

function expected(definition: Definition, list: readonly PatternEntry[], value: unknown, ignoreCase: boolean) {
  const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text)
  let best: PatternEntry | null = null
  let bestRank = Number.NEGATIVE_INFINITY
  for (const entry of list) {
    const rank = definition.rank?.(entry.pattern, ignoreCase) ?? 0
    if (rank > bestRank && definition.matches(value, entry.pattern, fold)) {
      best = entry
      bestRank = rank
    }
  }
  return best
}

/** One random change to the set. */
function change(set: PatternSet, definition: Definition): void {
  const entries = [...set.entries()]
  const some = entries.length > 0 ? pick(entries) : null
  switch (below(12)) {
    case 0:
      if (some !== null) set.delete(some.pattern)
      return
    case 1:
    case 2:
      if (some !== null) set.deleteById(some.id)
      return
    case 3:
      if (some !== null) set.setValue(some.pattern, `${below(100)}`)
      return
    case 4:
    case 5:
      if (some !== null) set.setValueById(some.id, `${below(100)}`)
      return
    case 6:
      if (below(8) === 0) set.clear()
      return
    case 7: {
      if (below(6) > 0) return
      const version = set.prepare()
      for (let count = below(20); count > 0; count--) set.stage(version, definition.pattern(), 'new')
      set.commit(version)
      return
    }
    default:
      set.add(definition.pattern(), `${below(100)}`)
  }
}

test.each(Object.keys(definitions) as PatternMethod[])('%s keeps up with every change', (method) => {
  const definition = definitions[method]!
  const set = new PatternSet(0, { name: null, reference: 'test', isMap: true })
  const indexes = [false, true].map((ignoreCase) => {
    const index = createIndex(method, { ignoreCase })
    expect(set.attach(index)).toBeNull()
    return { ignoreCase, index: index as PatternIndex<unknown> }
  })
  let largest = 0
  for (let round = 0; round < 1500; round++) {
    change(set, definition)
    largest = Math.max(largest, set.size)
    const list = [...set.entries()]
    for (const { ignoreCase, index } of indexes) {
      const value = definition.value()
      expect(index.find(value), `${value} in ${list.map(({ id, pattern }) => `${id}=${pattern}`)}`).toBe(
        expected(definition, list, value, ignoreCase),
      )
    }
  }
  expect(largest).toBeGreaterThan(15)
})
