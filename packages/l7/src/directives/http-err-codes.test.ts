import { expect, it } from 'vitest'
import { httpProcessOptions } from '../options.ts'
import { readLines } from '../testing/lines.ts'

const statuses = (...lines: readonly string[]) => {
  const { options, complaints } = readLines('global', lines)
  expect(complaints).toEqual([])
  return [...options.get(httpProcessOptions).errorStatuses].sort((a, b) => a - b)
}

it.each([
  [['http-err-codes 404'], [404]],
  [['http-err-codes 401,403-405'], [401, 403, 404, 405]],
  [['http-err-codes 400-402 -401 +200'], [200, 400, 402]],
  [
    ['http-err-codes 400', 'http-err-codes +500'],
    [400, 500],
  ],
  [['http-err-codes +500 404'], [404]],
] as const)('%s', (lines, expected) => {
  expect(statuses(...lines)).toEqual(expected)
})

it('counts 4xx, and 5xx but for 501 and 505, without a line', () => {
  const { errorStatuses, failureStatuses } = readLines('global', []).options.get(httpProcessOptions)
  expect([399, 400, 499, 500].map((status) => errorStatuses.has(status))).toEqual([false, true, true, false])
  expect([499, 500, 501, 505, 599].map((status) => failureStatuses.has(status))).toEqual([
    false,
    true,
    false,
    false,
    true,
  ])
})

it.each(['600', '99', '400-', '500-400', 'x', '400,', '+'])('refuses http-fail-codes %s', (range) => {
  expect(readLines('global', [`http-fail-codes ${range}`]).complaints).toEqual([
    `Invalid status codes range '${range}' in 'http-fail-codes'.`,
  ])
})

it('wants a range', () => {
  expect(readLines('global', ['http-err-codes']).complaints).toEqual([
    "Missing status codes range for 'http-err-codes'.",
  ])
})
