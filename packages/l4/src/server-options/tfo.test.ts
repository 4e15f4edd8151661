import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { tfoOptions } from './tfo.ts'

const read = (name: string, line: string) => readLine(tfoOptions.find((keyword) => keyword.name === name)!, line)

test.each([
  ['tfo', 'tfo', { hasFastOpen: true }],
  ['no-tfo', 'no-tfo', { hasFastOpen: false }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
