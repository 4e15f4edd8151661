import { connect, createServer, type Server } from 'node:net'
import { parseIpAddress } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { closeDescriptor } from './descriptors.ts'
import { libcState, OsError } from './libc.ts'
import { getSocketOption } from './socket-options.ts'
import { bindStreamSocket, type StreamSocketOptions } from './stream-socket.ts'

const { reason } = libcState()
const plain: StreamSocketOptions = { isV6Only: false, reusesPort: false, interfaceName: null, isTransparent: false }
const loopback = parseIpAddress('127.0.0.1')!
const isRoot = process.getuid?.() === 0

async function listen(fd: number): Promise<Server> {
  const server = createServer((socket) => socket.end('hello'))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen({ fd }, resolve))
  return server
}

async function read(port: number): Promise<string> {
  let text = ''
  for await (const chunk of connect(port, '127.0.0.1')) text += String(chunk)
  return text
}

const portOf = (server: Server): number => (server.address() as { port: number }).port

describe.skipIf(reason !== null)(`stream sockets ${reason ?? ''}`, () => {
  test('a server listens on a socket that was bound for it', async () => {
    const server = await listen(bindStreamSocket(loopback, 0, plain))
    expect(await read(portOf(server))).toBe('hello')
    server.close()
  })

  test('options are set before the address', () => {
    const fd = bindStreamSocket(parseIpAddress('::1')!, 0, { ...plain, isV6Only: true, reusesPort: true })
    expect([getSocketOption(fd, 'v6Only'), getSocketOption(fd, 'reusePort')]).toEqual([1, 1])
    closeDescriptor(fd)
  })

  test('an address that is taken is told', async () => {
    const server = await listen(bindStreamSocket(loopback, 0, plain))
    expect(() => bindStreamSocket(loopback, portOf(server), plain)).toThrow(OsError)
    server.close()
  })

  test('a socket of an interface hears that interface; one that is not there changes nothing', async () => {
    for (const interfaceName of ['lo', 'none0']) {
      const server = await listen(bindStreamSocket(loopback, 0, { ...plain, interfaceName }))
      expect(await read(portOf(server))).toBe('hello')
      server.close()
    }
  })

  test.skipIf(!isRoot)('a transparent socket takes an address of another host (needs root)', () => {
    const foreign = parseIpAddress('192.0.2.1')!
    expect(() => bindStreamSocket(foreign, 0, plain)).toThrow('EADDRNOTAVAIL')
    closeDescriptor(bindStreamSocket(foreign, 0, { ...plain, isTransparent: true }))
  })
})
