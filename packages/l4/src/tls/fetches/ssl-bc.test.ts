import { expect, test } from 'vitest'
import { evaluateTls, tlsSession } from '../../testing/tls-session.ts'

const server = tlsSession({
  cipher: 'ECDHE-RSA-AES128-GCM-SHA256',
  protocol: 'TLSv1.2',
  alpn: 'h2',
  serverName: 'origin.example',
  isResumed: true,
  curve: 'X25519',
  sessionId: Uint8Array.of(1, 2),
  masterKey: Uint8Array.of(3),
  uniqueId: Uint8Array.of(4),
  clientRandom: Uint8Array.of(5),
  secret: (label) => (label === 'EXPORTER_SECRET' ? Uint8Array.of(0xab) : null),
})

test.each([
  ['ssl_bc', '1', '0'],
  ['ssl_bc_alg_keysize', '128', null],
  ['ssl_bc_use_keysize', '128', null],
  ['ssl_bc_alpn', 'h2', null],
  ['ssl_bc_npn', null, null],
  ['ssl_bc_cipher', 'ECDHE-RSA-AES128-GCM-SHA256', null],
  ['ssl_bc_protocol', 'TLSv1.2', null],
  ['ssl_bc_curve', 'X25519', null],
  ['ssl_bc_sni', 'origin.example', null],
  ['ssl_bc_is_resumed', '1', '0'],
  ['ssl_bc_session_id,hex', '0102', null],
  ['ssl_bc_session_key,hex', '03', null],
  ['ssl_bc_unique_id,hex', '04', null],
  ['ssl_bc_client_random,hex', '05', null],
  ['ssl_bc_exporter_secret', 'ab', null],
  ['ssl_bc_client_traffic_secret_0', null, null],
  ['ssl_bc_err', '0', null],
  ['ssl_bc_err_str', null, null],
])('%s gives %o with TLS to the server and %o without', (expression, withTls, without) => {
  expect(evaluateTls(expression, { server })).toBe(withTls)
  expect(evaluateTls(expression, { client: server })).toBe(without)
})

test('a failed handshake with the server is told', () => {
  const serverFailure = { code: 167772294, text: 'error:0A000086:SSL routines::certificate verify failed' }
  expect(evaluateTls('ssl_bc_err', { serverFailure })).toBe('167772294')
  expect(evaluateTls('ssl_bc_err_str', { serverFailure })).toBe(serverFailure.text)
  expect(evaluateTls('ssl_fc_err', { serverFailure })).toBe(null)
})
