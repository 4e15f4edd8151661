import { expect, test } from 'vitest'
import { readLine } from '../../testing/index.ts'
import { resolveRetries } from './resolve-retries.ts'

test.each([
  ['resolve_retries 5', 5],
  ['resolve_retries 0', 1],
  ['resolve_retries -1', 1],
  ['resolve_retries x', 1],
])('%s', (line, retries) => {
  expect(readLine(resolveRetries, line)).toMatchObject({ record: { retries }, errors: [] })
})

test('a number has to be there', () => {
  expect(readLine(resolveRetries, 'resolve_retries').errors).toEqual(["'resolve_retries' expects <nb> as argument."])
})
