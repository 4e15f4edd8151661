import { expect, test } from 'vitest'
import { evaluateTls, testTls, tlsSession } from '../../testing/tls-session.ts'
import { keyBits } from './cipher-suites.ts'

const client = tlsSession({ serverName: 'www.example', certificateName: '@web/www', curve: 'X25519MLKEM768' })

test.each([
  ['ssl_fc', '1', '0'],
  ['ssl_fc_sni', 'www.example', null],
  ['ssl_fc_has_sni', '1', '0'],
  ['ssl_fc_has_crt', '0', null],
  ['ssl_fc_has_early', '0', null],
  ['ssl_fc_early_rcvd', '0', null],
  ['ssl_fc_crtname', '@web/www', null],
  ['ssl_fc_curve', 'X25519MLKEM768', null],
  ['ssl_fc_npn', null, null],
  ['ssl_fc_session_id', null, null],
  ['ssl_fc_session_key', null, null],
])('%s gives %o with TLS and %o without', (expression, withTls, without) => {
  expect(evaluateTls(expression, { client })).toBe(withTls)
  expect(evaluateTls(expression, { server: client })).toBe(without)
})

test.each([
  ['a certificate shown', { peerCertificates: [Uint8Array.of(0)] }, '1'],
  ['a certificate of the session resumed', { peerCertificates: [Uint8Array.of(0)], isResumed: true }, '0'],
  ['a handshake that failed', { peerCertificates: [Uint8Array.of(0)], isEstablished: false }, null],
])('ssl_fc_has_crt with %s', (_name, known, expected) => {
  expect(evaluateTls('ssl_fc_has_crt', { client: tlsSession(known) })).toBe(expected)
})

test.each([
  ['ssl_fc_sni_end .example', true],
  ['ssl_fc_sni_end .org', false],
  ['ssl_fc_sni_reg ^www[.]', true],
  ['ssl_fc_sni_reg ^www$', false],
  ['ssl_fc_err eq 0', true],
])('the condition %s', (condition, holds) => {
  expect(testTls(`{ ${condition} }`, { client })).toBe(holds)
})

test('a failed handshake with the client is told, with and without a session', () => {
  const clientFailure = { code: 167772418, text: 'error:0A000102:SSL routines::unsupported protocol' }
  expect(evaluateTls('ssl_fc_err,hex', { client, clientFailure })).toBe('000000000A000102')
  expect(evaluateTls('ssl_fc_err_str', { clientFailure })).toBe(clientFailure.text)
})

test.each([
  ['DES-CBC3-SHA', { used: 112, total: 168 }],
  ['SRP-AES-128-CBC-SHA', { used: 128, total: 128 }],
  ['ECDHE-RSA-ARIA256-GCM-SHA384', { used: 256, total: 256 }],
  ['TLS_CHACHA20_POLY1305_SHA256', { used: 256, total: 256 }],
  ['NULL-SHA256', null],
  ['(NONE)', null],
])('the bits of %s', (cipher, bits) => {
  expect(keyBits(cipher)).toEqual(bits)
})
