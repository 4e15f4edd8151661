import type { ServerOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { furtherNegotiation, negotiated } from './negotiation.ts'

const keywords: readonly ServerOptionKeyword[] = [...negotiated, ...furtherNegotiation]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['alpn h2', { alpn: ['h2'] }],
  ['ciphers HIGH', { ciphers: 'HIGH' }],
  ['ssl-min-ver TLSv1.2', { versions: { minimum: 'TLSv1.2' } }],
  ['force-tlsv13', { versions: { minimum: 'TLSv1.3', maximum: 'TLSv1.3' } }],
  ['no-tlsv11', { versions: { disabled: new Set(['TLSv1.1']) } }],
  ['no-tls-tickets', { usesTickets: false }],
  ['check-alpn h2', { checkAlpn: ['h2'] }],
  ['allow-0rtt', {}],
  ['renegotiate', {}],
  ['ktls off', {}],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['check-alpn', 'missing the comma-delimited ALPN protocol suite'],
  ['ssl-min-ver TLSv2', 'unknown ssl/tls version'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
