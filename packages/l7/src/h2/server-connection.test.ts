import type { SampleContext } from '@weir/keyword'
import { afterEach, describe, expect, it } from 'vitest'
import { captureResponseVersion, responseVersion } from '../fetches/status.ts'
import { defaultHttpServerSettings, type HttpServerSettings } from '../http-proxy.ts'
import { getFields, H2TestClient } from '../testing/h2-client.ts'
import { H2TestServer } from '../testing/h2-server.ts'
import { World, type WorldSettings } from '../testing/world.ts'
import { errorCodes, flags, frameTypes, settingIds } from './frames.ts'

let world: World

async function start(settings: WorldSettings = {}, server: Partial<HttpServerSettings> = {}): Promise<void> {
  world = await World.create(settings)
  for (const state of world.servers) {
    world.backend.setServerSettings(state, { ...defaultHttpServerSettings, protocol: 'h2', ...server })
  }
}

afterEach(() => {
  expect(world.contained).toEqual([])
  expect(world.network.sinkErrors).toEqual([])
})

const get = 'GET /x HTTP/1.1\r\nHost: a\r\n\r\n'
const status = [[':status', '200']] as const
const badGateway = 'HTTP/1.1 502 Bad Gateway'

const isLeft = ({ peer }: H2TestServer): boolean => peer.hasEnded || peer.isClosed

/** What a server does to the first request it gets, and what becomes of the client's. */
async function fault(act: (server: H2TestServer, id: number) => void, settings: WorldSettings = {}) {
  await start(settings)
  const servers = H2TestServer.serve(world, (id, server) => act(server, id))
  const client = world.request(get)
  world.run(10_000)
  return { servers, client, log: world.logs[0]?.slice(0, 8) }
}

describe('a server that fails', () => {
  const length = [...status, ['content-length', '5']] as const
  it.each<[string, (server: H2TestServer, id: number) => void, string, number | null]>([
    ['resets the stream', (server, id) => server.reset(id, errorCodes.cancel), '502 SH--', errorCodes.noError],
    ['refuses the stream', (server, id) => server.reset(id, errorCodes.refusedStream), '502 SH--', errorCodes.noError],
    ['leaves without taking the request', (server) => server.leave(0), '502 SH--', errorCodes.noError],
    ['closes', (server) => server.peer.connection.shutdown(), '502 SH--', null],
    ['breaks off', (server) => server.peer.connection.reset(), '502 SH--', null],
    ['stalls', () => {}, '504 sH--', errorCodes.noError],
    [
      'answers with HTTP/1',
      (server) => server.peer.send('HTTP/1.1 400 Bad Request\r\n\r\n'),
      '502 SH--',
      errorCodes.frameSizeError,
    ],
    [
      'pushes',
      (server) => server.raw(frameTypes.pushPromise, flags.endHeaders, 1, '\0\0\0\x02\x88'),
      '502 SH--',
      errorCodes.protocolError,
    ],
    [
      'answers on a stream that is none',
      (server) => server.headers(7, status, true),
      '502 SH--',
      errorCodes.protocolError,
    ],
    ['begins with the body', (server, id) => server.data(id, 'abc', true), '502 SH--', errorCodes.noError],
    ['says no status', (server, id) => server.headers(id, [['a', 'b']], true), '502 PH--', errorCodes.noError],
    [
      'speaks of the connection',
      (server, id) => server.headers(id, [...status, ['connection', 'close']], true),
      '502 PH--',
      errorCodes.noError,
    ],
    [
      'has names in upper case',
      (server, id) => server.headers(id, [...status, ['Abc', 'd']], true),
      '502 PH--',
      errorCodes.noError,
    ],
    [
      'switches protocols',
      (server, id) => server.headers(id, [[':status', '101']], true),
      '502 PH--',
      errorCodes.noError,
    ],
    [
      'ends with an interim answer',
      (server, id) => server.headers(id, [[':status', '103']], true),
      '502 PH--',
      errorCodes.noError,
    ],
    [
      'sends fields that do not decode',
      (server, id) => server.raw(frameTypes.headers, flags.endHeaders | flags.endStream, id, '\xff\xff\xff\xff\xff'),
      '502 SH--',
      errorCodes.compressionError,
    ],
    [
      'sends less than announced',
      (server, id) => {
        server.headers(id, length)
        server.data(id, 'abc', true)
      },
      '200 SD--',
      errorCodes.noError,
    ],
    [
      'sends more than announced',
      (server, id) => {
        server.headers(id, length)
        server.data(id, 'abcdef', true)
      },
      '200 SD--',
      errorCodes.noError,
    ],
    [
      'resets amid the body',
      (server, id) => {
        server.headers(id, status)
        server.data(id, 'abc')
        server.reset(id, errorCodes.cancel)
      },
      '200 SD--',
      errorCodes.noError,
    ],
    [
      'breaks a rule amid the body',
      (server, id) => {
        server.headers(id, status)
        server.data(id, 'abc')
        server.raw(frameTypes.windowUpdate, 0, 0, '\0\0\0\0')
      },
      '200 SD--',
      errorCodes.protocolError,
    ],
    [
      'closes amid the body',
      (server, id) => {
        server.headers(id, length)
        server.data(id, 'abc')
        server.peer.connection.shutdown()
      },
      '200 SD--',
      null,
    ],
    [
      'stalls amid the body',
      (server, id) => {
        server.headers(id, length)
        server.data(id, 'abc')
      },
      '200 sD--',
      errorCodes.noError,
    ],
    [
      'sends trailers that are malformed',
      (server, id) => {
        server.headers(id, status)
        server.headers(id, [[':status', '200']], true)
      },
      '200 SD--',
      errorCodes.noError,
    ],
  ])('and %s', async (_, act, log, goAway) => {
    const found = await fault(act)
    expect([found.log, found.servers[0]!.goAway]).toEqual([log, goAway])
    expect(found.client.text.startsWith(log.startsWith('502') ? badGateway : '')).toBe(true)
    expect(found.client.text).not.toContain('\r\n0\r\n')
    expect(isLeft(found.servers[0]!)).toBe(true)
  })

  it.each([
    ['refuses the stream', (server: H2TestServer, id: number) => server.reset(id, errorCodes.refusedStream)],
    ['leaves without taking the request', (server: H2TestServer) => server.leave(0)],
  ])('and %s is asked once more', async (_, act) => {
    await start({ backendHttp: { retryOn: new Set(['empty-response']) } })
    const servers = H2TestServer.serve(world, (id, server) => {
      if (servers.length === 1) act(server, id)
      else server.answer(id)
    })
    expect(world.request(get).text).toMatch(/^HTTP\/1.1 200 /)
    expect(servers.length).toBe(2)
  })

  it('and says so after its answer, is not asked again', async () => {
    await start({ backendHttp: { reuse: 'always' } })
    const servers = H2TestServer.serve(world, (id, server) => {
      server.leave(id)
      server.answer(id)
    })
    const client = world.request(get)
    expect(client.text).toMatch(/^HTTP\/1.1 200 /)
    client.send(get)
    world.run()
    expect(servers.length).toBe(2)
    expect(isLeft(servers[0]!)).toBe(true)
  })

  it('and leaves while idle, is let go', async () => {
    await start()
    const servers = H2TestServer.serve(world, (id, server) => server.answer(id))
    world.request(get)
    servers[0]!.leave(1)
    world.run()
    expect(isLeft(servers[0]!)).toBe(true)
    expect(world.backend.pool(world.servers[0]!).idleCount).toBe(0)
  })

  it('is not sent what it has no window for', async () => {
    await start()
    const servers = H2TestServer.serve(world, () => {}, [[settingIds.initialWindowSize, 0]])
    const client = world.connect()
    client.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\n')
    world.run()
    client.send('abcdef')
    world.run()
    const request = servers[0]!.request(1)
    expect([request.heads.length, request.body]).toEqual([1, ''])
    servers[0]!.windowUpdate(1, 4)
    world.run()
    expect([request.body, request.hasEnded]).toEqual(['abcd', false])
    servers[0]!.windowUpdate(1, 4)
    world.run()
    expect([request.body, request.hasEnded]).toEqual(['abcdef', true])
  })

  it('is told when its client leaves', async () => {
    await start()
    const servers = H2TestServer.serve(world, () => {})
    const client = world.request(get)
    client.connection.reset()
    world.run()
    expect(servers[0]!.request(1).resetCode).toBe(errorCodes.cancel)
    expect(isLeft(servers[0]!)).toBe(true)
  })

  it('is not listened to when it says too much before its answer', async () => {
    await start()
    const servers = H2TestServer.serve(world, (_, server) => {
      const block = `\x08\x03103\0\x04link\x7f\xa1\x1e${'x'.repeat(4000)}`
      const header = `\0${String.fromCharCode(block.length >> 8, block.length & 255)}\x01\x04\0\0\0\x01`
      server.peer.send(`${header}${block}`.repeat(4))
    })
    const client = world.request(get)
    expect(client.text.length).toBeLessThan(17_000)
    expect(servers[0]!.request(1).resetCode).toBe(errorCodes.enhanceYourCalm)
    expect(world.logs[0]).toMatch(/^502 SH-- /)
  })

  it('is sent away for too many glitches', async () => {
    await start({ http2: { serverGlitchesThreshold: 3 } })
    const servers = H2TestServer.serve(world, (_, server) => {
      for (let count = 0; count < 3; count++) server.raw(frameTypes.priority, 0, 1, '\0\0\0\0\x10')
    })
    const client = world.request(get)
    expect(client.text).toMatch(/^HTTP\/1.1 502 /)
    expect(servers[0]!.goAway).toBe(errorCodes.enhanceYourCalm)
  })
})

describe('an exchange with an HTTP/2 server', () => {
  it('sends the request, and gets its answer', async () => {
    await start()
    const servers = H2TestServer.serve(world, (id, server) => server.answer(id, 'ok', [['x-a', 'B']]))
    const client = world.request(
      'GET /x HTTP/1.1\r\nHost: a\r\nTE: trailers, gzip\r\nKeep-Alive: 1\r\nX-Foo: Bar\r\nCookie: a=b; c=d\r\n\r\n',
    )
    expect(servers[0]!.request(1).fields).toEqual([
      ':method: GET',
      ':scheme: https',
      ':path: /x',
      'host: a',
      'te: trailers',
      'x-foo: Bar',
      'cookie: a=b; c=d',
    ])
    expect(client.text).toBe('HTTP/1.1 200 \r\nx-a: B\r\ntransfer-encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n')
    expect(servers[0]!.settings).toEqual([[settingIds.enablePush, 0]])
    expect(world.logs[0]).toMatch(/^200 ---- /)
  })

  it.each([
    ['GET http://a.b/c HTTP/1.1\r\nHost: a.b', [':method: GET', ':scheme: http', ':authority: a.b', ':path: /c']],
    ['OPTIONS * HTTP/1.1\r\nHost: a', [':method: OPTIONS', ':scheme: https', ':path: *', 'host: a']],
    ['CONNECT a:443 HTTP/1.1\r\nHost: a:443', [':method: CONNECT', ':authority: a:443']],
  ])('asks for what %s says', async (head, fields) => {
    await start()
    const heads: string[][] = []
    H2TestServer.serve(
      world,
      () => {},
      [],
      (server) => {
        server.onHead = (id) => heads.push(server.request(id).fields)
      },
    )
    world.request(`${head}\r\n\r\n`)
    expect(heads).toEqual([fields])
  })

  it('asks in the words of an HTTP/2 client', async () => {
    await start()
    const servers = H2TestServer.serve(world, (id, server) => {
      server.headers(id, status)
      server.data(id, 'ok')
      server.headers(id, [['x-t', '1']], true)
    })
    const client = new H2TestClient(world)
    const answer = client.answer(client.request([...getFields, ['te', 'trailers']]))
    expect(servers[0]!.request(1).fields).toEqual([
      ':method: GET',
      ':scheme: http',
      ':authority: a',
      ':path: /',
      'te: trailers',
    ])
    expect([answer.heads, answer.body, answer.hasEnded]).toEqual([[[[':status', '200']], [['x-t', '1']]], 'ok', true])
  })

  it.each([
    ['of a length', 'Content-Length: 6\r\n\r\nabcdef', ['content-length: 6'], []],
    ['in chunks', 'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n', [], []],
    ['with trailers', 'Transfer-Encoding: chunked\r\n\r\n6\r\nabcdef\r\n0\r\nX-T: v\r\n\r\n', [], [['x-t: v']]],
  ])('sends a body %s, however it is cut', async (_, body, fields, trailers) => {
    for (const size of [1, 7, 1000]) {
      await start()
      const servers = H2TestServer.serve(world, (id, server) => server.answer(id))
      const client = world.connect()
      const text = `POST / HTTP/1.1\r\nHost: a\r\n${body}`
      for (let at = 0; at < text.length; at += size) {
        client.send(text.slice(at, at + size))
        world.run()
      }
      const request = servers[0]!.request(1)
      expect([request.body, request.hasEnded, request.heads.slice(1)]).toEqual(['abcdef', true, trailers])
      expect(request.fields.slice(4)).toEqual(fields)
      expect(client.text).toMatch(/^HTTP\/1.1 200 /)
    }
  })

  it.each<[string, string, (server: H2TestServer, id: number) => void, string]>([
    [
      'of a length',
      'GET',
      (server, id) => server.answer(id, 'ok', [['content-length', '2']]),
      'HTTP/1.1 200 \r\ncontent-length: 2\r\n\r\nok',
    ],
    [
      'without a body',
      'GET',
      (server, id) => server.headers(id, status, true),
      'HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n',
    ],
    ['204', 'GET', (server, id) => server.headers(id, [[':status', '204']], true), 'HTTP/1.1 204 \r\n\r\n'],
    [
      'to HEAD',
      'HEAD',
      (server, id) => server.headers(id, [...status, ['content-length', '9']], true),
      'HTTP/1.1 200 \r\ncontent-length: 9\r\n\r\n',
    ],
    [
      'with trailers',
      'GET',
      (server, id) => {
        server.headers(id, status)
        server.data(id, 'a')
        server.data(id, 'bc')
        server.headers(id, [['x-t', '1']], true)
      },
      'HTTP/1.1 200 \r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n2\r\nbc\r\n0\r\nx-t: 1\r\n\r\n',
    ],
    [
      'with interim ones before',
      'GET',
      (server, id) => {
        server.headers(id, [
          [':status', '103'],
          ['link', 'x'],
        ])
        server.answer(id, 'ok', [['content-length', '2']])
      },
      'HTTP/1.1 103 \r\nlink: x\r\n\r\nHTTP/1.1 200 \r\ncontent-length: 2\r\n\r\nok',
    ],
  ])('delivers an answer %s', async (_, method, act, text) => {
    await start({ http: { dropsResponseTrailers: false } })
    H2TestServer.serve(world, (id, server) => act(server, id))
    expect(world.request(`${method} / HTTP/1.1\r\nHost: a\r\n\r\n`).text).toBe(text)
    expect(world.logs[0]).toMatch(/^20[04] ---- /)
  })

  it('delivers what there is of an answer that ends too early', async () => {
    await start()
    H2TestServer.serve(world, (id, server) => {
      server.headers(id, [...status, ['content-length', '5']])
      server.data(id, 'abc', true)
    })
    expect(world.request(get).text).toBe('HTTP/1.1 200 \r\ncontent-length: 5\r\n\r\nabc')
  })

  it('tells what it is spoken in', async () => {
    await start()
    H2TestServer.serve(world, (id, server) => server.answer(id))
    world.request(get)
    const [transaction] = world.transactions
    const context = { transaction } as unknown as SampleContext
    const found = [responseVersion, captureResponseVersion].map((fetch) =>
      fetch.bind([] as never, null as never, null as never)(context),
    )
    expect(found).toEqual(['2.0', 'HTTP/2.0'])
    const { httpMajor, streamId, streamLimit, glitchCount } = transaction!.lastServerLink!
    expect([httpMajor, streamId, streamLimit, glitchCount]).toEqual([2, 1, 100, 0])
  })

  it('uses a connection for one request after the other', async () => {
    await start({ backendHttp: { reuse: 'always' } })
    const servers = H2TestServer.serve(world, (id, server) => server.answer(id, `${id}`))
    for (const id of [1, 3, 5]) expect(world.request(get).text).toContain(`\r\n1\r\n${id}\r\n`)
    expect(servers.length).toBe(1)
  })

  it('lets no more come than the client takes', async () => {
    await start({ network: { windowBytes: 4096 } })
    let sent = 0
    const servers = H2TestServer.serve(world, (id, server) => server.headers(id, status))
    const client = world.connect()
    client.connection.pause()
    client.send(get)
    world.run()
    const server = servers[0]!
    while (sent < 65_535) {
      const size = Math.min(8192, 65_535 - sent)
      server.data(1, 'x'.repeat(size))
      sent += size
      world.run()
    }
    expect(server.windowUpdates.filter(([id]) => id === 1)).toEqual([])
    client.connection.resume()
    world.run()
    server.data(1, '', true)
    world.run()
    expect(server.windowUpdates.filter(([id]) => id === 1)).not.toEqual([])
    expect(client.text.match(/x/g)!.length).toBe(65_535)
    expect(client.text.endsWith('\r\n0\r\n\r\n')).toBe(true)
  })

  it('delivers what came before the end of the connection', async () => {
    await start({ network: { windowBytes: 4096 } })
    const servers = H2TestServer.serve(world, (id, server) => server.headers(id, status))
    const client = world.connect()
    client.connection.pause()
    client.send(get)
    world.run()
    for (let count = 0; count < 7; count++) servers[0]!.data(1, 'x'.repeat(8192), count === 6)
    servers[0]!.peer.connection.shutdown()
    world.run()
    client.connection.resume()
    world.run()
    expect(client.text.match(/x/g)!.length).toBe(7 * 8192)
    expect(client.text.endsWith('\r\n0\r\n\r\n')).toBe(true)
    expect(world.logs[0]).toMatch(/^200 ---- /)
  })

  it('answers a PING', async () => {
    await start()
    const servers = H2TestServer.serve(world, (_, server) => server.raw(frameTypes.ping, 0, 0, '12345678'))
    world.request(get)
    expect(servers[0]!.pings).toBe(1)
  })
})

describe('a WebSocket over HTTP/2', () => {
  const upgrade =
    'GET /ws HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n'
  const allowed = [[settingIds.enableConnectProtocol, 1]] as const

  it('is a stream that goes both ways', async () => {
    await start()
    const servers = H2TestServer.serve(
      world,
      () => {},
      allowed,
      (server) => {
        server.onHead = (id) => server.headers(id, status)
      },
    )
    const client = world.request(upgrade)
    const request = servers[0]!.request(1)
    expect(request.fields).toEqual([
      ':method: CONNECT',
      ':scheme: https',
      ':authority: a',
      ':path: /ws',
      ':protocol: websocket',
      'sec-websocket-version: 13',
      'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    ])
    expect(client.text).toBe(
      'HTTP/1.1 101 \r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n',
    )
    client.send('ping')
    world.run()
    expect(request.body).toBe('ping')
    servers[0]!.data(1, 'pong')
    world.run()
    expect(client.text.endsWith('\r\n\r\npong')).toBe(true)
    servers[0]!.data(1, '', true)
    world.run()
    expect(client.hasEnded).toBe(true)
  })

  it('waits for what the server is able to', async () => {
    await start()
    const servers = H2TestServer.serve(world, () => {}, null)
    world.request(upgrade)
    expect(servers[0]!.requests.size).toBe(0)
    servers[0]!.settle(allowed)
    world.run()
    expect(servers[0]!.requests.size).toBe(1)
  })

  it('fails where the server does not have them', async () => {
    await start()
    const servers = H2TestServer.serve(world, () => {})
    expect(world.request(upgrade).text.startsWith(badGateway)).toBe(true)
    expect(servers[0]!.requests.size).toBe(0)
    expect(world.logs[0]).toMatch(/^502 SH-- /)
  })

  it('goes over HTTP/1 where `ws` says so', async () => {
    await start({ backendHttp: { reuse: 'always' } }, { webSocketProtocol: 'h1' })
    H2TestServer.serve(world, (id, server) => server.answer(id))
    world.request(get)
    world.serve = () => {}
    world.request(upgrade)
    expect(world.accepted[1]!.text).toMatch(/^GET \/ws HTTP\/1.1\r\n/)
  })

  it('is refused by an answer of another kind', async () => {
    await start()
    H2TestServer.serve(
      world,
      () => {},
      allowed,
      (server) => {
        server.onHead = (id) => {
          server.headers(id, [[':status', '403']])
          server.data(id, 'no', true)
        }
      },
    )
    expect(world.request(upgrade).text).toMatch(/^HTTP\/1.1 403 /)
  })
})

describe('requests at the same time', () => {
  /** So many clients of HTTP/1 that have each had an answer, and now ask again; gives the connections to the server. */
  async function askTogether(
    count: number,
    settings: WorldSettings = {},
    server: Partial<HttpServerSettings> = {},
    announced: readonly (readonly [number, number])[] = [],
  ) {
    await start({ backendHttp: { reuse: 'always' }, ...settings }, server)
    const held: [number, H2TestServer][] = []
    let holds = false
    const servers = H2TestServer.serve(
      world,
      (id, server) => {
        if (holds) held.push([id, server])
        else server.answer(id)
      },
      announced,
    )
    const clients = Array.from({ length: count }, () => world.connect())
    clients[0]!.send(get)
    world.run()
    holds = true
    clients[0]!.text = ''
    for (const client of clients) {
      client.send(get)
      world.run()
    }
    return { servers, held, clients }
  }

  it('share a connection, and are answered in any order', async () => {
    const { servers, held, clients } = await askTogether(3)
    expect([servers.length, held.map(([id]) => id)]).toEqual([1, [3, 5, 7]])
    for (const [id, server] of held.toReversed()) server.answer(id, `${id}`)
    world.run()
    expect(clients.map(({ text }) => text.slice(-9, -7))).toEqual(['\n3', '\n5', '\n7'])
    expect(world.backend.pool(world.servers[0]!).idleCount).toBe(1)
    expect(isLeft(servers[0]!)).toBe(false)
  })

  it.each<[string, number, WorldSettings, Partial<HttpServerSettings>, readonly (readonly [number, number])[]]>([
    ['as many as the server takes', 2, {}, {}, [[settingIds.maxConcurrentStreams, 2]]],
    ['as many as are wanted', 2, { http2: { serverMaxStreams: 2 } }, {}, []],
    ['none where nothing may be shared', 3, { backendHttp: { reuse: 'never' } }, {}, []],
    ['none that is a first request', 3, { backendHttp: { reuse: 'safe' } }, {}, []],
    ['as many as `max-reuse` allows', 2, {}, { maxReuse: 2 }, []],
  ])('share one: %s', async (_, connections, settings, server, announced) => {
    const { servers } = await askTogether(3, settings, server, announced)
    expect(servers.filter((found) => !isLeft(found)).length).toBe(connections)
  })

  it('do not suffer from each other', async () => {
    const { servers, held, clients } = await askTogether(3)
    held[0]![1].reset(held[0]![0], errorCodes.cancel)
    clients[1]!.connection.reset()
    world.run()
    expect(servers[0]!.request(5).resetCode).toBe(errorCodes.cancel)
    held[2]![1].answer(held[2]![0])
    world.run()
    expect(clients[2]!.text).toMatch(/^HTTP\/1.1 200 /)
    expect(world.logs.map((line) => line.slice(0, 7))).toEqual(['200 ---', '-1 CD--', '200 ---'])
    expect(servers.length).toBe(1)
  })

  it('end together with their connection', async () => {
    const { held, clients } = await askTogether(2)
    held[0]![1].peer.connection.reset()
    world.run()
    expect(clients[1]!.text.startsWith(badGateway)).toBe(true)
  })
})
