import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { verification } from './ca-file.ts'

const keywords: readonly BindOptionKeyword[] = [...verification]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['verify required', { verify: 'required' }],
  ['verify optional', { verify: 'optional' }],
  ['ca-file a.pem', { authorities: { text: 'a.pem', path: 'a.pem' } }],
  ['ca-verify-file a.pem', { unnamedAuthorities: { text: 'a.pem', path: 'a.pem' } }],
  ['crl-file a.pem', { revocations: { text: 'a.pem', path: 'a.pem' } }],
  ['crt-ignore-err all', { ignoredErrors: 'all' }],
  ['ca-ignore-err 10,X509_V_ERR_CERT_REVOKED', { ignoredAuthorityErrors: new Set([10, 23]) }],
  ['no-ca-names', { hidesAuthorityNames: true }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['verify', 'missing verify method'],
  ['verify maybe', "only 'none', 'optional', and 'required'"],
  ['crl-file', 'missing CRLfile path'],
  ['ca-ignore-err 95', "ID '95' out of range (1..94)"],
  ['crt-ignore-err X509_V_ERR_NOTHING', "ID '0' out of range"],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
