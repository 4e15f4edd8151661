import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { extraFiles } from './ssl-load-extra-files.ts'

const keywords: readonly DirectiveKeyword[] = [...extraFiles]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl-load-extra-files none', { extraFiles: new Set() }],
  ['ssl-load-extra-files key ocsp', { extraFiles: new Set(['key', 'ocsp']) }],
  ['ssl-load-extra-files all', { extraFiles: new Set(['bundle', 'sctl', 'ocsp', 'issuer', 'key']) }],
  ['ssl-load-extra-del-ext', { replacesExtension: true }],
  ['ssl-skip-self-issued-ca', { skipsSelfIssued: true }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-load-extra-files', 'expects one or multiple arguments'],
  ['ssl-load-extra-files all key', 'can be only used alone'],
  ['ssl-load-extra-files foo', 'expects one or multiple arguments'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
