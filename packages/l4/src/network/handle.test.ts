import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseIpAddress, type SocketAddress } from '@weir/base'
import { afterAll, expect, test } from 'vitest'
import { type ConnectionHarness, describeConnection, RecordingSink } from '../testing/index.ts'
import { TlsNetwork } from '../testing/tls-network.ts'
import { loadBinding } from './binding.ts'
import type { Network } from './connection.ts'
import { createNetwork } from './create.ts'
import { HandleNetwork } from './handle.ts'
import { NodeNetwork } from './node.ts'

const folder = mkdtempSync(join(tmpdir(), 'weir-'))
afterAll(() => rmSync(folder, { recursive: true }))

const binding = loadBinding()
let nextPath = 0

const places: Record<string, { address: () => SocketAddress; hasReset: boolean }> = {
  IPv4: { address: () => ({ kind: 'ip', address: parseIpAddress('127.0.0.1')!, port: 0 }), hasReset: true },
  IPv6: { address: () => ({ kind: 'ip', address: parseIpAddress('::1')!, port: 0 }), hasReset: true },
  'a Unix socket': {
    address: () => ({ kind: 'unix', path: join(folder, `${nextPath++}`), isAbstract: false }),
    hasReset: false,
  },
  'an abstract socket': {
    address: () => ({ kind: 'unix', path: `weir-test-${process.pid}-${nextPath++}`, isAbstract: true }),
    hasReset: false,
  },
}

const networks: Record<string, (onSinkError: (error: unknown) => void) => Network> = {
  'node:net': (onSinkError) => new NodeNetwork(onSinkError),
  ...(binding === null ? {} : { 'raw handles': (onSinkError) => new HandleNetwork(binding, onSinkError) }),
}

for (const [networkName, createOne] of Object.entries(networks)) {
  for (const [placeName, { address, hasReset }] of Object.entries(places)) {
    describeConnection(`${networkName} on ${placeName}`, (): ConnectionHarness => {
      const sinkErrors: unknown[] = []
      const network = createOne((error) => sinkErrors.push(error))
      return {
        network,
        address,
        hasReset,
        sinkErrors,
        async until(condition) {
          while (!condition()) await new Promise((resolve) => setImmediate(resolve))
        },
      }
    })
  }
}

for (const [networkName, createOne] of Object.entries(networks)) {
  for (const placeName of ['IPv4', 'IPv6']) {
    const { address, hasReset } = places[placeName]!
    describeConnection(`TLS, ${networkName} on ${placeName}`, (): ConnectionHarness => {
      const sinkErrors: unknown[] = []
      const report = (error: unknown): number => sinkErrors.push(error)
      return {
        network: new TlsNetwork(createOne(report), report),
        address,
        hasReset,
        sinkErrors,
        shakesHands: true,
        async until(condition) {
          while (!condition()) await new Promise((resolve) => setImmediate(resolve))
        },
      }
    })
  }
}

test('raw handles are chosen where the runtime has them', () => {
  expect(createNetwork().name).toBe(binding === null ? 'node' : 'handle')
  expect(createNetwork({ kind: 'node' }).name).toBe('node')
})

test('a bound address and port are reported, and a taken one refused', async () => {
  for (const createOne of Object.values(networks)) {
    const network = createOne(() => {})
    const socket = await network.listen({ address: places.IPv4!.address(), backlog: 5 }, () => {})
    const { address } = socket
    expect(address).toMatchObject({ kind: 'ip' })
    expect(address?.kind === 'ip' && address.port).toBeGreaterThan(0)
    await expect(network.listen({ address: address!, backlog: 5 }, () => {})).rejects.toMatchObject({
      code: 'EADDRINUSE',
    })
    socket.close()
  }
})

test('a stale Unix socket is replaced, and permissions are applied', async () => {
  for (const createOne of Object.values(networks)) {
    const network = createOne(() => {})
    const address = places['a Unix socket']!.address()
    if (address.kind !== 'unix') throw new Error('expects a path')
    // A process that is killed leaves its socket behind.
    const script = `require('net').createServer().listen(${JSON.stringify(address.path)}, () => process.kill(process.pid, 'SIGKILL'))`
    spawnSync(process.execPath, ['-e', script])
    expect(statSync(address.path).isSocket()).toBe(true)
    const socket = await network.listen({ address, backlog: 5, mode: 0o600 }, () => {})
    expect(statSync(address.path).mode & 0o777).toBe(0o600)
    socket.close()
  }
})

test.runIf(binding !== null)('delivers what a peer sent before it refused to take more', async () => {
  const peer = createServer({ pauseOnConnect: true }, (socket) => {
    socket.on('error', () => {})
    socket.write('too large', () => socket.destroy())
  })
  await new Promise<void>((resolve) => peer.listen(0, '127.0.0.1', resolve))
  const { port } = peer.address() as AddressInfo
  const network = new HandleNetwork(binding!, (error) => {
    throw error
  })
  const sink = new RecordingSink()
  network.connect(
    { address: { kind: 'ip', address: parseIpAddress('127.0.0.1')!, port } },
    {
      onConnect(connection) {
        sink.attach(connection)
        connection.write(new Uint8Array(8 << 20))
      },
      onConnectFailed() {},
    },
  )
  while (sink.closeCause === undefined) await new Promise((resolve) => setImmediate(resolve))
  expect(sink.text).toBe('too large')
  expect(sink.closeCause).toBe('reset')
  peer.close()
})
