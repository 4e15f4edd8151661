import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { sslSecurityLevel, sslServerVerify } from './ssl-server-verify.ts'

const keywords: readonly DirectiveKeyword[] = [sslServerVerify, sslSecurityLevel]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl-server-verify none', { verifiesServers: false }],
  ['ssl-server-verify required', { verifiesServers: true }],
  ['ssl-security-level 3', { securityLevel: 3 }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-server-verify maybe', "expects 'none' or 'required'"],
  ['ssl-security-level 6', 'expects an integer between 0 and 5'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
