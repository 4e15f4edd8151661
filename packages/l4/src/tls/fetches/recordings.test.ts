/** Holds all fetches of TLS to what HAProxy 2.6 gave for the same certificates, hellos and connections. */
import { describe, expect, test } from 'vitest'
import { evaluateTls, type TlsPlace, tlsSession } from '../../testing/tls-session.ts'
import certificates from '../recordings/certificates.json' with { type: 'json' }
import connections from '../recordings/connections.json' with { type: 'json' }
import hellos from '../recordings/hellos.json' with { type: 'json' }

const bytes = (hexadecimal: string): Uint8Array => Uint8Array.from(Buffer.from(hexadecimal, 'hex'))

const places: Readonly<Record<string, (der: Uint8Array) => TlsPlace>> = {
  ssl_c: (der) => ({ client: tlsSession({ peerCertificates: [der] }) }),
  ssl_f: (der) => ({ client: tlsSession({ ownCertificates: [der] }) }),
  ssl_s: (der) => ({ server: tlsSession({ peerCertificates: [der] }) }),
}

/** HAProxy 3.5 gives nothing for names with an embedded NUL. RFC 2253 has a form for it. */
const isDroppedSince = (expression: string, value: string): boolean =>
  /_dn(?!\(,.*rfc2253)/.test(expression) && value.includes('\0')

/** The ServerHello is not seen. */
const isRefused = (expression: string): boolean => expression.startsWith('ssl_fc_server_random')

describe.each(certificates.certificates)('$prefix of $name', ({ prefix, certificate, gives }) => {
  const place = places[prefix]!(Uint8Array.from(Buffer.from(certificate, 'base64')))
  const recorded = gives as Readonly<Record<string, string>>
  test.each(certificates.expressions.filter((expression) => expression.startsWith(prefix)))('%s', (expression) => {
    const value = recorded[expression] ?? null
    const expected = value !== null && isDroppedSince(expression, value) ? null : value
    expect(evaluateTls(expression, place)).toBe(expected)
  })
})

describe.each(hellos)('hello $name in a buffer of $captureBytes', ({ hello, captureBytes, gives }) => {
  const place = {
    client: tlsSession({ clientHello: captureBytes === 0 ? null : bytes(hello), captureBytes }),
  }
  test.each(Object.entries(gives))('%s', (expression, expected) => {
    expect(evaluateTls(expression, place)).toBe(expected)
  })
})

describe.each(connections)('connection $name', ({ tls, gives }) => {
  const place = { client: tls === null ? null : sessionOf(tls) }
  const recorded = Object.entries(gives as Readonly<Record<string, string | null>>)
  test.each(recorded.filter(([expression]) => !isRefused(expression)))('%s', (expression, expected) => {
    expect(evaluateTls(expression, place)).toBe(expected)
  })
})

function sessionOf(recorded: NonNullable<(typeof connections)[number]['tls']>) {
  const {
    secrets,
    hello,
    clientRandom,
    serverRandom: _,
    clientFinished,
    serverFinished,
    hasCertificate,
    ...known
  } = recorded
  const lines = secrets as Readonly<Record<string, string>>
  const masterKey = lines.CLIENT_RANDOM
  return tlsSession({
    ...known,
    clientHello: hello === null ? null : bytes(hello),
    captureBytes: 2000,
    clientRandom: bytes(clientRandom),
    uniqueId: bytes(known.isResumed ? serverFinished : clientFinished),
    peerCertificates: hasCertificate ? [new Uint8Array(1)] : [],
    masterKey: masterKey === undefined ? null : bytes(masterKey),
    secret(label) {
      const line = lines[label]
      return line === undefined ? null : bytes(line)
    },
  })
}
