import { expect, test } from 'vitest'
import { evaluateTls, tlsSession } from '../../testing/tls-session.ts'
import recorded from '../recordings/certificates.json' with { type: 'json' }

const { certificates } = recorded

const [leaf, above] = ['rsa', 'ec'].map((name) =>
  Uint8Array.from(Buffer.from(certificates.find((each) => each.name === name)!.certificate, 'base64')),
) as [Uint8Array, Uint8Array]
const hexadecimal = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('hex').toUpperCase()

const client = tlsSession({
  peerCertificates: [leaf, above],
  rootCertificate: above,
  verifyResult: 10,
  certificateError: 9,
  authorityError: 20,
  authorityErrorDepth: 2,
})

test.each([
  ['ssl_c_used', '1', '0'],
  ['ssl_c_verify', '10', '0'],
  ['ssl_c_err', '9', '0'],
  ['ssl_c_ca_err', '20', '0'],
  ['ssl_c_ca_err_depth', '2', '0'],
  ['ssl_c_der,hex', hexadecimal(leaf), null],
  ['ssl_c_chain_der,hex', hexadecimal(above), null],
  ['ssl_c_r_dn', '/CN=ec', null],
  ['ssl_c_r_dn(CN)', 'ec', null],
  ['ssl_c_r_dn(,0,rfc2253)', 'CN=ec', null],
  ['ssl_c_policies', '2.23.140.1.2.1,1.3.6.1.4.1.99999.1', null],
  ['ssl_c_policies(1.3.6.1.4.1.99999.1)', '1.3.6.1.4.1.99999.1', null],
  ['ssl_c_policies(1.3.6.1.4.1)', null, null],
  [
    'ssl_c_san',
    // What `openssl x509 -ext subjectAltName` prints.
    'DNS:a.example, DNS:*.b.example, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:1, URI:spiffe://x/y, email:me@example.org, DirName:/CN=dir, Registered ID:1.2.3.4, othername: UPN::upn',
    null,
  ],
])('%s gives %o with a certificate and %o without', (expression, withOne, without) => {
  expect(evaluateTls(expression, { client })).toBe(withOne)
  expect(evaluateTls(expression, { client: tlsSession() })).toBe(without)
  expect(evaluateTls(expression, { server: client })).toBe(null)
})

test('a resumed session has the certificate, but not what was sent with it', () => {
  const resumed = tlsSession({ ...client, isResumed: true })
  expect(evaluateTls('ssl_c_s_dn(CN,2)', { client: resumed })).toBe('second')
  expect(evaluateTls('ssl_c_used', { client: resumed })).toBe('1')
  expect(evaluateTls('ssl_c_chain_der', { client: resumed })).toBe(null)
})

test('no result of a verification that did not end', () => {
  expect(evaluateTls('ssl_c_verify', { client: tlsSession({ isEstablished: false, verifyResult: 10 }) })).toBe(null)
})

test('a certificate that is none gives nothing', () => {
  const garbled = tlsSession({ peerCertificates: [leaf.slice(0, 200)] })
  expect(evaluateTls('ssl_c_serial', { client: garbled })).toBe(null)
  expect(evaluateTls('ssl_c_s_dn', { client: garbled })).toBe(null)
})

test.each([
  ['ssl_c_s_dn(,,)', /ends the arguments/],
  ['ssl_c_s_dn(CN,,rfc2253)', /ends the arguments/],
  ['ssl_c_s_dn(CN,1,RFC2253)', /only rfc2253 or a blank value/],
  ['ssl_c_i_dn(CN,1,rfc1779)', /only rfc2253 or a blank value/],
  ['ssl_c_s_dn(CN,x)', /integer/],
  ['ssl_c_s_dn(CN,1x)', /integer/],
  ['ssl_c_s_dn(CN,1,rfc2253,x)', /./],
  ['ssl_c_used(1)', /./],
])('%s is refused', (expression, message) => {
  expect(() => evaluateTls(expression, { client })).toThrow(message)
})

test.each(['ssl_c_s_dn()', 'ssl_c_s_dn(,)', 'ssl_c_s_dn(,0,)', 'ssl_c_s_dn(CN,1,)'])('%s is accepted', (expression) => {
  expect(evaluateTls(expression, { client })).not.toBe(null)
})
