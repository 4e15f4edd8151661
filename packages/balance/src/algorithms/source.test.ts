import { expect, test } from 'vitest'
import { chooseBy, serversOf } from '../testing/index.ts'

const clients = Array.from(
  { length: 24 },
  (_, index) => `127.${(index * 13) % 256}.${(index * index) % 256}.${1 + ((index * 5) % 254)}`,
)

/** What HAProxy 2.6 chose for the clients. */
test.each([
  ['map-based sdbm', 'cdccbcdcbccdccbcbdbababc'],
  ['map-based djb2 avalanche', 'cabdadbcdddcbdcbccbcdbbb'],
  ['consistent', 'ccdabdacbdccbbdcacbcadac'],
  ['consistent crc32', 'bbbbbbbbbbbbbbbbbbbbbbbb'],
])('hash-type %s', (hashType, expected) => {
  const backend = chooseBy(`balance source\nhash-type ${hashType}\n${serversOf(1, 2, 3, 4)}`)
  expect(backend.choose(...clients.map((src) => ({ src })))).toBe(expected)
})

test('an IPv6 address is the XOR of its four words', () => {
  const backend = chooseBy(`balance source\n${serversOf(1, 1, 1, 1, 1, 1, 1)}`)
  // 0x20010db8 ^ 0x00010002 ^ 0 ^ 0x00000003 = 536939961, and that modulo 7 is 3.
  const value = (0x20010db8 ^ 0x00010002 ^ 0x00000003) >>> 0
  expect(backend.choose({ src: '2001:db8:1:2::3' })).toBe('abcdefg'[value % 7])
})

test('a client without an address takes turns', () => {
  expect(chooseBy(`balance source\n${serversOf(1, 1)}`).choose({}, {}, {})).toBe('aba')
})
