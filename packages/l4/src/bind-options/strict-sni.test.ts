import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { strictness } from './strict-sni.ts'

const keywords: readonly BindOptionKeyword[] = [...strictness]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['strict-sni', { isStrict: true }],
  ['no-strict-sni', { isStrict: false }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})
