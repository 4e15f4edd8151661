import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { versionBounds, versionSwitches } from './ssl-versions.ts'

const keywords: readonly BindOptionKeyword[] = [...versionBounds, ...versionSwitches]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl-min-ver TLSv1.3', { versions: { minimum: 'TLSv1.3', maximum: null } }],
  ['ssl-max-ver TLSv1.2', { versions: { minimum: null, maximum: 'TLSv1.2' } }],
  ['force-tlsv12', { versions: { minimum: 'TLSv1.2', maximum: 'TLSv1.2' } }],
  ['no-tlsv10', { versions: { disabled: new Set(['TLSv1.0']) } }],
  ['no-sslv3', { versions: { disabled: new Set(['SSLv3']) } }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-min-ver', 'missing the ssl/tls version'],
  ['ssl-max-ver TLSv1.4', "'TLSv1.4' : unknown ssl/tls version"],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
