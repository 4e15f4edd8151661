import { connect, createServer, type Socket } from 'node:net'
import { describe, expect, test } from 'vitest'
import { libcState, OsError } from './libc.ts'
import {
  getSocketOption,
  getTcpInfo,
  type SocketOption,
  setCongestionControl,
  setLinger,
  setSocketOption,
} from './socket-options.ts'

const { reason } = libcState()

function descriptorOf(socket: Socket): number {
  return (socket as unknown as { _handle: { fd: number } })._handle.fd
}

async function withConnection(use: (fd: number) => void): Promise<void> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as { port: number }
  const socket = connect(address.port, '127.0.0.1')
  await new Promise<void>((resolve) => socket.once('connect', resolve))
  try {
    use(descriptorOf(socket))
  } finally {
    socket.destroy()
    server.close()
  }
}

describe.skipIf(reason !== null)(`socket options ${reason ?? ''}`, () => {
  const cases: readonly (readonly [SocketOption, number])[] = [
    ['noDelay', 1],
    ['keepAlive', 1],
    ['keepAliveIdleSeconds', 77],
    ['keepAliveIntervalSeconds', 7],
    ['keepAliveCount', 3],
    ['userTimeoutMs', 4321],
    ['tos', 0x10],
    ['notSentLowWaterBytes', 16384],
  ]
  test.each(cases)('%s is set and read back', async (option, value) => {
    await withConnection((fd) => {
      setSocketOption(fd, option, value)
      expect(getSocketOption(fd, option)).toBe(value)
    })
  })

  test('congestion control, linger and TCP_INFO', async () => {
    await withConnection((fd) => {
      setCongestionControl(fd, 'cubic')
      setLinger(fd, 0)
      setLinger(fd, null)
      const info = getTcpInfo(fd)
      expect(info.rttUs).toBeGreaterThan(0)
      // The system starts at 3 and learns more from what it sees.
      expect(info.reordering).toBeGreaterThanOrEqual(3)
    })
  })

  test('a bad descriptor throws the name of the error', () => {
    expect(() => setSocketOption(-1, 'noDelay', 1)).toThrow(new OsError('setsockopt noDelay', 'EBADF'))
  })
})
