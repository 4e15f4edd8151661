import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decodedRoom, decodeHuffman, encodeHuffman, huffmanLength } from './huffman.ts'

function encode(text: string): string {
  const out = Buffer.alloc(huffmanLength(text))
  expect(encodeHuffman(text, out, 0)).toBe(out.length)
  return out.toString('hex')
}

function decode(hex: string): string | null {
  const bytes = Buffer.from(hex, 'hex')
  const out = Buffer.alloc(decodedRoom(bytes.length) + 2, 0x7e)
  const end = decodeHuffman(bytes, 0, bytes.length, out, 1)
  // Nothing is written outside of the promised room.
  expect(out[0]).toBe(0x7e)
  expect(out.at(-1)).toBe(0x7e)
  return end < 0 ? null : out.toString('latin1', 1, end)
}

describe('RFC 7541 Appendix C', () => {
  it.each([
    ['www.example.com', 'f1e3c2e5f23a6ba0ab90f4ff'],
    ['no-cache', 'a8eb10649cbf'],
    ['custom-key', '25a849e95ba97d7f'],
    ['custom-value', '25a849e95bb8e8b4bf'],
    ['302', '6402'],
    ['private', 'aec3771a4b'],
    ['Mon, 21 Oct 2013 20:13:21 GMT', 'd07abe941054d444a8200595040b8166e082a62d1bff'],
    ['https://www.example.com', '9d29ad171863c78f0b97c8e9ae82ae43d3'],
    ['307', '640eff'],
    ['gzip', '9bd9ab'],
    [
      'foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1',
      '94e7821dd7f2e6c7b335dfdfcd5b3960d5af27087f3672c1ab270fb5291f9587316065c003ed4ee5b1063d5007',
    ],
  ])('%s', (text, hex) => {
    expect(encode(text)).toBe(hex)
    expect(decode(hex)).toBe(text)
  })
})

test('codes at the ends of Appendix B', () => {
  // `0` 00000, NUL 1…1000 (13 bits), 0x16 1…110 (30 bits), 0xff 1…1101110 (26 bits), each padded with ones.
  expect(encode('0')).toBe('07')
  expect(encode('\0')).toBe('ffc7')
  expect(encode('\x16')).toBe('fffffffb')
  expect(encode('\xff')).toBe('fffffbbf')
  expect(encode('&')).toBe('f8')
})

test('every octet, at every offset of a bit', () => {
  for (let octet = 0; octet < 256; octet++) {
    for (let before = 0; before < 8; before++) {
      const text = `${'0'.repeat(before)}${String.fromCharCode(octet)}z`
      expect(decode(encode(text))).toBe(text)
    }
  }
})

test('any text comes back', () => {
  const text = fc.array(fc.integer({ min: 0, max: 255 })).map((octets) => String.fromCharCode(...octets))
  fc.assert(
    fc.property(text, (plain) => {
      expect(decode(encode(plain))).toBe(plain)
    }),
    { seed: 7541, numRuns: 2000 },
  )
})

describe('refuses', () => {
  it.each([
    ['EOS', 'ffffffff'],
    ['EOS behind a text', '07fffffffc'],
    ['8 bits of padding', '07ff'],
    ['8 bits of padding alone', 'ff'],
    ['16 bits of padding', '07ffff'],
    ['zeros as padding', '00'],
    ['padding with one zero', '06'],
    ['a code that is cut off', 'ffc0'],
  ])('%s', (_, hex) => {
    expect(decode(hex)).toBeNull()
  })
})

test('the empty string has no octets', () => {
  expect(encode('')).toBe('')
  expect(decode('')).toBe('')
})

test('what is accepted is what the encoder makes of it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (bytes) => {
      const hex = Buffer.from(bytes).toString('hex')
      const text = decode(hex)
      if (text !== null) expect(encode(text)).toBe(hex)
    }),
    { seed: 7541, numRuns: 5000 },
  )
})
