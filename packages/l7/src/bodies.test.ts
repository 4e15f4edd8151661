import { afterEach, describe, expect, it } from 'vitest'
import { answer, get, ok } from './testing/short-exchange.ts'
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

describe('bodies', () => {
  it('sends a request body on as it comes', async () => {
    await start()
    world.serve = () => {}
    const client = world.request('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nabc')
    expect(world.accepted[0]!.text).toBe('POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 6\r\n\r\nabc')
    client.send('def')
    world.run()
    expect(world.accepted[0]!.text.endsWith('abcdef')).toBe(true)
  })

  it('frames chunks anew and passes trailers', async () => {
    await start()
    world.serve = () => {}
    const client = world.request('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n003;x=y\r\nabc\r\n')
    client.send('1\r\nd\r\n0\r\nX-T: 1\r\n\r\n')
    world.run()
    expect(world.accepted[0]!.text.split('\r\n\r\n').slice(1).join('\r\n\r\n')).toBe(
      '3\r\nabc\r\n1\r\nd\r\n0\r\nx-t: 1\r\n\r\n',
    )
  })

  it.each([
    [
      'length',
      'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello',
      'HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello',
      54,
    ],
    [
      'chunks',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\nX-T: a\r\n\r\n',
      'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nB\r\nhello world\r\n0\r\nx-t: a\r\n\r\n',
      74,
    ],
    [
      'none in 304',
      'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n',
      'HTTP/1.1 304 Not Modified\r\ncontent-length: 5\r\n\r\n',
      59,
    ],
    ['none in 204', 'HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\n', 'HTTP/1.1 204 No Content\r\n\r\n', 57],
    [
      'HTTP/1.0',
      'HTTP/1.0 200 OK\r\nContent-Length: 5\r\n\r\nhello',
      'HTTP/1.0 200 OK\r\ncontent-length: 5\r\nconnection: keep-alive\r\n\r\nhello',
      54,
    ],
    [
      'an interim answer',
      'HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok',
      `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${ok}`,
      99,
    ],
  ])('takes an answer with %s', async (_, sent, expected, bytes) => {
    await start()
    world.serve = answer(sent)
    const client = world.request(get)
    expect(client.text).toBe(expected)
    expect(client.hasEnded).toBe(false)
    expect(world.logs).toEqual([expect.stringContaining(` ---- 0/0/0/0 ${bytes} `)])
  })

  it('ends an answer without framing by closing', async () => {
    await start()
    world.serve = (peer) => {
      peer.send('HTTP/1.1 200 OK\r\n\r\nhello')
      peer.connection.shutdown()
    }
    const client = world.request(get)
    expect(client.text).toBe('HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello')
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toEqual(['200 ---- 0/0/0/0 39 GET / HTTP/1.1'])
  })

  it('answers HEAD without a body', async () => {
    await start()
    world.serve = answer('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n')
    const client = world.request('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n')
    expect(client.text).toBe('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\n')
    client.send('HEAD / HTTP/1.1\r\nHost: a\r\n\r\n')
    world.run()
    expect(world.accepted).toHaveLength(1)
  })

  it('passes 100-continue both ways', async () => {
    await start()
    world.serve = () => {}
    const client = world.request('POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n')
    world.accepted[0]!.send('HTTP/1.1 100 Continue\r\n\r\n')
    world.run()
    expect(client.text).toBe('HTTP/1.1 100 Continue\r\n\r\n')
    client.send('abc')
    world.run()
    expect(world.accepted[0]!.text.endsWith('\r\n\r\nabc')).toBe(true)
    world.accepted[0]!.send(ok)
    world.run()
    expect(client.text).toBe(`HTTP/1.1 100 Continue\r\n\r\n${ok}`)
  })

  it('holds a fast server back for a slow client', async () => {
    await start({ network: { windowBytes: 1000 } })
    const body = 'x'.repeat(100_000)
    world.serve = answer(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    const client = world.connect()
    client.connection.pause()
    client.send(get)
    world.run(100)
    const server = world.accepted[0]!
    expect(server.connection.pendingBytes).toBeGreaterThan(90_000)
    client.connection.resume()
    world.run(100)
    expect(client.text.endsWith(body)).toBe(true)
    expect(server.connection.pendingBytes).toBe(0)
  })

  it('holds a fast client back for a slow server', async () => {
    await start({ network: { windowBytes: 1000 } })
    const body = 'x'.repeat(100_000)
    world.serve = (peer) => peer.connection.pause()
    const client = world.connect()
    client.send(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
    world.run(100)
    expect(client.connection.pendingBytes).toBeGreaterThan(90_000)
    world.serve = () => {}
    world.accepted[0]!.connection.resume()
    world.run(100)
    expect(world.accepted[0]!.text.endsWith(body)).toBe(true)
  })
})
