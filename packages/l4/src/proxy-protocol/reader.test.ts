import { createRandom, formatSocketAddress, parseIpAddress, type SocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { encodeAddresses } from './encode.ts'
import { ProxyHeaderReader } from './reader.ts'

const ip = (text: string, port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress(text)!, port })
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (char) => char.charCodeAt(0))
const show = (address: SocketAddress | null): string => (address === null ? '-' : formatSocketAddress(address))

function read(bytes: Uint8Array): string {
  const reader = new ProxyHeaderReader()
  const used = reader.read(bytes)
  if (used === null) return 'more'
  if (used < 0) return 'invalid'
  const { header } = reader
  return `${used} ${header!.isLocal ? 'local' : 'proxied'} ${show(header!.source)} ${show(header!.destination)}`
}

test.each([
  ['PROXY TCP4 192.0.2.1 192.0.2.2 1000 80\r\nGET', '40 proxied 192.0.2.1:1000 192.0.2.2:80'],
  ['PROXY TCP6 2001:db8::1 ::1 1000 80\r\n', '36 proxied 2001:db8::1:1000 ::1:80'],
  ['PROXY UNKNOWN\r\n', '15 local - -'],
  ['PROXY UNKNOWN whatever follows\r\n', '32 local - -'],
  ['PROXY TCP4 192.0.2.1', 'more'],
  ['PRO', 'more'],
  ['', 'more'],
  ['GET / HTTP/1.1\r\n', 'invalid'],
  ['PROXY TCP4 192.0.2.1 192.0.2.2 1000\r\n', 'invalid'],
  ['PROXY TCP4 ::1 ::1 1000 80\r\n', 'invalid'],
  ['PROXY TCP4 192.0.2.1 192.0.2.2 1000 70000\r\n', 'invalid'],
  ['PROXY TCP4 192.0.2.1 192.0.2.2 01000 80\r\n', 'invalid'],
  ['PROXY UNKNOWN\n', 'invalid'],
  [`PROXY UNKNOWN ${'x'.repeat(120)}`, 'invalid'],
])('version 1: %j', (text, expected) => {
  expect(read(bytesOf(text))).toBe(expected)
})

test('what is sent is read back', () => {
  for (const [source, destination] of [
    [ip('192.0.2.1', 1), ip('192.0.2.2', 65535)],
    [ip('2001:db8::1', 1000), ip('::1', 443)],
  ] as const) {
    for (const version of [1, 2] as const) {
      const bytes = encodeAddresses({ version }, source, destination)
      expect(read(bytes)).toBe(`${bytes.length} proxied ${show(source)} ${show(destination)}`)
    }
  }
  expect(read(encodeAddresses({ version: 2 }, null, null))).toBe('16 local - -')
  expect(read(encodeAddresses({ version: 1 }, null, null))).toBe('15 local - -')
  const unix: SocketAddress = { kind: 'unix', path: '/run/x', isAbstract: false }
  expect(read(encodeAddresses({ version: 2 }, unix, unix))).toBe('invalid')
})

test('fields of version 2 are kept, and broken ones refused', () => {
  const plain = [...encodeAddresses({ version: 2 }, ip('192.0.2.1', 1), ip('192.0.2.2', 2))]
  const withFields = (...fields: number[]): Uint8Array => {
    const bytes = [...plain, ...fields]
    bytes[15] = 12 + fields.length
    return Uint8Array.from(bytes)
  }
  const reader = new ProxyHeaderReader()
  expect(reader.read(withFields(2, 0, 1, 97, 5, 0, 0))).toBe(35)
  expect(reader.header!.fields).toEqual([
    { type: 2, value: Uint8Array.of(97) },
    { type: 5, value: Uint8Array.of() },
  ])
  expect(read(withFields(2, 0, 9, 97))).toBe('invalid')
  expect(read(withFields(2, 0))).toBe('invalid')
})

const plain = '0d0a0d0a000d0a515549540a2111000c010203040506070800010002'
const withFields = (fields: string): string =>
  `${plain.slice(0, 28)}${(12 + fields.length / 2).toString(16).padStart(4, '0')}${plain.slice(32)}${fields}`

/** What HAProxy does with each, and the error that it tells of. */
test.each([
  ['a sum', '0d0a0d0a000d0a515549540a211100137f0000017f00000186a81e89030004c9178db3', 'proxied'],
  ['a wrong sum', '0d0a0d0a000d0a515549540a211100137f0000017f00000186a81e89030004c9178d00', 'PRX_BAD_HDR'],
  ['a wrong sum that is local', '0d0a0d0a000d0a515549540a201100137f0000017f00000186a81e89030004c9178d00', 'local'],
  ['a short sum', withFields('0300026162'), 'PRX_BAD_HDR'],
  ['a field for nothing', withFields('040003616263'), 'proxied'],
  ['a cut field', withFields('02000961'), 'PRX_BAD_HDR'],
  ['a long identifier', withFields(`050080${'69'.repeat(128)}`), 'proxied'],
  ['too long an identifier', withFields(`050081${'69'.repeat(129)}`), 'PRX_BAD_HDR'],
  ['a long name', withFields(`0200ff${'61'.repeat(255)}`), 'proxied'],
  ['too long a name', withFields(`020100${'61'.repeat(256)}`), 'PRX_BAD_HDR'],
  ['no family', `${plain.slice(0, 26)}000000`, 'PRX_BAD_HDR'],
  ['no transport', `${plain.slice(0, 26)}10${plain.slice(28)}`, 'PRX_BAD_HDR'],
  ['datagrams', `${plain.slice(0, 26)}12${plain.slice(28)}`, 'PRX_BAD_HDR'],
  ['Unix sockets', `${plain.slice(0, 26)}3100d8${'00'.repeat(216)}`, 'PRX_BAD_HDR'],
  ['another command', `${plain.slice(0, 24)}22${plain.slice(26)}`, 'PRX_BAD_HDR'],
  ['another version', `${plain.slice(0, 24)}31${plain.slice(26)}`, 'PRX_NOT_HDR'],
])('version 2 with %s', (_name, hex, expected) => {
  const reader = new ProxyHeaderReader()
  const used = reader.read(Uint8Array.from(Buffer.from(hex, 'hex')))
  expect(used !== null && used < 0 ? reader.failure : reader.header?.isLocal ? 'local' : 'proxied').toBe(expected)
})

test('a header may come byte by byte, and random bytes never throw', () => {
  const bytes = encodeAddresses({ version: 2 }, ip('192.0.2.1', 1), ip('192.0.2.2', 2))
  const reader = new ProxyHeaderReader()
  for (const [index, byte] of bytes.entries()) {
    expect(reader.read(Uint8Array.of(byte))).toBe(index === bytes.length - 1 ? 1 : null)
  }
  const random = createRandom(3)
  for (let round = 0; round < 5000; round++) {
    const changed = bytes.slice()
    changed[12 + (random.uint32() % 16)] = random.uint32()
    read(changed)
  }
})
