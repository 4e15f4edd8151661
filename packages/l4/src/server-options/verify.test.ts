import type { ServerOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { verification } from './verify.ts'

const keywords: readonly ServerOptionKeyword[] = [...verification]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['verify none', { verify: 'none' }],
  ['verify required', { verify: 'required' }],
  ['verifyhost a.test', { verifiedHost: 'a.test' }],
  ['ca-file a.pem', { authorities: { text: 'a.pem', path: 'a.pem' } }],
  ['crl-file a.pem', { revocations: { text: 'a.pem', path: 'a.pem' } }],
  ['crt a.pem', { credential: { text: 'a.pem', path: 'a.pem' } }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['verify', 'missing verify method'],
  ['verify optional', "only 'none' and 'required'"],
  ['verifyhost', 'missing hostname'],
  ['crt', 'missing certificate file path'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
