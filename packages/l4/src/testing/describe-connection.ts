import type { SocketAddress } from '@weir/base'
import { afterEach, describe, expect, test } from 'vitest'
import type { Connection, ListeningSocket, Network } from '../network/connection.ts'
import { RecordingSink } from './recording-sink.ts'

/** One implementation under test. */
export interface ConnectionHarness {
  readonly network: Network
  /** A fresh address to listen on. */
  address(): SocketAddress
  /** Lets events happen until `condition` holds. */
  until(condition: () => boolean): Promise<void>
  /** What the sinks threw. */
  readonly sinkErrors: unknown[]
  /** False for transports without RST, such as Unix sockets. */
  readonly hasReset: boolean
  /** True where a connection is there for a client only once it was accepted: both ends shake hands. */
  readonly shakesHands?: boolean
}

interface Pair {
  readonly client: Connection
  readonly clientSink: RecordingSink
  readonly server: Connection
  readonly serverSink: RecordingSink
}

/** What every implementation of `Network` and `Connection` has to do. */
export function describeConnection(name: string, create: () => ConnectionHarness): void {
  describe(name, () => {
    const listening: ListeningSocket[] = []
    const connections: Connection[] = []

    afterEach(() => {
      for (const connection of connections.splice(0)) connection.reset()
      for (const socket of listening.splice(0)) socket.close()
    })

    async function listen(harness: ConnectionHarness, onConnection: (connection: Connection) => void) {
      const socket = await harness.network.listen({ address: harness.address(), backlog: 16 }, onConnection)
      listening.push(socket)
      return socket
    }

    function connect(
      harness: ConnectionHarness,
      address: SocketAddress,
      sink: RecordingSink,
    ): { client: Connection | null } {
      const result: { client: Connection | null } = { client: null }
      harness.network.connect(
        { address },
        {
          onConnect(connection) {
            connections.push(connection)
            result.client = sink.attach(connection) && connection
          },
          onConnectFailed() {},
        },
      )
      return result
    }

    async function pair(harness: ConnectionHarness, keepsText = true): Promise<Pair> {
      const clientSink = new RecordingSink(keepsText)
      const serverSink = new RecordingSink(keepsText)
      let server: Connection | null = null
      const socket = await listen(harness, (connection) => {
        connections.push(connection)
        serverSink.attach(connection)
        server = connection
      })
      const result = connect(harness, socket.address!, clientSink)
      await harness.until(() => result.client !== null && server !== null)
      return { client: result.client!, clientSink, server: server!, serverSink }
    }

    test('bytes go both ways in order, text and data alike', async () => {
      const harness = create()
      const { client, clientSink, server, serverSink } = await pair(harness)
      expect(client.write(Uint8Array.of(104, 105))).toBe(true)
      expect(client.writeText(' caf\xe9')).toBe(true)
      server.writeTextAndData('head\r\n', Uint8Array.of(0, 255))
      await harness.until(() => serverSink.text.length === 7 && clientSink.text.length === 8)
      expect(serverSink.text).toBe('hi caf\xe9')
      expect(clientSink.text).toBe('head\r\n\x00\xff')
    })

    test('the caller may reuse its bytes as soon as write returns', async () => {
      const harness = create()
      const { client, server, serverSink } = await pair(harness)
      server.pause()
      const data = new Uint8Array(1000)
      let written = 0
      const expected: number[] = []
      for (let round = 0; round < 20000; round++) {
        data.fill(round & 127)
        expected.push(round & 127)
        written += data.length
        if (!client.write(data)) break
      }
      data.fill(200)
      server.resume()
      await harness.until(() => serverSink.text.length === written)
      for (const [index, byte] of expected.entries()) {
        if (
          serverSink.text.charCodeAt(index * 1000) !== byte ||
          serverSink.text.charCodeAt(index * 1000 + 999) !== byte
        ) {
          expect.fail(`chunk ${index} was changed`)
        }
      }
    })

    test('a chunk forwarded from onData arrives unchanged, however slow the reader is', async () => {
      const harness = create()
      const a = await pair(harness)
      const b = await pair(harness, false)
      const total = 8_000_000
      let received = 0
      let isIntact = true
      a.serverSink.onChunk = (chunk) => {
        if (!b.client.write(chunk)) a.server.pause()
      }
      b.clientSink.onDrain = () => a.server.resume()
      b.serverSink.onChunk = (chunk) => {
        for (let index = 0; index < chunk.length; index += 97) {
          if (chunk[index] !== (((received + index) * 31) & 255)) isIntact = false
        }
        received += chunk.length
      }
      const data = new Uint8Array(100_000)
      let sent = 0
      const send = (): void => {
        while (sent < total) {
          for (let index = 0; index < data.length; index++) data[index] = ((sent + index) * 31) & 255
          sent += data.length
          if (!a.client.write(data)) return
        }
      }
      a.clientSink.onDrain = send
      b.server.pause()
      send()
      await harness.until(() => a.server.pendingBytes === 0 && b.client.pendingBytes > 0)
      b.server.resume()
      await harness.until(() => received === total)
      expect(isIntact).toBe(true)
    })

    test('a slow reader holds the writer back, and onDrain lets it go on', async () => {
      const harness = create()
      const { client, clientSink, server, serverSink } = await pair(harness, false)
      server.pause()
      const data = new Uint8Array(65536)
      let written = 0
      while (client.write(data)) {
        written += data.length
        if (written > 256 * 1024 * 1024) expect.fail('write never returned false')
      }
      written += data.length
      expect(client.pendingBytes).toBeGreaterThan(0)
      expect(serverSink.bytes).toBeLessThan(written)
      expect(clientSink.events).not.toContain('drain')
      server.resume()
      await harness.until(() => serverSink.bytes === written && clientSink.events.includes('drain'))
      expect(client.pendingBytes).toBe(0)
    })

    test('nothing is delivered while paused', async () => {
      const harness = create()
      const { client, server, serverSink } = await pair(harness)
      server.pause()
      client.writeText('first')
      const other = await pair(harness)
      other.client.writeText('x')
      await harness.until(() => other.serverSink.text === 'x')
      expect(serverSink.text).toBe('')
      server.resume()
      await harness.until(() => serverSink.text === 'first')
    })

    test('half-close: the end goes one way, bytes still go the other', async () => {
      const harness = create()
      const { client, clientSink, server, serverSink } = await pair(harness)
      client.writeText('question')
      client.shutdown()
      await harness.until(() => serverSink.hasEnded)
      expect(serverSink.text).toBe('question')
      expect(server.isOpen).toBe(true)
      server.writeText('answer')
      server.shutdown()
      await harness.until(() => clientSink.isClosed && serverSink.isClosed)
      expect(clientSink.text).toBe('answer')
      expect(clientSink.events).toEqual(['data', 'end', 'close'])
      expect(serverSink.events).toEqual(['data', 'end', 'close'])
      expect([clientSink.closeCause, serverSink.closeCause]).toEqual([null, null])
      expect([client.isOpen, server.isOpen]).toEqual([false, false])
    })

    test('close sends what is pending, then ends', async () => {
      const harness = create()
      const { client, clientSink, server, serverSink } = await pair(harness, false)
      server.pause()
      const data = new Uint8Array(65536)
      let written = data.length
      while (client.write(data)) written += data.length
      client.close()
      expect(client.isOpen).toBe(false)
      expect(client.write(data)).toBe(true)
      server.resume()
      await harness.until(() => serverSink.hasEnded && clientSink.isClosed)
      expect(serverSink.bytes).toBe(written)
      expect(clientSink.closeCause).toBe(null)
    })

    test('reset is seen as such by the peer', async () => {
      const harness = create()
      const { client, clientSink, serverSink } = await pair(harness)
      client.reset()
      expect(client.isOpen).toBe(false)
      if (!harness.hasReset) {
        await harness.until(() => clientSink.isClosed && serverSink.hasEnded)
        return
      }
      await harness.until(() => clientSink.isClosed && serverSink.isClosed)
      expect(serverSink.closeCause).toBe('reset')
      expect(serverSink.events).toEqual(['close'])
      expect(clientSink.events).toEqual(['close'])
    })

    test('the sink can be swapped between events', async () => {
      const harness = create()
      const { client, server, serverSink } = await pair(harness)
      const second = new RecordingSink()
      serverSink.onChunk = () => second.attach(server)
      client.writeText('one')
      await harness.until(() => serverSink.text === 'one')
      client.writeText('two')
      client.shutdown()
      await harness.until(() => second.hasEnded)
      expect(second.text).toBe('two')
      expect(serverSink.events).toEqual(['data'])
    })

    test('a throw in a sink closes that connection alone and is reported', async () => {
      const harness = create()
      const { client, clientSink, serverSink } = await pair(harness)
      const other = await pair(harness)
      const thrown = new Error('a bug')
      serverSink.onChunk = () => {
        throw thrown
      }
      client.writeText('boom')
      await harness.until(() => serverSink.isClosed && (clientSink.hasEnded || clientSink.isClosed))
      expect(harness.sinkErrors).toEqual([thrown])
      other.client.writeText('fine')
      await harness.until(() => other.serverSink.text === 'fine')
    })

    test('closing inside onData, twice, reports the end once', async () => {
      const harness = create()
      const { client, server, serverSink } = await pair(harness)
      serverSink.onChunk = () => {
        server.close()
        server.close()
        server.reset()
        server.shutdown()
      }
      client.writeText('x')
      await harness.until(() => serverSink.isClosed)
      expect(serverSink.events).toEqual(['data', 'close'])
    })

    test('a refused connection is reported after connect has returned', async () => {
      const harness = create()
      const socket = await listen(harness, () => {})
      const address = socket.address!
      socket.close()
      let outcome = ''
      harness.network.connect(
        { address },
        { onConnect: () => (outcome = 'connected'), onConnectFailed: (cause, code) => (outcome = `${cause} ${code}`) },
      )
      expect(outcome).toBe('')
      await harness.until(() => outcome !== '')
      expect(outcome).toMatch(/^refused (ECONNREFUSED|ENOENT)$/)
    })

    test('a cancelled attempt reports nothing', async () => {
      const harness = create()
      const socket = await listen(harness, () => {})
      let outcome = ''
      const attempt = harness.network.connect(
        { address: socket.address! },
        { onConnect: () => (outcome = 'connected'), onConnectFailed: () => (outcome = 'failed') },
      )
      attempt.cancel()
      const { serverSink, client } = await pair(harness)
      client.writeText('later')
      await harness.until(() => serverSink.text === 'later')
      expect(outcome).toBe('')
    })

    test('a paused listener keeps connections until it is resumed, with what they sent', async (context) => {
      const harness = create()
      if (harness.shakesHands === true) context.skip('nothing can be sent before the other end has shaken hands')
      const served: RecordingSink[] = []
      const socket = await listen(harness, (connection) => {
        connections.push(connection)
        served.push(new RecordingSink().attach(connection))
      })
      socket.pause()
      const first = connect(harness, socket.address!, new RecordingSink())
      await harness.until(() => first.client !== null)
      first.client!.writeText('early')
      const second = connect(harness, socket.address!, new RecordingSink())
      await harness.until(() => second.client !== null)
      expect(served.length).toBe(0)
      socket.resume()
      await harness.until(() => served.length === 2 && served[0]!.text === 'early')
    })

    test('established connections outlive their listener', async () => {
      const harness = create()
      const { client, serverSink } = await pair(harness)
      for (const socket of listening.splice(0)) socket.close()
      client.writeText('still here')
      await harness.until(() => serverSink.text === 'still here')
    })
  })
}
