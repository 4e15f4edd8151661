import { describe, expect, test } from 'vitest'
import { formatSocketAddress, IpAddress, parseHostAddress, parseIpAddress, refuseSocketPath } from './address.ts'

describe('addresses', () => {
  test.each([
    ['127.0.0.1', '127.0.0.1'],
    ['255.255.255.255', '255.255.255.255'],
    ['::', '::'],
    ['::1', '::1'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::1:0:0:1', '2001:db8::1:0:0:1'],
    ['1:0:0:2:0:0:0:3', '1:0:0:2::3'],
    ['::ffff:10.0.0.1', '::ffff:10.0.0.1'],
    ['64:ff9b::1.2.3.4', '64:ff9b::102:304'],
    ['::1.2.3.4', '::1.2.3.4'],
    ['::1:0', '::0.1.0.0'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ])('%s is written %s', (text, canonical) => {
    expect(parseIpAddress(text)?.toString()).toBe(canonical)
  })

  test.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '256.1.1.1',
    '1..2.3',
    'a.b.c.d',
    ':',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7:8:9',
    '::g',
    '1.2.3.4:80',
    '1:2:3:4:5:6:7',
  ])('%s is no address', (text) => {
    expect(parseIpAddress(text)).toBeNull()
  })

  test('IPv4 goes into IPv6 and back', () => {
    const v4 = parseIpAddress('10.1.2.3')!
    expect(v4.toIpv6().toString()).toBe('::ffff:10.1.2.3')
    expect(v4.toIpv6().toIpv4()?.equals(v4)).toBe(true)
    expect(parseIpAddress('2001:db8::1')?.toIpv4()).toBeNull()
    expect(new IpAddress(new Uint8Array(16)).equals(v4)).toBe(false)
  })

  test('sockets are shown as logs show them', () => {
    const address = parseIpAddress('::1')!
    expect(formatSocketAddress({ kind: 'ip', address, port: 80 })).toBe('::1:80')
    expect(formatSocketAddress({ kind: 'unix', path: '/run/x', isAbstract: false })).toBe('unix:/run/x')
  })
})

test.each([
  ['127.0.0.1', '127.0.0.1'],
  ['127.1', '127.0.0.1'],
  ['127', '0.0.0.127'],
  ['256', '0.0.1.0'],
  ['1.2.3', '1.2.0.3'],
  ['010.1', '8.0.0.1'],
  ['0x7f.1', '127.0.0.1'],
  ['4294967295', '255.255.255.255'],
  ['4294967296', null],
  ['1.2.3.256', null],
  ['256.1', null],
  ['127.', null],
  ['.1', null],
  ['09', null],
  ['1.2.3.4.5', null],
  ['host', null],
  ['', null],
  ['::1', '::1'],
])('%j as a host is %j', (text, expected) => {
  expect(parseHostAddress(text)?.toString() ?? null).toBe(expected)
})

test.each([
  [97, false, null],
  [98, false, 'too long (max 97)'],
  [107, true, null],
  [108, true, 'too long (max 107)'],
])('a path of %i bytes, abstract %s', (length, isAbstract, problem) => {
  const found = refuseSocketPath('x'.repeat(length), isAbstract)
  if (problem === null) expect(found).toBeNull()
  else expect(found).toContain(problem)
})
