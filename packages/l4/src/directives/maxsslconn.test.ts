import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { tlsLimits } from './maxsslconn.ts'

const keywords: readonly DirectiveKeyword[] = [...tlsLimits]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['maxsslconn 5', { maxConnections: 5 }],
  ['maxsslrate 5', { maxConnectionsPerSecond: 5 }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['maxsslconn -1', 'expects an integer of at least 0']])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
