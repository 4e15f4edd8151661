import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'
import { capture } from './capture.ts'

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
  ['http-request capture path id 1e3', "'id' expects a positive number, but got '1e3'"],
  ['http-request capture path len 0', 'expects a positive number'],
  ['http-response capture status len 3', "only usable in 'http-request'"],
])('refuses %s', (line, message) => {
  expect(readLines('frontend', [line]).complaints[0]).toContain(message)
})

it.each([
  ['tcp-request content', null, "a positive 'len' argument is mandatory"],
  ['tcp-request content', 3, null],
  ['http-request', null, null],
  ['http-after-response', 3, "'len' is only usable in 'http-request' rules"],
])('checks the slot of %s with len %s', (ruleset, maxLength, expected) => {
  const complaints: string[] = []
  capture.check!([null as never, { maxLength, index: 0 }], (message) => void complaints.push(message), ruleset)
  expect(complaints).toEqual(expected === null ? [] : [expected])
})
