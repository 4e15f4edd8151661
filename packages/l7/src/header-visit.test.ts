import { createRandom } from '@weir/base'
import { createSampleContext } from '@weir/sample'
import { expect, it } from 'vitest'
import { headerValues } from './header-values.ts'
import { countHeaderValues, visitHeaderValues } from './header-visit.ts'
import { headerNeedle, Message } from './message.ts'

const context = createSampleContext()
const random = createRandom(6)
const below = (limit: number): number => random.uint32() % limit
const pick = (items: readonly string[]): string => items[below(items.length)]!

function createMessage(): Message {
  const message = new Message()
  message.head = 'GET / HTTP/1.1\r\nhost: h\r\n\r\n'
  message.methodEnd = 3
  message.lineEnd = 14
  for (let count = below(4); count > 0; count--) {
    const parts = Array.from({ length: below(4) }, () => pick(['a', ' b ', '', '"c,d"', '"\\\\"e', '"\\",f']))
    message.add(pick(['x-a', 'x-a', 'x-ab']), parts.join(','))
  }
  return message
}

it('visits and counts what would be gathered', () => {
  const needle = headerNeedle('x-a')
  let total = 0
  for (let round = 0; round < 1000; round++) {
    const message = createMessage()
    for (const isFull of [true, false]) {
      const expected = headerValues(message, needle, isFull)
      const visited: string[] = []
      const visit = (value: string): boolean => visited.push(value) < 0
      expect(visitHeaderValues(message, needle, isFull, visit, context)).toBe(false)
      expect(visited, message.head).toEqual(expected)
      expect(countHeaderValues(message, needle, isFull)).toBe(expected.length)
      total += expected.length
    }
  }
  expect(total).toBeGreaterThan(1000)
})

it('stops at the first value that is taken', () => {
  const message = createMessage()
  message.head = 'GET / HTTP/1.1\r\nx-a: 1, 2\r\nx-a: 3\r\n\r\n'
  const visited: string[] = []
  const visit = (value: string): boolean => visited.push(value) === 2
  expect(visitHeaderValues(message, headerNeedle('x-a'), false, visit, context)).toBe(true)
  expect(visited).toEqual(['1', '2'])
})
