import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { optionRedispatch } from './option-redispatch.ts'

test.each([
  ['option redispatch', { redispatchInterval: -1 }],
  ['option redispatch 2', { redispatchInterval: 2 }],
  ['no option redispatch', { redispatchInterval: null }],
])('%s', (line, expected) => {
  expect(readLine(optionRedispatch, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
