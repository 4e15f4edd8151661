import { afterEach, describe, expect, it } from 'vitest'
import { get, ok } from './testing/short-exchange.ts'
import { type Peer, World, type WorldSettings } from './testing/world.ts'

let world: World

async function start(settings: WorldSettings = {}): Promise<World> {
  world = await World.create(settings)
  return world
}

afterEach(() => {
  expect(world.contained).toEqual([])
  expect(world.network.sinkErrors).toEqual([])
})

describe('what goes wrong', () => {
  const early =
    'HTTP/1.1 400 Bad request\r\ncontent-length: 90\r\ncache-control: no-cache\r\nconnection: close\r\ncontent-type: text/html\r\n\r\n<html><body><h1>400 Bad request</h1>\nYour browser sent an invalid request.\n</body></html>\n'

  it('refuses a bad request', async () => {
    await start()
    const client = world.request('GET / HTTP/1.1\r\nHost : a\r\n\r\n')
    expect(client.text).toBe(early)
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toEqual(['400 PR-- -1/-1/-1/-1 0 <BADREQ>'])
  })

  it('says that it closes where the built-in page does', async () => {
    await start()
    const client = world.request('POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n')
    expect(client.text).toMatch(
      /^HTTP\/1\.1 422 Unprocessable Content\r\ncontent-length: \d+\r\ncache-control: no-cache\r\ncontent-type/,
    )
    expect(client.hasEnded).toBe(true)
  })

  // `hrsp_1xx`, `req_tot`, `eresp` and `srv_abrt` of a server, as HAProxy 2.6 counts them.
  it.each([
    ['an interim answer', 'HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n', false, [1, 2, 0, 0]],
    ['no answer', '', true, [0, 0, 1, 0]],
    ['half an answer', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', true, [0, 1, 1, 1]],
    ['an answer that stops', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nab', false, [0, 1, 0, 1]],
  ])('counts %s', async (_, answer, ends, expected) => {
    await start({ timeouts: { serverMs: 100 } })
    world.serve = (peer) => {
      if (answer !== '') peer.send(answer)
      if (ends) peer.connection.shutdown()
    }
    world.request(get)
    world.run(500)
    const { counters } = world.backend.state.servers[0]!
    const { informational } = counters.responses
    expect([informational, counters.httpRequests, counters.responseErrors, counters.serverAborts]).toEqual(expected)
    expect(world.backend.state.counters.serverAborts).toBe(expected[3])
  })

  it('refuses garbage behind good requests', async () => {
    await start()
    const client = world.request(`${get}${get}bad\r\n\r\n`)
    expect(client.text).toBe(ok + ok + early)
    expect(world.logs.map((line) => line.slice(0, 8))).toEqual(['200 ----', '200 ----', '400 PR--'])
  })

  it('times out a slow head', async () => {
    await start({ timeouts: { httpRequestMs: 100 } })
    const client = world.request('GET / HTTP/1.1\r\nX: ')
    for (let turn = 0; turn < 9; turn++) {
      world.run(10)
      client.send('T')
    }
    world.run(20)
    expect(client.text).toMatch(/^HTTP\/1.1 408 Request Time-out\r\n/)
    expect(world.logs).toEqual(['408 cR-- -1/-1/-1/-1 0 <BADREQ>'])
  })

  it('closes an idle connection without a word', async () => {
    await start({ timeouts: { httpKeepAliveMs: 100 } })
    const client = world.request(get)
    world.run(101)
    expect(client.text).toBe(ok)
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toHaveLength(1)
  })

  it('says 504 when the server is slow', async () => {
    await start({ timeouts: { serverMs: 300 } })
    world.serve = () => {}
    const client = world.request(get)
    world.run(301)
    expect(client.text).toMatch(/^HTTP\/1.1 504 Gateway Time-out\r\ncontent-length: 92\r\n/)
    expect(client.hasEnded).toBe(false)
    expect(world.accepted[0]!.hasEnded).toBe(true)
    expect(world.logs).toEqual(['504 sH-- 0/0/0/-1 0 GET / HTTP/1.1'])
  })

  it('says 503 without a server', async () => {
    await start({ serversListen: false, retries: 1 })
    const client = world.request(get)
    world.run(1001)
    expect(client.text).toMatch(/^HTTP\/1.1 503 Service Unavailable\r\n/)
    expect(world.logs).toEqual(['503 SC-- 0/0/-1/-1 0 GET / HTTP/1.1'])
  })

  it('queues behind maxconn and gives up after timeout queue', async () => {
    await start({ maxconn: 1, timeouts: { queueMs: 200 } })
    world.serve = () => {}
    world.request(get)
    const client = world.request(get)
    world.run(201)
    expect(client.text).toMatch(/^HTTP\/1.1 503 /)
    expect(world.logs).toEqual(['503 sQ-- 0/200/-1/-1 0 GET / HTTP/1.1'])
  })

  it.each([
    ['garbage', 'garbage\r\n\r\n', 'PH'],
    ['nothing', null, 'SH'],
    ['half a head', 'HTTP/1.1 200 OK\r\nCon', 'SH'],
  ])('says 502 when the server sends %s and closes', async (_, text, state) => {
    await start()
    world.serve = (peer) => {
      if (text !== null) peer.send(text)
      peer.connection.shutdown()
    }
    const client = world.request(get)
    expect(client.text).toMatch(/^HTTP\/1.1 502 Bad Gateway\r\n/)
    expect(client.hasEnded).toBe(false)
    expect(world.logs).toEqual([expect.stringMatching(`^502 ${state}-- 0/0/0/-1 0 `)])
  })

  it.each([
    ['FIN', (peer: Peer) => peer.connection.shutdown()],
    ['reset', (peer: Peer) => peer.connection.reset()],
  ])('closes the client after a body cut short by %s', async (_, end) => {
    await start()
    world.serve = (peer) => {
      peer.send('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel')
      world.clock.schedule(5, () => end(peer))
    }
    const client = world.request(get)
    world.run(10)
    expect(client.text).toBe('HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhel')
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toEqual(['200 SD-- 0/0/0/0 52 GET / HTTP/1.1'])
  })

  it('leaves it to the client when a reused connection dies', async () => {
    await start()
    const client = world.request(get)
    world.serve = (peer) => peer.connection.shutdown()
    client.send(get)
    world.run()
    expect(client.text).toBe(ok)
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toHaveLength(1)
  })

  it('repeats where retry-on allows it', async () => {
    await start({ servers: 2, backendHttp: { retryOn: new Set(['empty-response', '503']) } })
    let calls = 0
    world.serve = (peer) => {
      calls++
      if (calls === 1) peer.connection.shutdown()
      else if (calls === 2) peer.send('HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n')
      else peer.send(ok)
    }
    expect(world.request(get).text).toBe(ok)
    expect(calls).toBe(3)
    expect(world.transactions[0]!.retries).toBe(2)
  })

  it('drops a request whose client has closed its side', async () => {
    await start()
    world.serve = () => {}
    const client = world.request(get)
    client.connection.shutdown()
    world.run()
    expect(client.text).toMatch(/^HTTP\/1.1 400 Bad request\r\n/)
    expect(world.accepted[0]!.hasEnded).toBe(true)
    expect(world.logs).toEqual(['400 CH-- 0/0/0/-1 0 GET / HTTP/1.1'])
  })

  it('answers it all the same without abortonclose', async () => {
    await start({ abortsOnClose: false })
    world.serve = () => {}
    const client = world.request(get)
    client.connection.shutdown()
    world.run()
    world.accepted[0]!.send(ok)
    world.run()
    expect(client.text).toBe(ok)
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toEqual(['200 ---- 0/0/0/0 51 GET / HTTP/1.1'])
  })

  it('tells a client that leaves in the middle of its body', async () => {
    await start()
    world.serve = () => {}
    const client = world.request('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc')
    client.connection.reset()
    world.run()
    expect(world.logs).toEqual([expect.stringMatching(/^-1 CD-- /)])
    expect(world.accepted[0]!.hasEnded).toBe(true)
  })

  it('says nothing about probes when asked not to', async () => {
    await start({ http: { ignoresProbes: true } })
    world.connect().connection.shutdown()
    world.run()
    expect(world.logs).toEqual([])
  })

  it('logs a connection that breaks off before it brought anything', async () => {
    await start()
    world.connect().connection.reset()
    world.run()
    expect(world.logs).toEqual(['400 CR-- -1/-1/-1/-1 0 <BADREQ>'])
    await start({ http: { ignoresProbes: true } })
    world.connect().connection.reset()
    world.run()
    expect(world.logs).toEqual([])
  })

  it('logs a connection that brought nothing unless dontlognull', async () => {
    await start()
    const client = world.connect()
    client.connection.shutdown()
    world.run()
    expect(client.text).toMatch(/^HTTP\/1.1 400 /)
    expect(world.logs).toEqual(['400 CR-- -1/-1/-1/-1 0 <BADREQ>'])
    await start({ skipsNull: true })
    world.connect().connection.shutdown()
    world.run()
    expect(world.logs).toEqual([])
  })
})
