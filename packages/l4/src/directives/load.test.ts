import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { load } from './load.ts'

const keywords: readonly DirectiveKeyword[] = [load]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  [
    'load crt a.pem key a.key alias a',
    {
      certificates: [
        {
          crt: { text: 'a.pem', path: 'a.pem' },
          files: { key: { text: 'a.key', path: 'a.key' }, alias: 'a', ocsp: null },
        },
      ],
    },
  ],
  ['load crt a.pem ocsp-update off jwt on', { certificates: [{ crt: { text: 'a.pem', path: 'a.pem' } }] }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['load key a.key', "mandatory 'crt' parameter not found"],
  ['load foo', "unknown keyword 'foo'"],
  ['load crt a.pem ocsp-update on', 'OCSP responses are not fetched'],
  ['load crt a.pem key', "'key' expects an argument"],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
