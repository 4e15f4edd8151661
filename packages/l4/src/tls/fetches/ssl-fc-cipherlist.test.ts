import { expect, test } from 'vitest'
import { encodeClientHello } from '../../testing/client-hello.ts'
import { evaluateTls, tlsSession } from '../../testing/tls-session.ts'
import { helloLists } from './hello-lists.ts'

const hello = encodeClientHello([
  [43, [6, 0xba, 0xba, 3, 4, 3, 3]],
  [13, [0, 6, 0x2a, 0x2a, 4, 3, 8, 4]],
  [10, [0, 4, 0x1a, 0x1a, 0, 29]],
]).subarray(5)

test.each([
  ['ssl_fc_sigalgs_bin,hex', 2000, '2A2A04030804'],
  ['ssl_fc_sigalgs_bin(0),hex', 2000, '2A2A04030804'],
  ['ssl_fc_sigalgs_bin(1),hex', 2000, '04030804'],
  ['ssl_fc_supported_versions_bin,hex', 2000, 'BABA03040303'],
  ['ssl_fc_supported_versions_bin(1),hex', 2000, '03040303'],
  ['ssl_fc_extlist_bin,hex', 2000, '002B000D000A'],
  ['ssl_fc_eclist_bin(1),hex', 2000, '001D'],
  ['ssl_fc_cipherlist_str', 2000, 'TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384'],
  // 4 of ciphers, 6 of types, 4 of groups: two are left.
  ['ssl_fc_sigalgs_bin,hex', 16, '2A2A'],
  ['ssl_fc_supported_versions_bin,hex', 16, ''],
])('%s of a hello in a buffer of %i gives %s', (expression, captureBytes, expected) => {
  const client = tlsSession({ clientHello: Uint8Array.from(hello), captureBytes })
  expect(evaluateTls(expression, { client })).toBe(expected)
})

test.each(['ssl_fc_cipherlist_bin', 'ssl_fc_cipherlist_xxh', 'ssl_fc_ecformats_bin', 'ssl_fc_protocol_hello_id'])(
  '%s gives nothing without a hello or without TLS',
  (expression) => {
    expect(evaluateTls(expression, { client: tlsSession() })).toBe(null)
    expect(evaluateTls(expression, {})).toBe(null)
  },
)

test.each([
  ['ssl_fc_cipherlist_bin(x)', /integer/],
  ['ssl_fc_cipherlist_bin(1,2)', /./],
  ['ssl_fc_cipherlist_xxh(1)', /./],
])('%s is refused', (expression, message) => {
  expect(() => evaluateTls(expression, {})).toThrow(message)
})

test('every beginning of a hello is read or refused without throwing', () => {
  const whole = Uint8Array.from(hello)
  for (let length = 0; length < whole.length; length++) {
    const lists = helloLists(whole.slice(0, length), 2000)
    if (lists !== null) expect(lists.ciphers.length).toBe(4)
  }
  expect(helloLists(Uint8Array.of(2, 0, 0, 0), 2000)).toBe(null)
})
