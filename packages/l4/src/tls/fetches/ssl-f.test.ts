import { expect, test } from 'vitest'
import { evaluateTls, tlsSession } from '../../testing/tls-session.ts'
import recorded from '../recordings/certificates.json' with { type: 'json' }

const { certificates } = recorded

const server = certificates.find((each) => each.prefix === 'ssl_f')!
const own = Uint8Array.from(Buffer.from(server.certificate, 'base64'))

test.each([
  ['ssl_f_s_dn(CN)', 'srv.example'],
  ['ssl_f_i_dn(OU,-1)', 'Two'],
  ['ssl_f_version', '3'],
  ['ssl_f_der,hex', Buffer.from(own).toString('hex').toUpperCase()],
])('%s tells of our own certificate', (expression, expected) => {
  expect(evaluateTls(expression, { client: tlsSession({ ownCertificates: [own] }) })).toBe(expected)
  expect(evaluateTls(expression, { client: tlsSession({ peerCertificates: [own] }) })).toBe(null)
  expect(evaluateTls(expression, {})).toBe(null)
})
