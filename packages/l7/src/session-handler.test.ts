import { afterEach, describe, expect, it } from 'vitest'
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

const get = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n'
const ok = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok'
const answer =
  (text: string) =>
  (peer: Peer): void => {
    if (peer.text.includes('\r\n\r\n')) {
      peer.text = ''
      peer.send(text)
    }
  }

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

describe('tunnels', () => {
  const upgrade = 'GET / HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: x\r\n\r\n'
  const switching = 'HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'

  it('switches to a tunnel after 101', async () => {
    await start()
    world.serve = () => {}
    const client = world.request(upgrade)
    const server = world.accepted[0]!
    server.send(`${switching}raw`)
    world.run()
    expect(client.text).toBe('HTTP/1.1 101 Switching\r\nupgrade: x\r\nconnection: Upgrade\r\n\r\nraw')
    client.send('GET not http')
    world.run()
    expect(server.text.endsWith('GET not http')).toBe(true)
    client.connection.shutdown()
    world.run()
    expect(server.hasEnded).toBe(true)
    server.send('bye')
    server.connection.shutdown()
    world.run()
    expect(client.text.endsWith('rawbye')).toBe(true)
    expect(world.logs).toEqual([expect.stringContaining('101 ---- ')])
  })

  it('closes without a word when the server does so on a later request', async () => {
    await start()
    world.serve = (peer) => {
      if (peer.text.includes('/second')) peer.connection.close()
      else peer.send(ok)
    }
    const client = world.request(get)
    client.send('GET /second HTTP/1.1\r\nHost: a\r\n\r\n')
    world.run()
    expect(client.text).toBe(ok)
    expect([client.hasEnded, world.logs]).toEqual([true, [expect.stringMatching(/^200/)]])
  })

  it('waits for the rest of a request that was answered early, as long as the client may be silent', async () => {
    await start({ timeouts: { clientMs: 100 } })
    world.serve = (peer) => peer.send(ok)
    const client = world.request('POST / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab')
    expect(client.text).toBe(ok)
    world.run(99)
    expect(client.isClosed).toBe(false)
    world.run(2)
    expect(world.logs).toEqual([expect.stringMatching(/^200 cD-- /)])
  })

  it('lets a client that is answered amid its request finish, so that no reset takes the answer away', async () => {
    await start({ timeouts: { clientMs: 100 } })
    const client = world.request('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n')
    client.send('broken\r\n')
    world.run()
    expect(client.text).toMatch(/^HTTP\/1.1 400 /)
    client.send('more')
    world.run()
    expect(client.isClosed).toBe(false)
    client.connection.shutdown()
    world.run()
    expect(client.isClosed).toBe(true)
  })

  it('refuses an unasked 101', async () => {
    await start()
    world.serve = answer(switching)
    expect(world.request(get).text).toMatch(/^HTTP\/1.1 502 /)
    expect(world.logs).toEqual([expect.stringContaining('502 PH-- 0/0/0/')])
  })

  it('refuses a response whose chunks are malformed where they come with its head', async () => {
    await start()
    world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nabc0\r\n\r\n')
    expect(world.request(get).text).toMatch(/^HTTP\/1.1 502 /)
    expect(world.logs).toEqual([expect.stringContaining('502 PH-- 0/0/0/')])
  })

  it('tunnels CONNECT without the length', async () => {
    await start()
    world.serve = (peer) => {
      if (peer.text.endsWith('\r\n\r\n')) peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    }
    const client = world.request('CONNECT h:80 HTTP/1.1\r\nHost: h:80\r\n\r\n')
    client.send('hello')
    world.run()
    expect(client.text).toBe('HTTP/1.1 200 OK\r\n\r\n')
    expect(world.accepted[0]!.text.endsWith('hello')).toBe(true)
  })

  it('ends an idle tunnel', async () => {
    await start({ timeouts: { tunnelMs: 100 } })
    world.serve = answer(switching)
    const client = world.request(upgrade)
    world.run(101)
    expect(client.hasEnded).toBe(true)
    expect(world.logs).toEqual([expect.stringContaining('101 cD-- ')])
  })
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
