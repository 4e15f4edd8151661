import { parseIpAddress, type SocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { proxyHeader } from './proxy-header.ts'

const ip = (text: string, port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress(text)!, port })
const four = { localAddress: ip('192.0.2.1', 258), remoteAddress: ip('192.0.2.2', 80) }
const six = { localAddress: ip('::1', 258), remoteAddress: ip('::2', 80) }
const none = { localAddress: null, remoteAddress: null }
const signature = '0d0a0d0a000d0a515549540a'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex').replace(signature, '~ ')

test('version 1 names the connection', () => {
  expect(Buffer.from(proxyHeader(1, four)).toString()).toBe('PROXY TCP4 192.0.2.1 192.0.2.2 258 80\r\n')
  expect(Buffer.from(proxyHeader(1, six)).toString()).toBe('PROXY TCP6 ::1 ::2 258 80\r\n')
  expect(Buffer.from(proxyHeader(1, none)).toString()).toBe('PROXY UNKNOWN\r\n')
})

test.each([
  [four, false, '~ 20000000'],
  [four, true, '~ 2111000cc0000201c000020201020050'],
  [six, true, `~ 21210024${'0'.repeat(31)}1${'0'.repeat(31)}201020050`],
  [none, true, '~ 21000000'],
])('version 2: %#', (connection, neverLocal, expected) => {
  expect(hex(proxyHeader(2, connection, neverLocal))).toBe(expected)
})
