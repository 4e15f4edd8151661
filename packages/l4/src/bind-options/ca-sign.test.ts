import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { signing } from './ca-sign.ts'

const keywords: readonly BindOptionKeyword[] = [...signing]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ca-sign-file a.pem', {}],
  ['ca-sign-pass x', {}],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ca-sign-file', 'missing CAfile path'],
  ['ca-sign-pass', 'missing CAkey password'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
