import { createSocket } from 'node:dgram'
import { mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseIpAddress } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { encodeInetAddress, encodeUnixAddress, openUdpDatagram, openUnixDatagram } from './datagram.ts'
import { libcState } from './libc.ts'

interface Receiver {
  receive(): string | null
  close(): void
}

/** Node has no Unix datagram sockets, so the receiving end is the C library as well. */
function openReceiver(path: string): Receiver {
  const library = createRequire(import.meta.url)('koffi').load(null)
  const socket = library.func('int socket(int, int, int)')
  const bind = library.func('int bind(int, const uint8_t *, uint32_t)')
  const recv = library.func('int64_t recv(int, uint8_t *, uint64_t, int)')
  const close = library.func('int close(int)')
  const fd = socket(1, 2, 0)
  const address = encodeUnixAddress(path)
  expect(bind(fd, address, address.length)).toBe(0)
  return {
    receive() {
      const buffer = Buffer.alloc(65536)
      const length = recv(fd, buffer, buffer.length, 0x40)
      return length < 0 ? null : buffer.toString('latin1', 0, Number(length))
    },
    close: () => close(fd),
  }
}

test('encodes names of the file system and of the abstract space', () => {
  expect([...encodeUnixAddress('/a')]).toEqual([1, 0, 47, 97, 0])
  expect([...encodeUnixAddress('@a')]).toEqual([1, 0, 0, 97])
  expect(() => encodeUnixAddress(`/${'x'.repeat(108)}`)).toThrow(/ENAMETOOLONG/)
})

test('encodes addresses of both families', () => {
  expect([...encodeInetAddress(parseIpAddress('127.0.0.1')!, 514)].slice(0, 8)).toEqual([2, 0, 2, 2, 127, 0, 0, 1])
  const six = encodeInetAddress(parseIpAddress('::1')!, 514)
  expect([six.length, six[0], six[2], six[3], six[23]]).toEqual([28, 10, 2, 2, 1])
})

const { reason } = libcState()
describe.skipIf(reason !== null)(`openUdpDatagram ${reason ?? ''}`, () => {
  test('sends on although nobody listened before', async () => {
    const receiver = createSocket('udp4')
    await new Promise<void>((resolve) => receiver.bind(0, '127.0.0.1', resolve))
    const { port } = receiver.address()
    const socket = openUdpDatagram(parseIpAddress('127.0.0.1')!, port)
    const received = new Promise<string>((resolve) => receiver.once('message', (data) => resolve(data.toString())))
    expect(socket.send(Buffer.from('one'))).toBe('sent')
    expect(await received).toBe('one')
    await new Promise<void>((resolve) => receiver.close(() => resolve()))
    for (let index = 0; index < 4; index++) expect(socket.send(Buffer.from('lost'))).toBe('sent')
    expect(socket.send(new Uint8Array(70000))).toBe('too-big')
    socket.close()
  })
})

describe.skipIf(reason !== null)(`openUnixDatagram ${reason ?? ''}`, () => {
  const path = (): string => join(mkdtempSync(join(tmpdir(), 'weir-dgram-')), 'log')

  test('sends datagrams', () => {
    const at = path()
    const receiver = openReceiver(at)
    const socket = openUnixDatagram(at)
    expect(socket.send(Buffer.from('<134>one'))).toBe('sent')
    expect(socket.send(Buffer.from('two'))).toBe('sent')
    expect([receiver.receive(), receiver.receive(), receiver.receive()]).toEqual(['<134>one', 'two', null])
    socket.close()
    socket.close()
    expect(socket.send(Buffer.from('late'))).toBe('unreachable')
    receiver.close()
  })

  test('waits for nobody: a full queue refuses the datagram', () => {
    const at = path()
    const receiver = openReceiver(at)
    const socket = openUnixDatagram(at)
    const results = new Set<string>()
    for (let index = 0; index < 2000; index++) results.add(socket.send(Buffer.from('x')))
    expect([...results].sort()).toEqual(['again', 'sent'])
    socket.close()
    receiver.close()
  })

  test('finds a receiver that comes later or comes back', () => {
    const at = path()
    const socket = openUnixDatagram(at)
    expect(socket.send(Buffer.from('a'))).toBe('unreachable')
    const first = openReceiver(at)
    expect(socket.send(Buffer.from('b'))).toBe('sent')
    first.close()
    rmSync(at)
    expect(socket.send(Buffer.from('c'))).toBe('unreachable')
    const second = openReceiver(at)
    expect(socket.send(Buffer.from('d'))).toBe('sent')
    expect(second.receive()).toBe('d')
    second.close()
    socket.close()
  })

  test('refuses a datagram larger than the socket takes', () => {
    const at = path()
    const receiver = openReceiver(at)
    const socket = openUnixDatagram(at)
    expect(socket.send(new Uint8Array(4 << 20))).toBe('too-big')
    socket.close()
    receiver.close()
  })
})
