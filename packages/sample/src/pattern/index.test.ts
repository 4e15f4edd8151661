/** All indexes against the plain definition of their method, on random patterns and values. */
import { createRandom, type IpAddress, parseIpAddress } from '@weir/base'
import { describe, expect, test } from 'vitest'
import type { PatternIndex } from './entry.ts'
import { createIndex, type PatternMethod } from './matcher.ts'
import { PatternSet } from './set.ts'

const random = createRandom(42)
const below = (limit: number): number => random.uint32() % limit
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!
const word = (length: number, letters: string): string =>
  Array.from({ length: 1 + below(length) }, () => pick([...letters])).join('')

/** What a method means, one pattern at a time. */
const definitions: Readonly<Record<string, (value: string, pattern: string) => boolean>> = {
  str: (value, pattern) => value === pattern,
  beg: (value, pattern) => value.startsWith(pattern),
  end: (value, pattern) => value.endsWith(pattern),
  sub: (value, pattern) => value.includes(pattern),
  dir: (value, pattern) => isDelimited(value, pattern, '/?'),
  dom: (value, pattern) => isDelimited(value, pattern, './:?'),
}

function isDelimited(value: string, pattern: string, delimiters: string): boolean {
  const inner = pattern.replace(new RegExp(`^[${delimiters}]+|[${delimiters}]+$`, 'g'), '')
  if (inner === '') return false
  for (let at = value.indexOf(inner); at >= 0; at = value.indexOf(inner, at + 1)) {
    const before = at === 0 || delimiters.includes(value[at - 1]!)
    const end = at + inner.length
    if (before && (end === value.length || delimiters.includes(value[end]!))) return true
  }
  return false
}

function createSet(patterns: readonly string[], index: PatternIndex<never>): PatternSet {
  const set = new PatternSet(0, { name: null, reference: 'test', isMap: false })
  for (const pattern of patterns) set.add(pattern)
  expect(set.attach(index)).toBeNull()
  return set
}

describe.each(Object.keys(definitions))('%s', (method) => {
  test.each([2, 10, 40])('agrees with its definition for %i patterns, also after removals', (count) => {
    for (let round = 0; round < 40; round++) {
      const patterns = Array.from({ length: count }, () => word(4, 'ab/.'))
      const index = createIndex(method as PatternMethod, { ignoreCase: false }) as PatternIndex<string>
      const set = createSet(patterns, index as PatternIndex<never>)
      const gone = pick(patterns)
      set.delete(gone)
      const left = patterns.filter((pattern) => pattern !== gone)
      for (let trial = 0; trial < 30; trial++) {
        const value = word(9, 'ab/.')
        const matching = left.filter((pattern) => definitions[method]!(value, pattern))
        const expected = method === 'beg' ? [...matching].sort((a, b) => b.length - a.length)[0] : matching[0]
        expect(index.find(value)?.pattern, `${value} in ${left}`).toBe(expected)
      }
    }
  })

  test('ignores case when told to', () => {
    const index = createIndex(method as PatternMethod, { ignoreCase: true }) as PatternIndex<string>
    createSet(['Ab', 'zz'], index as PatternIndex<never>)
    expect(index.find('aB')?.pattern).toBe('Ab')
    expect(index.find('ac')).toBeNull()
  })
})

describe('int', () => {
  test.each([3, 40])('finds the first of %i ranges and single values', (count) => {
    for (let round = 0; round < 40; round++) {
      const ranges = Array.from({ length: count }, () => {
        const low = below(40)
        const high = low + below(10)
        return pick([`${low}:${high}`, `${low}`, `${low}:`, `:${high}`])
      })
      const index = createIndex('int', { ignoreCase: false }) as PatternIndex<number>
      createSet(ranges, index as PatternIndex<never>)
      for (let value = -5; value < 55; value++) {
        const expected = ranges.find((text) => {
          if (!text.includes(':')) return Number(text) === value
          const [low, high] = text.split(':') as [string, string]
          return (low === '' || value >= Number(low)) && (high === '' || value <= Number(high))
        })
        expect(index.find(value)?.pattern, `${value} in ${ranges}`).toBe(expected)
      }
    }
  })

  test('reads dotted numbers where versions are compared', () => {
    const index = createIndex('int', { ignoreCase: false, isDotted: true }) as PatternIndex<number>
    createSet(['3:3.1'], index as PatternIndex<never>)
    expect([0x30000, 0x30001, 0x30002].map((value) => index.find(value) !== null)).toEqual([true, true, false])
    expect(index.refuse('3.x')).toMatch(/not a number/)
  })

  test('compares beyond 2^53', () => {
    const index = createIndex('int', { ignoreCase: false }) as PatternIndex<number | bigint>
    createSet(['9007199254740993', '9223372036854775806:'], index as PatternIndex<never>)
    expect(index.find(9007199254740993n)?.pattern).toBe('9007199254740993')
    expect(index.find(9223372036854775807n)?.pattern).toBe('9223372036854775806:')
    expect(index.find(5)).toBeNull()
  })
})

describe('ip', () => {
  const address = (text: string): IpAddress => parseIpAddress(text)!
  const index = createIndex('ip', { ignoreCase: false }) as PatternIndex<IpAddress>
  createSet(
    [
      '10.0.0.0/8',
      '10.1.0.0/16',
      '10.1.2.3',
      '192.168.0.1/255.255.0.255',
      '172.16',
      '2001:db8::/33',
      '::1',
      '11',
      '010',
      '1.256',
    ],
    index as PatternIndex<never>,
  )

  test.each([
    ['10.9.9.9', '10.0.0.0/8'],
    ['10.1.9.9', '10.1.0.0/16'],
    ['10.1.2.3', '10.1.2.3'],
    ['192.168.77.1', '192.168.0.1/255.255.0.255'],
    ['192.168.77.2', undefined],
    ['172.0.0.16', '172.16'],
    ['0.0.0.11', '11'],
    ['0.0.0.8', '010'],
    ['1.0.1.0', '1.256'],
    ['2001:db8:7fff::1', '2001:db8::/33'],
    ['2001:db8:8000::1', undefined],
    ['::ffff:10.9.9.9', '10.0.0.0/8'],
    ['::10.9.9.9', '10.0.0.0/8'],
    ['2002:a09:909::', '10.0.0.0/8'],
    ['::1', '::1'],
  ])('%s is in %s', (value, expected) => {
    expect(index.find(address(value))?.pattern).toBe(expected)
  })

  test.each(['10.0.0.0/33', '300.1.1.1', 'host', '::/129', '1.2.3.4/255.0.0'])('%s is refused', (pattern) => {
    expect(index.refuse(pattern)).toMatch(/not a valid IPv4 or IPv6 address/)
  })
})

test('a set refuses what one of its indexes refuses, and changes nothing', () => {
  const set = new PatternSet(0, { name: null, reference: 'test', isMap: false })
  set.attach(createIndex('str', { ignoreCase: false }))
  set.attach(createIndex('int', { ignoreCase: false }))
  expect(set.add('x')).toEqual({ error: "'x' is not a number" })
  expect(set.size).toBe(0)
  set.add('5')
  expect(set.attach(createIndex('bin', { ignoreCase: false }))?.error).toMatch(/even number of hex digits/)
})

test('many substrings are found in one pass', () => {
  const index = createIndex('sub', { ignoreCase: false }) as PatternIndex<string>
  const set = new PatternSet(0, { name: null, reference: 'test', isMap: false })
  for (let number = 0; number < 20_000; number++) set.add(`needle-${number}-x`)
  set.attach(index as PatternIndex<never>)
  expect(index.find('in a haystack needle-777-x is found')?.pattern).toBe('needle-777-x')
  expect(index.find('in a haystack needle-777777-x is not')).toBeNull()
})
