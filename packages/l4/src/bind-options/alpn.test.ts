import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { alpn } from './alpn.ts'

const keywords: readonly BindOptionKeyword[] = [...alpn]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['alpn h2,http/1.1', { alpn: ['h2', 'http/1.1'] }],
  ['alpn h2,,x', { alpn: ['h2', 'x'] }],
  ['no-alpn', { alpn: [] }],
  ['npn http/1.1', { alpn: null }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['alpn', 'missing the comma-delimited ALPN protocol suite']])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
