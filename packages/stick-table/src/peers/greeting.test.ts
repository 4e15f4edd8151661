import { expect, it, test } from 'vitest'
import { formatGreeting, readGreeting, readStatus } from './greeting.ts'

const whole = 'HAProxyS 2.1\nB\nA 9967 1\n'

test('a greeting is written as HAProxy writes it, and read back wherever it is cut', () => {
  const greeting = { to: 'B', from: 'A', processId: 9967 }
  expect(formatGreeting(greeting)).toBe(whole)
  for (let end = 0; end < whole.length; end++)
    expect(readGreeting(whole.slice(0, end))).toEqual({ state: 'incomplete' })
  expect(readGreeting(`${whole}\0\0`)).toEqual({ state: 'complete', greeting, length: whole.length })
})

it.each([
  ['HAProxyS 3.0\nB\nA 1 1\n', 502],
  ['HAProxyS 2.0\nB\nA 1 0\n', null],
  ['HAProxyT 2.1\nB\nA 1 1\n', 501],
  ['GET / HTTP/1.1\r\n', 501],
  ['HAProxyS x\nB\nA 1 1\n', 501],
  ['H'.repeat(2000), 501],
])('%j is answered by %s', (text, status) => {
  const read = readGreeting(text)
  expect(read.state === 'refused' ? read.status : null).toBe(status)
})

it.each([
  ['200\n', { status: 200, length: 4 }],
  ['200\r\nrest', { status: 200, length: 5 }],
  ['20', null],
  ['HTTP/1.1 400\n', { status: 0, length: 13 }],
  ['x'.repeat(20), { status: 0, length: 20 }],
])('the answer %j', (text, expected) => {
  expect(readStatus(text)).toEqual(expected)
})
