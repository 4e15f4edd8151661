import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { defaultLists, defaultOptions } from './ssl-default.ts'

const keywords: readonly DirectiveKeyword[] = [...defaultLists, ...defaultOptions]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ssl-default-bind-ciphers HIGH', { bind: { ciphers: 'HIGH' }, server: { ciphers: null } }],
  ['ssl-default-server-curves P-256', { server: { curves: 'P-256' }, bind: { curves: null } }],
  [
    'ssl-default-bind-options no-tlsv10 ssl-min-ver TLSv1.2 no-tls-tickets strict-sni prefer-client-ciphers',
    {
      bind: {
        usesTickets: false,
        isStrict: true,
        prefersClientCiphers: true,
        versions: { minimum: 'TLSv1.2', disabled: new Set(['TLSv1.0']) },
      },
    },
  ],
  [
    'ssl-default-server-options force-tlsv13 no-renegotiate',
    { server: { versions: { minimum: 'TLSv1.3', maximum: 'TLSv1.3' } } },
  ],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-default-bind-ciphers', 'expects a cipher suite as an argument'],
  ['ssl-default-bind-options', 'expects an option as an argument'],
  ['ssl-default-bind-options foo', "unknown option 'foo'"],
  ['ssl-default-server-options strict-sni', "unknown option 'strict-sni'"],
  ['ssl-default-bind-options ssl-min-ver', 'missing the ssl/tls version'],
  ['ssl-default-bind-options ssl-max-ver 3', "'3' : unknown ssl/tls version"],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
