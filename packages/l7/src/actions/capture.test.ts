import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it('fills slots that were declared, and new ones in order', async () => {
  const { world } = await exchange({
    frontend: [
      'capture request header Host len 10',
      'declare capture request len 3',
      'declare capture response len 4',
      'http-request capture path len 2',
      'http-request capture str(abcdef) id 1',
      'http-response capture str(response) id 0',
    ],
  })
  expect(world.transactions[0]!.requestCaptures).toEqual(['a', 'abc', '/'])
  expect(world.transactions[0]!.responseCaptures).toEqual(['resp'])
})

it.each([
  ['http-request capture path', "expects 'len' or 'id'"],
  ['http-request capture path len 0', 'expects a positive number'],
  ['http-response capture status len 3', "only usable in 'http-request'"],
])('refuses %s', (line, message) => {
  expect(readLines('frontend', [line]).complaints[0]).toContain(message)
})
