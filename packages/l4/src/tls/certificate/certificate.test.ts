import { createRandom } from '@weir/base'
import { expect, test } from 'vitest'
import recorded from '../recordings/certificates.json' with { type: 'json' }
import { Certificate, certificateOf } from './certificate.ts'
import { formatGeneralNames } from './general-names.ts'

const { certificates } = recorded

const derOf = (name: string): Uint8Array =>
  Uint8Array.from(Buffer.from(certificates.find((each) => each.name === name)!.certificate, 'base64'))

/** Touches everything that is worked out late. */
function readAll(der: Uint8Array): boolean {
  const certificate = Certificate.read(der)
  if (certificate === null) return false
  for (const name of [certificate.issuer, certificate.subject]) void [name.oneLine, name.rfc2253, name.entry('CN', -1)]
  void [certificate.alternativeNames, certificate.policies, certificate.fingerprint]
  return true
}

test.each(certificates.map(({ name }) => name))('%s is read', (name) => {
  expect(readAll(derOf(name))).toBe(true)
})

test('no beginning of a certificate is one, and none throws', () => {
  const der = derOf('rsa')
  for (let length = 0; length < der.length; length++) expect(readAll(der.slice(0, length))).toBe(false)
})

test('changed bytes are read or refused, without throwing', () => {
  const random = createRandom(7)
  let refusals = 0
  for (const name of ['rsa', 'odd', 'v1']) {
    const der = derOf(name)
    for (let round = 0; round < 1500; round++) {
      const changed = der.slice()
      for (let count = 0; count < 3; count++) {
        changed[random.uint32() % der.length] = random.uint32() % 256
      }
      if (!readAll(changed)) refusals++
    }
  }
  expect(refusals).toBeGreaterThan(0)
})

test('a certificate is read once', () => {
  const der = derOf('ec')
  expect(certificateOf(der)).toBe(certificateOf(der))
})

test.each([
  ['3006 8704 c0000201', 'IP Address:192.0.2.1'],
  ['3005 8703 c00002', 'IP Address:<invalid>'],
  ['300a a008 0603 2a0304 a001 05', 'othername: <unsupported>'],
  ['3005 8803 2a0304', 'Registered ID:1.2.3.4'],
  ['3000', null],
  ['3003 8902 6161', null],
  ['0403 820161', null],
])('general names %s', (hexadecimal, expected) => {
  const bytes = Uint8Array.from(Buffer.from(hexadecimal.replaceAll(' ', ''), 'hex'))
  expect(formatGeneralNames(bytes)).toBe(expected)
})
