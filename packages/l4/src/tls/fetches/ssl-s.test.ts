import { expect, test } from 'vitest'
import { evaluateTls, tlsSession } from '../../testing/tls-session.ts'
import recorded from '../recordings/certificates.json' with { type: 'json' }

const { certificates } = recorded

const [leaf, above] = ['server', 'ec'].map((name) =>
  Uint8Array.from(Buffer.from(certificates.find((each) => each.name === name)!.certificate, 'base64')),
) as [Uint8Array, Uint8Array]
const hexadecimal = (...parts: readonly Uint8Array[]): string => Buffer.concat(parts).toString('hex').toUpperCase()

test.each([
  ['ssl_s_s_dn', '/C=CH/CN=srv.example', '/C=CH/CN=srv.example'],
  ['ssl_s_key_alg', 'rsaEncryption', 'rsaEncryption'],
  ['ssl_s_der,hex', hexadecimal(leaf), hexadecimal(leaf)],
  // Unlike that of a client, the chain of a server begins with its own certificate.
  ['ssl_s_chain_der,hex', hexadecimal(leaf, above), null],
])('%s of a server, in a new session and a resumed one', (expression, fresh, resumed) => {
  const known = { peerCertificates: [leaf, above] }
  expect(evaluateTls(expression, { server: tlsSession(known) })).toBe(fresh)
  expect(evaluateTls(expression, { server: tlsSession({ ...known, isResumed: true }) })).toBe(resumed)
  expect(evaluateTls(expression, { client: tlsSession(known) })).toBe(null)
})
