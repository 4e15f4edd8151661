import { expect, test } from 'vitest'
import { dottedIdentifier, magnitudeOf, readChildren, readElement } from './der.ts'

const bytes = (hexadecimal: string): Uint8Array => Uint8Array.from(Buffer.from(hexadecimal, 'hex'))

test.each([
  ['0500', true],
  ['05', false],
  ['0501', false],
  ['048001', false],
  ['04817f', false],
  ['04820001', false],
  ['1f0100', false],
  ['0485010000000000', false],
])('an element of %s', (encoding, isRead) => {
  expect(readElement(bytes(encoding), 0) !== null).toBe(isRead)
})

test.each([
  ['2a864886f70d010101', '1.2.840.113549.1.1.1'],
  ['550403', '2.5.4.3'],
  ['883703', '2.999.3'],
  ['', null],
  ['8001', null],
  ['2a86', null],
  ['2affffffffffffffffff7f', null],
])('the identifier %s', (encoding, dotted) => {
  expect(dottedIdentifier(bytes(encoding))).toBe(dotted)
})

test.each([
  ['0200', null],
  ['020100', '00'],
  ['02020080', '80'],
  ['0201fb', '05'],
  ['02028000', '8000'],
  ['0202ff00', '0100'],
])('the magnitude of %s', (encoding, magnitude) => {
  const found = magnitudeOf(readElement(bytes(encoding), 0)!)
  expect(found === null ? null : Buffer.from(found).toString('hex')).toBe(magnitude)
})

test('children have to fill their parent', () => {
  expect(readChildren(readElement(bytes('30040500'.concat('0500')), 0)!)).toHaveLength(2)
  expect(readChildren(readElement(bytes('3003050005'), 0)!)).toBe(null)
})
