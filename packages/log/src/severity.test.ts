import { expect, test } from 'vitest'
import { facilityCode, levelOrdinal } from './severity.ts'

test.each([
  ['kern', 0],
  ['cron2', 15],
  ['local0', 16],
  ['local7', 23],
  ['local8', null],
])('facility %s is %s', (name, code) => {
  expect(facilityCode(name)).toBe(code)
})

test.each([
  ['emerg', 0],
  ['debug', 7],
  ['error', null],
])('level %s is %s', (name, ordinal) => {
  expect(levelOrdinal(name)).toBe(ordinal)
})
