import type { ServerOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { sslOptions } from './ssl.ts'

const keywords: readonly ServerOptionKeyword[] = [...sslOptions]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl', { isEnabled: true }],
  ['no-ssl', { isEnabled: false }],
  ['ssl-reuse', { reusesSessions: true }],
  ['no-ssl-reuse', { reusesSessions: false }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
