import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it.each([
  ['http-response set-status 418', "HTTP/1.1 418 I'm a teapot", '418'],
  ['http-response set-status 503 reason "Slow Down"', 'HTTP/1.1 503 Slow Down', '503'],
  ['http-after-response set-status 201', 'HTTP/1.1 201 Created', '201'],
])('%s', async (rule, expected, logged) => {
  const { got, log } = await exchange({ frontend: [rule] })
  expect(got.split('\r\n', 1)[0]).toBe(expected)
  expect(log.startsWith(logged)).toBe(true)
})
