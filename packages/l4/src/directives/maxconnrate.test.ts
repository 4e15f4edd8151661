import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { rates } from './maxconnrate.ts'

const read = (name: string, line: string) => readLine(rates.find((keyword) => keyword.name === name)!, line)

test.each([
  ['maxconnrate', 'maxconnrate 5', { maxConnectionsPerSecond: 5 }],
  ['maxsessrate', 'maxsessrate 6', { maxSessionsPerSecond: 6 }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
