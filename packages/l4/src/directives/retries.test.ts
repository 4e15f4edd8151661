import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { retries } from './retries.ts'

test.each([
  ['retries 5', { retries: 5 }],
  ['retries 0', { retries: 0 }],
])('%s', (line, expected) => {
  expect(readLine(retries, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['retries', 'expects <value>']])('refuses %s', (line, message) => {
  expect(readLine(retries, line).errors[0]).toContain(message)
})

test('a negative number counts as none', () => {
  expect(readLine(retries, 'retries -1')).toMatchObject({ record: { retries: 0 }, errors: [] })
})
