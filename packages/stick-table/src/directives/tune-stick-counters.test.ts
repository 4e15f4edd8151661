import { expect, test } from 'vitest'
import { trackingOptions } from '../options.ts'
import { readLines } from '../testing/read-lines.ts'

test.each([
  ['0', 0, []],
  ['100', 100, []],
  ['101', 3, ["'tune.stick-counters' must be between 1 and 100 (was 101)"]],
])('tune.stick-counters %s', (number, count, messages) => {
  const read = readLines('global', [`tune.stick-counters ${number}`])
  expect(read.messages).toEqual(messages)
  expect(read.options.get(trackingOptions).counterCount).toBe(count)
})
