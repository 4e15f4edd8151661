import type { ServerOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { serverNames } from './sni.ts'

const keywords: readonly ServerOptionKeyword[] = [...serverNames]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['sni str(a)', { serverName: { text: 'str(a)' } }],
  ['pool-conn-name str(a)', { poolName: { text: 'str(a)' } }],
  ['check-sni a', { checkServerName: 'a' }],
  ['no-sni-auto', { asksForHost: false }],
  ['sni-auto', { asksForHost: true }],
  ['check-ssl', { checksWithTls: true }],
  ['no-check-ssl', { checksWithTls: false }],
  ['check-sni-auto', { checksAskForHost: true }],
  ['no-check-sni-auto', { checksAskForHost: false }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['sni', 'missing sni expression'],
  ['sni nothing', "unknown fetch method 'nothing'"],
  ['check-sni', 'missing SNI'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
