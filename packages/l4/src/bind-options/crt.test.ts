import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { certificateSources } from './crt.ts'

const keywords: readonly BindOptionKeyword[] = [...certificateSources]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['crt a.pem', { sources: [{ kind: 'crt', file: { text: 'a.pem', path: 'a.pem' } }] }],
  ['default-crt a.pem', { sources: [{ kind: 'default', file: { text: 'a.pem', path: 'a.pem' } }] }],
  ['crt-list l', { sources: [{ kind: 'list', file: { text: 'l', path: 'l' } }] }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['crt', 'missing certificate location'],
  ['crt-list', 'missing certificate location'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
