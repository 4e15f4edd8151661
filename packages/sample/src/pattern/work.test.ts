/** A look-up among a hundred thousand patterns does the work of one among a few: what it does is counted, not timed. */
import { parseIpAddress } from '@weir/base'
import { afterEach, expect, test, vi } from 'vitest'
import type { PatternIndex } from './entry.ts'
import { createIndex, type PatternMethod } from './matcher.ts'
import { PatternSet } from './set.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

/** Every way in which an index can look at a value or at its patterns. */
const looks = [
  [Map.prototype, ['get', 'has']],
  [String.prototype, ['charCodeAt', 'codePointAt', 'startsWith', 'endsWith', 'includes', 'indexOf', 'slice', 'at']],
] as const

function countWork(run: () => void): number {
  let work = 0
  for (const [prototype, names] of looks) {
    for (const name of names) {
      const original = (prototype as unknown as Record<string, (...parameters: unknown[]) => unknown>)[name]!
      vi.spyOn(prototype as unknown as Record<string, () => unknown>, name).mockImplementation(function (
        this: unknown,
        ...parameters: unknown[]
      ) {
        work++
        return original.apply(this, parameters)
      })
    }
  }
  run()
  vi.restoreAllMocks()
  return work
}

function createFilled(method: PatternMethod, count: number, make: (text: string, number: number) => string) {
  const set = new PatternSet(0, { name: null, reference: 'test', isMap: false })
  for (let number = 0; number < count; number++) {
    const added = set.add(make(String(number).padStart(6, '0'), number))
    if ('error' in added) throw new Error(added.error)
  }
  const index = createIndex(method, { ignoreCase: false })
  expect(set.attach(index)).toBeNull()
  return index as PatternIndex<unknown>
}

const url = '/static/images/www.example.com/000003/logo.png'

test.each<[PatternMethod, (text: string, number: number) => string, readonly unknown[], number]>([
  ['str', (text) => `/static/${text}`, [url, '/static/000003'], 1],
  ['beg', (text) => `/static/${text}`, [url, '/static/000003/x'], 25],
  ['beg', (text, number) => `/${'x'.repeat(number % 10)}${text}`, [url, '/xxx000003'], 150],
  ['end', (text) => `${text}.png`, [url, '/a/000003.png'], 25],
  ['sub', (text) => `needle-${text}-`, [url, 'a needle-000003-x'], 200],
  ['dir', (text) => text, [url, '/a/000004'], 80],
  ['dom', (text) => `${text}.example.com`, [url, '000003.example.com'], 80],
  ['ip', (_, number) => `10.${(number >> 8) & 255}.${number & 255}.0/24`, [parseIpAddress('10.0.3.9')], 2],
  [
    'ip',
    (_, number) => `${(number * 40_503) & 255}.${(number >> 8) & 255}.0.0/${16 + (number % 10)}`,
    [parseIpAddress('9.9.9.9')],
    40,
  ],
  ['int', (_, number) => String(number), [3, 1_000_000], 1],
  ['int', (_, number) => `${number * 10}:${number * 10 + 5}`, [33, 39, 2_000_000], 4],
  ['int', (_, number) => `${number}:${number + 2 ** (number % 16)}`, [33, 2_000_000, 2n ** 60n], 20],
])('%s', (method, make, values, most) => {
  const few = createFilled(method, 16, make)
  const many = createFilled(method, 100_000, make)
  for (const value of values) {
    // The first look-up may build what is needed for all others.
    few.find(value)
    many.find(value)
    const workOfFew = countWork(() => few.find(value))
    const workOfMany = countWork(() => many.find(value))
    expect(workOfMany, String(value)).toBeLessThanOrEqual(workOfFew + 10)
    expect(workOfMany).toBeLessThanOrEqual(most)
  }
})
