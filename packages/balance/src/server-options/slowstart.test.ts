import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test.each([
  ['slowstart 10s', 10_000],
  ['slowstart 500', 500],
  ['', 0],
])('%s', (option, startTimeMs) => {
  expect(readServer(option).slowStartMs).toBe(startTimeMs)
})
