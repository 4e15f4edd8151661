import { afterEach, describe, expect, it } from 'vitest'
import { get, ok } from './testing/short-exchange.ts'
import { World, type WorldSettings } from './testing/world.ts'

let world: World

async function start(settings: WorldSettings = {}): Promise<World> {
  world = await World.create(settings)
  return world
}

afterEach(() => {
  expect(world.contained).toEqual([])
  expect(world.network.sinkErrors).toEqual([])
})

describe('requests one after the other', () => {
  it('proxies a request and its answer', async () => {
    await start()
    const client = world.request('GET /a?b HTTP/1.1\r\nHost: X\r\nAccept:*/*\r\n\r\n')
    expect(client.text).toBe(ok)
    expect(world.accepted[0]!.text).toBe('GET /a?b HTTP/1.1\r\nhost: X\r\naccept: */*\r\n\r\n')
    expect(client.isClosed).toBe(false)
    expect(world.logs).toEqual(['200 ---- 0/0/0/0 51 GET /a?b HTTP/1.1'])
  })

  it('uses the server connection again', async () => {
    await start()
    const client = world.request(get)
    client.send(get)
    world.run()
    expect(client.text).toBe(ok + ok)
    expect(world.accepted).toHaveLength(1)
  })

  it('gives the first request of a session a connection of its own', async () => {
    await start()
    world.request(get)
    world.request(get)
    expect(world.accepted).toHaveLength(2)
  })

  it('shares idle connections from the first request on with http-reuse always', async () => {
    await start({ backendHttp: { reuse: 'always' } })
    world.request(get)
    world.request(get)
    expect(world.accepted).toHaveLength(1)
  })

  it('keeps a connection to its session with http-reuse never', async () => {
    await start({ backendHttp: { reuse: 'never' } })
    const client = world.request(get)
    client.send(get)
    world.run()
    const other = world.request(get)
    other.send(get)
    world.run()
    expect(world.accepted).toHaveLength(2)
    client.connection.close()
    world.run()
    expect(world.accepted[0]!.hasEnded).toBe(true)
    expect(world.accepted[1]!.hasEnded).toBe(false)
  })

  it('answers pipelined requests in order', async () => {
    await start()
    world.serve = (peer) => {
      const requests = peer.text.match(/GET \/(\d)/g) ?? []
      peer.text = ''
      for (const request of requests) peer.send(`HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n${request.slice(5)}`)
    }
    const client = world.request([1, 2, 3].map((n) => `GET /${n} HTTP/1.1\r\nHost: a\r\n\r\n`).join(''))
    expect(client.text.replace(/HTTP.*?\r\n\r\n/gs, '')).toBe('123')
    expect(world.logs).toHaveLength(3)
  })

  it.each([
    ['HTTP/1.0', 'GET / HTTP/1.0\r\n\r\n', 'connection: close\r\n', true],
    [
      'HTTP/1.0 with keep-alive',
      'GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n',
      'connection: keep-alive\r\n',
      false,
    ],
    ['close', 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 'connection: close\r\n', true],
  ])('settles persistence for %s', async (_, request, line, closes) => {
    await start()
    const client = world.request(request)
    expect(client.text).toBe(`HTTP/1.1 200 OK\r\ncontent-length: 2\r\n${line}\r\nok`)
    expect(client.hasEnded).toBe(closes)
  })

  it('sends HTTP/1.0 requests on with keep-alive', async () => {
    await start()
    world.request('GET / HTTP/1.0\r\nX: y\r\n\r\n')
    expect(world.accepted[0]!.text).toBe('GET / HTTP/1.0\r\nx: y\r\nconnection: keep-alive\r\n\r\n')
  })

  it('closes towards the server in http-server-close', async () => {
    await start({ backendHttp: { connectionMode: 'server-close' } })
    const client = world.request(get)
    expect(world.accepted[0]!.text).toBe('GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n')
    expect(world.accepted[0]!.hasEnded).toBe(true)
    expect(client.hasEnded).toBe(false)
  })

  it('closes towards the client when the frontend says httpclose', async () => {
    await start({ http: { connectionMode: 'close' } })
    const client = world.request(get)
    expect(client.text).toContain('connection: close')
    expect(client.hasEnded).toBe(true)
  })
})

describe('at every byte', () => {
  const request = 'POST /x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n'
  const response = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n'

  it('proxies whatever the pieces', async () => {
    for (const chunkBytes of [1, 2, 3, 7]) {
      await start({ network: { chunkBytes } })
      world.serve = (peer) => {
        if (peer.text.endsWith('0\r\n\r\n')) peer.send(response)
      }
      const client = world.request(request)
      expect(client.text.replace(/[0-9A-F]+\r\n([a-z]+)\r\n/g, '$1')).toBe(
        'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nhello0\r\n\r\n',
      )
    }
  })

  it('survives a client that goes after any byte', async () => {
    for (const leave of ['shutdown', 'reset', 'close'] as const) {
      for (let length = 0; length <= request.length; length++) {
        await start()
        world.serve = (peer) => {
          if (peer.text.endsWith('0\r\n\r\n')) peer.send(response)
        }
        const client = world.connect()
        client.send(request.slice(0, length))
        client.connection[leave]()
        world.run(20_000)
        expect(world.network.open.size).toBeLessThanOrEqual(2)
        expect(world.engine.streams.size).toBe(0)
        expect(world.engine.currentConnections).toBe(0)
        expect(world.servers[0]!.currentSessions).toBe(0)
      }
    }
  })

  it('survives a server that goes after any byte', async () => {
    for (const leave of ['shutdown', 'reset', 'close'] as const) {
      for (let length = 0; length <= response.length; length++) {
        await start()
        world.serve = (peer) => {
          if (!peer.text.endsWith('0\r\n\r\n')) return
          peer.send(response.slice(0, length))
          peer.connection[leave]()
        }
        const client = world.request(request)
        world.run(20_000)
        expect(client.isClosed || client.hasEnded).toBe(true)
        expect(client.text).toMatch(/^HTTP\/1.1 (200|502) /)
        expect(world.engine.streams.size).toBe(0)
        expect(world.servers[0]!.currentSessions).toBe(0)
      }
    }
  })
})
