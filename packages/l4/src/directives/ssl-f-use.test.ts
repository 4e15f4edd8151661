import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { sslFUse } from './ssl-f-use.ts'

const keywords: readonly DirectiveKeyword[] = [sslFUse]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl-f-use crt a.pem', { lines: [{ crt: { text: 'a.pem', path: 'a.pem' }, words: { alpn: null } }] }],
  [
    'ssl-f-use alpn h2 ssl-min-ver TLSv1.3 crt a.pem key a.key',
    {
      lines: [
        { words: { alpn: ['h2'], versions: { minimum: 'TLSv1.3' }, files: { key: { text: 'a.key', path: 'a.key' } } } },
      ],
    },
  ],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-f-use alpn h2', "no 'crt' keyword specified"],
  ['ssl-f-use crt a.pem strict-sni', "unknown keyword 'strict-sni'"],
  ['ssl-f-use verify maybe crt a.pem', 'unknown verify method'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
