import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { families } from './v4v6.ts'

const read = (name: string, line: string) => readLine(families.find((keyword) => keyword.name === name)!, line)

test.each([
  ['v4v6', 'v4v6', { isV6Only: false }],
  ['v6only', 'v6only', { isV6Only: true }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
