import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { proto } from './proto.ts'

test.each(['h1', 'h2', 'fcgi', 'none'])('proto %s', (name) => {
  expect(readLine(proto, `proto ${name}`)).toMatchObject({ record: { protocol: name }, errors: [] })
})

test.each([
  ['proto', 'missing value'],
  ['proto foo', "unknown MUX protocol 'foo'"],
  ['proto H2', "unknown MUX protocol 'H2'"],
])('%s is refused', (line, message) => {
  expect(readLine(proto, line).errors[0]).toContain(message)
})
