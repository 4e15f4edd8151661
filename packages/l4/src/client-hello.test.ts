import { createRandom } from '@weir/base'
import { expect, test } from 'vitest'
import { firstProtocol, parseClientHello, readHandshake, serverName } from './client-hello.ts'
import { alpnExtension, encodeClientHello, serverNameExtension } from './testing/index.ts'

const hello = encodeClientHello([
  serverNameExtension('www.example.org'),
  alpnExtension('h2', 'http/1.1'),
  [43, [4, 3, 4, 3, 3]],
])

function parse(bytes: Uint8Array) {
  const message = readHandshake(bytes)
  return typeof message === 'string' ? message : parseClientHello(message.body)
}

test('reads names, protocols and versions', () => {
  const parsed = parse(hello)
  if (parsed === null || typeof parsed === 'string') throw new Error(`not parsed: ${parsed}`)
  expect(serverName(parsed)).toBe('www.example.org')
  expect(firstProtocol(parsed)).toBe('h2')
  expect(parsed.version).toBe(0x0304)
  expect([...parsed.cipherSuites]).toEqual([0x13, 0x01, 0x13, 0x02])
})

test('a hello spread over records is put together', () => {
  const parsed = parse(encodeClientHello([serverNameExtension('split.example.org')], 7))
  expect(parsed !== null && typeof parsed !== 'string' && serverName(parsed)).toBe('split.example.org')
})

test('every part of a hello is incomplete, never invalid', () => {
  for (let length = 0; length < hello.length; length++) {
    expect([length, parse(hello.subarray(0, length))]).toEqual([length, 'incomplete'])
  }
})

test.each([
  ['HTTP', [...'GET / HTTP/1.1\r\n'].map((char) => char.charCodeAt(0))],
  ['an empty record', [22, 3, 1, 0, 0]],
  ['a record beyond bounds', [22, 3, 1, 0xff, 0xff]],
  ['a version that is none', [22, 2, 1, 0, 5]],
])('%s is no TLS', (_name, bytes) => {
  expect(parse(Uint8Array.from(bytes))).toBe('invalid')
})

test('changed bytes never throw', () => {
  const random = createRandom(7)
  for (let round = 0; round < 20_000; round++) {
    const bytes = hello.slice(0, random.uint32() % (hello.length + 1))
    for (let change = 0; change < 3 && bytes.length > 0; change++)
      bytes[random.uint32() % bytes.length] = random.uint32()
    const parsed = parse(bytes)
    if (parsed !== null && typeof parsed !== 'string') {
      serverName(parsed)
      firstProtocol(parsed)
    }
  }
})
