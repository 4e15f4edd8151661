import { createRandom } from '@weir/base'
import { expect, it } from 'vitest'
import { headerValueAt, headerValues, occurrenceOf, splitList, trimBlanks } from './header-values.ts'
import { headerNeedle, Message } from './message.ts'

it.each([
  ['a', 'a'],
  [' \ta b\t ', 'a b'],
  [' \t ', ''],
  ['', ''],
  ['\xc3\xa0', '\xc3\xa0'],
  ['\xa0', '\xa0'],
])('trims %o to %o', (text, trimmed) => {
  expect(trimBlanks(text)).toBe(trimmed)
})

it('cuts at commas outside of quotes', () => {
  expect(splitList('a, "b,c" ,,d\xa0')).toEqual(['a', '"b,c"', '', 'd\xa0'])
})

it('finds one value as if all had been gathered', () => {
  const random = createRandom(5)
  const below = (limit: number): number => random.uint32() % limit
  const pick = (items: readonly string[]): string => items[below(items.length)]!
  const needle = headerNeedle('x-a')
  let found = 0
  for (let round = 0; round < 500; round++) {
    const message = new Message()
    message.head = 'GET / HTTP/1.1\r\nhost: h\r\n\r\n'
    message.methodEnd = 3
    message.lineEnd = 14
    for (let count = below(4); count > 0; count--)
      message.add(pick(['x-a', 'x-a', 'x-ab', 'a']), pick(['', '1', ' 2', 'a, b', 'a,"b,c",d', 'x-a: 1']))
    for (const isFull of [true, false]) {
      for (let occurrence = -4; occurrence <= 4; occurrence++) {
        const expected = occurrenceOf(headerValues(message, needle, isFull), occurrence)
        expect(headerValueAt(message, needle, isFull, occurrence), message.head).toBe(expected)
        if (expected !== null) found++
      }
    }
  }
  expect(found).toBeGreaterThan(1000)
})
