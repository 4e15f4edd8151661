import { createRandom } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { timeoutOptions } from './options.ts'
import { type FixtureSettings, nothingLeft, ProxyFixture } from './testing/index.ts'
import { resolveTimeouts } from './timeouts.ts'

const timeouts = (settings: Partial<ReturnType<typeof timeoutOptions.create>>) =>
  resolveTimeouts({ ...timeoutOptions.create(), ...settings })

const start = (settings?: FixtureSettings): Promise<ProxyFixture> => new ProxyFixture(settings).start()

describe('transfer', () => {
  test('bytes go both ways and the end of one side reaches the other', async () => {
    const fixture = await start()
    const client = fixture.client()
    const server = fixture.servers[0]!.peers[0]!
    client.connection.writeText('question')
    client.connection.shutdown()
    fixture.advance()
    expect(server.sink.text).toBe('question')
    expect(server.sink.hasEnded).toBe(true)
    server.connection.writeText('answer')
    fixture.advance(10)
    expect(client.sink.text).toBe('answer')
    expect(client.sink.hasEnded).toBe(false)
    server.connection.close()
    fixture.advance()
    expect(client.sink.events).toEqual(['data', 'end', 'close'])
    expect(fixture.logs).toEqual(['be/s1 0/0/10 6 -- 0 0/0'])
    expect(fixture.leftovers).toEqual(nothingLeft)
    const { counters } = fixture.frontend
    expect([counters.bytesIn, counters.bytesOut, counters.totalSessions]).toEqual([8, 6, 1])
    const server1 = fixture.servers[0]!.state.counters
    expect([server1.bytesIn, server1.bytesOut, server1.totalSessions, server1.connectAttempts]).toEqual([8, 6, 1, 1])
  })

  test('bytes sent before the server is connected are kept, up to a buffer', async () => {
    const fixture = await start({ network: { latencyMs: 5, windowBytes: 10_000 } })
    const result = fixture.connect()
    fixture.advance(5)
    const client = result.peer!
    const data = new Uint8Array(100_000)
    client.connection.write(data)
    expect(client.connection.pendingBytes).toBeGreaterThan(80_000)
    fixture.advance(500)
    expect(fixture.servers[0]!.peers[0]!.sink.bytes).toBe(data.length)
    client.connection.close()
    fixture.servers[0]!.peers[0]!.connection.close()
    fixture.advance(20)
    expect(fixture.leftovers).toEqual(nothingLeft)
  })

  for (const slow of ['client', 'server'] as const) {
    test(`a slow ${slow} holds the other side back within bounds`, async () => {
      const fixture = await start({ network: { windowBytes: 20_000, chunkBytes: 16_384 } })
      const client = fixture.client()
      const server = fixture.servers[0]!.peers[0]!
      const [reader, writer] = slow === 'client' ? [client, server] : [server, client]
      reader.connection.pause()
      let written = 0
      while (writer.connection.write(new Uint8Array(10_000))) {
        written += 10_000
        fixture.advance()
      }
      written += 10_000
      fixture.advance(100)
      // Two windows of the network, and what the proxy may hold: one chunk that did not fit.
      expect(written - writer.connection.pendingBytes).toBeLessThanOrEqual(20_000 * 2 + 16_384)
      reader.connection.resume()
      fixture.advance()
      expect(reader.sink.bytes).toBe(written)
      client.connection.close()
      server.connection.close()
      fixture.advance()
      expect(fixture.leftovers).toEqual(nothingLeft)
    })
  }

  for (const slow of ['client', 'server'] as const) {
    test(`a ${slow} that takes bytes slowly has time anew with each, and one that takes none is cut`, async () => {
      const fixture = await start({
        network: { windowBytes: 1000 },
        frontend: { timeouts: timeouts({ clientMs: slow === 'client' ? 1000 : 60_000 }) },
        backend: { timeouts: timeouts({ serverMs: slow === 'server' ? 1000 : 60_000 }) },
      })
      const client = fixture.client()
      const server = fixture.servers[0]!.peers[0]!
      const [reader, writer] = slow === 'client' ? [client, server] : [server, client]
      reader.connection.pause()
      const take = reader.sink.onData.bind(reader.sink)
      reader.sink.onData = (chunk) => {
        take(chunk)
        reader.connection.pause()
      }
      writer.connection.write(new Uint8Array(20_000))
      while (reader.sink.bytes < 10_000) {
        fixture.advance(900)
        reader.connection.resume()
        fixture.advance(1)
        expect(fixture.leftovers.sessions).toBe(1)
      }
      fixture.advance(3000)
      expect(fixture.leftovers.sessions).toBe(0)
      expect(reader.sink.bytes).toBeLessThan(20_000)
    })
  }

  test('byte by byte', async () => {
    const fixture = await start({ network: { chunkBytes: 1, windowBytes: 1 } })
    const client = fixture.client()
    client.connection.writeText('slowly')
    client.connection.shutdown()
    fixture.advance()
    const server = fixture.servers[0]!.peers[0]!
    expect([server.sink.text, server.sink.hasEnded]).toEqual(['slowly', true])
  })
})

test('10,000 sessions cut at random leave nothing behind', async () => {
  const fixture = await start({
    network: { windowBytes: 3000, chunkBytes: 700, latencyMs: 1 },
    servers: [{ maxconn: 3 }, { maxconn: 2 }],
    frontend: { timeouts: timeouts({ clientMs: 60, clientFinMs: 20 }) },
    backend: {
      retries: 1,
      redispatchInterval: -1,
      timeouts: timeouts({ serverMs: 50, queueMs: 30, connectMs: 10, serverFinMs: 15 }),
    },
  })
  const random = createRandom(42)
  const chance = (of: number): boolean => random.uint32() % of === 0
  const data = new Uint8Array(5000)
  for (let round = 0; round < 10_000; round++) {
    fixture.connect()
    fixture.advance(random.uint32() % 3)
    if (chance(50)) {
      const { address } = fixture.servers[random.uint32() % 2]!
      fixture.network.setFault(address, (['refused', 'silent', 'unreachable', null] as const)[random.uint32() % 4]!)
    }
    for (const connection of [...fixture.network.open]) {
      if (!chance(6)) continue
      switch (random.uint32() % 8) {
        case 0:
          connection.reset()
          break
        case 1:
          connection.close()
          break
        case 2:
          connection.shutdown()
          break
        case 3:
          connection.fail('timeout')
          break
        case 4:
          connection.pause()
          break
        case 5:
          connection.isStalled = !connection.isStalled
          break
        default:
          connection.write(data)
      }
    }
  }
  fixture.advance(10_000)
  fixture.cutAll()
  expect(fixture.leftovers).toEqual(nothingLeft)
  expect(fixture.frontend.counters.totalSessions).toBe(10_000)
})
