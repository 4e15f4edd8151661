import { parseIpAddress, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { describeConnection, RecordingSink } from '../testing/index.ts'
import type { Connection } from './connection.ts'
import { MemoryNetwork } from './memory.ts'

const address = { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 0 } as const

for (const [name, settings] of [
  ['memory', {}],
  ['memory, byte by byte with a small window', { chunkBytes: 997, windowBytes: 5000 }],
] as const) {
  describeConnection(name, () => {
    const clock = new VirtualClock()
    const network = new MemoryNetwork(clock, settings)
    return {
      network,
      address: () => address,
      sinkErrors: network.sinkErrors,
      hasReset: true,
      async until(condition) {
        for (let round = 0; round < 100 && !condition(); round++) clock.advance(1)
        expect(condition()).toBe(true)
      },
    }
  })
}

async function connected(clock: VirtualClock, network: MemoryNetwork) {
  let server: Connection | null = null
  let client: Connection | null = null
  const serverSink = new RecordingSink()
  const clientSink = new RecordingSink()
  const socket = await network.listen({ address, backlog: 5 }, (connection) => {
    server = connection
    serverSink.attach(connection)
  })
  network.connect(
    { address: socket.address! },
    {
      onConnect(connection) {
        client = connection
        clientSink.attach(connection)
      },
      onConnectFailed() {},
    },
  )
  clock.advance(0)
  return { client: client!, server: server!, clientSink, serverSink, socket } as {
    client: import('./memory.ts').MemoryConnection
    server: import('./memory.ts').MemoryConnection
    clientSink: RecordingSink
    serverSink: RecordingSink
    socket: typeof socket
  }
}

test('a stall holds bytes up until it is lifted', async () => {
  const clock = new VirtualClock()
  const { client, serverSink } = await connected(clock, new MemoryNetwork(clock))
  client.isStalled = true
  client.writeText('held')
  clock.advance(10_000)
  expect(serverSink.text).toBe('')
  client.unstall()
  clock.advance(0)
  expect(serverSink.text).toBe('held')
})

test('chunks can be single bytes', async () => {
  const clock = new VirtualClock()
  const { client, serverSink } = await connected(clock, new MemoryNetwork(clock, { chunkBytes: 1 }))
  const sizes: number[] = []
  serverSink.onChunk = (chunk) => sizes.push(chunk.length)
  client.writeText('abc')
  clock.advance(0)
  expect(sizes).toEqual([1, 1, 1])
})

test('a fault of the network reaches both ends', async () => {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock)
  const { client, clientSink, serverSink } = await connected(clock, network)
  client.fail('timeout')
  clock.advance(0)
  expect([clientSink.closeCause, serverSink.closeCause]).toEqual(['timeout', 'timeout'])
  expect(network.open.size).toBe(0)
  expect(clock.pending).toBe(0)
})

test('places can refuse, be unreachable or stay silent', async () => {
  const clock = new VirtualClock()
  const network = new MemoryNetwork(clock)
  const { socket } = await connected(clock, network)
  const outcomes: string[] = []
  const attempt = () =>
    network.connect(
      { address: socket.address! },
      { onConnect: () => outcomes.push('connected'), onConnectFailed: (_, code) => outcomes.push(code) },
    )
  for (const fault of ['refused', 'unreachable', 'silent', null] as const) {
    network.setFault(socket.address!, fault)
    attempt()
    clock.advance(1000)
  }
  expect(outcomes).toEqual(['ECONNREFUSED', 'EHOSTUNREACH', 'connected'])
})
