import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { getSocketOption } from '@weir/os'
import { expect, test } from 'vitest'
import type { Connection } from './network/connection.ts'
import { noBuffers, noProbes, setBuffers, setCongestion, setProbes } from './socket-tuning.ts'

async function withSocket(use: (fd: number) => void): Promise<void> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('expects a port')
  const socket = connect(address.port, '127.0.0.1') as Socket & { _handle: { fd: number } }
  await once(socket, 'connect')
  use(socket._handle.fd)
  socket.destroy()
  server.close()
}

const connectionOf = (fd: number | null) => ({ fd }) as Connection

test('sets what is given and leaves the rest alone', async () => {
  await withSocket((fd) => {
    const countBefore = getSocketOption(fd, 'keepAliveCount')
    const receiveBefore = getSocketOption(fd, 'receiveBufferBytes')
    setProbes(connectionOf(fd), { ...noProbes, idleSeconds: 77, intervalSeconds: 11 })
    setBuffers(connectionOf(fd), { ...noBuffers, sendBytes: 20000, notSentBytes: 3000 })
    expect(getSocketOption(fd, 'keepAliveIdleSeconds')).toBe(77)
    expect(getSocketOption(fd, 'keepAliveIntervalSeconds')).toBe(11)
    expect(getSocketOption(fd, 'keepAliveCount')).toBe(countBefore)
    // Linux keeps twice of what is asked for.
    expect(getSocketOption(fd, 'sendBufferBytes')).toBe(40000)
    expect(getSocketOption(fd, 'notSentLowWaterBytes')).toBe(3000)
    expect(getSocketOption(fd, 'receiveBufferBytes')).toBe(receiveBefore)
  })
})

test('passes over what the kernel refuses, and connections without a descriptor', async () => {
  await withSocket((fd) => {
    setProbes(connectionOf(fd), { ...noProbes, count: 100000 })
    setCongestion(connectionOf(fd), 'no-such-algorithm')
    expect(getSocketOption(fd, 'keepAliveCount')).toBeLessThan(128)
  })
  setBuffers(connectionOf(null), { ...noBuffers, sendBytes: 1 })
})
