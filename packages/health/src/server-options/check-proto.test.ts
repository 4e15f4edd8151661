import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test.each(['h1', 'h2'] as const)('check-proto %s', (name) => {
  expect(readCheckOptions(`check-proto ${name}`).protocol).toBe(name)
})

test.each([
  ['check-proto', "'check-proto' :  missing value."],
  ['check-proto foo', "'check-proto' :  unknown MUX protocol 'foo'."],
  ['check-proto fcgi', 'checks speak HTTP/1 and HTTP/2'],
])('%s is refused', (option, message) => {
  expect(() => readCheckOptions(option)).toThrow(message)
})
