import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test.each([
  'no-ssl',
  'no-check-ssl',
  'no-sslv3',
  'no-tlsv10',
  'no-tlsv11',
  'no-tlsv12',
  'no-tlsv13',
  'no-tls-tickets',
  'tls-tickets',
  'ssl-reuse',
  'no-ssl-reuse',
  'no-renegotiate',
  'no-sni-auto',
  'no-check-sni-auto',
])('%s changes nothing', (option) => {
  expect(readServer(option)).toEqual(readServer(''))
})

test.each(['ssl', 'crt x.pem', 'sni str(x)', 'alpn h2', 'ca-file x'])('%s is refused', (option) => {
  expect(() => readServer(option)).toThrow('not supported by Weir: servers are reached without TLS so far')
})
