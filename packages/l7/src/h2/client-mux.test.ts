import { afterEach, describe, expect, it } from 'vitest'
import { getFields, H2TestClient, postFields } from '../testing/h2-client.ts'
import { configure } from '../testing/lines.ts'
import { answer } from '../testing/short-exchange.ts'
import { World, type WorldSettings } from '../testing/world.ts'
import { connectionPreface, errorCodes, flags, frameTypes, settingIds } from './frames.ts'

let world: World

async function start(settings: WorldSettings = {}): Promise<void> {
  world = await World.create(settings)
}

afterEach(() => {
  expect(world.contained).toEqual([])
  expect(world.network.sinkErrors).toEqual([])
})

const ok = 'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: keep-alive\r\nX-A: B\r\n\r\nok'

describe('an exchange over HTTP/2', () => {
  it('goes to an HTTP/1 server, and back', async () => {
    await start()
    world.serve = answer(ok)
    const client = new H2TestClient(world)
    const id = client.request([...getFields, ['x-b', 'c'], ['cookie', 'd=e'], ['cookie', 'f=g']])
    const found = client.answer(id)
    expect(found.heads).toEqual([
      [
        [':status', '200'],
        ['content-length', '2'],
        ['x-a', 'B'],
      ],
    ])
    expect([found.body, found.hasEnded, found.frames]).toEqual(['ok', true, [2]])
    expect(world.logs).toEqual([expect.stringMatching(/^200 ---- .* GET http:\/\/a\/ HTTP\/2.0$/)])
    expect(client.settings).toEqual([
      [settingIds.enableConnectProtocol, 1],
      [settingIds.maxConcurrentStreams, 100],
    ])
  })

  it('asks the server in origin form', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    client.request([...getFields.slice(0, 3), [':path', '/x?y=z']])
    expect(world.accepted[0]!.text).toBe('GET /x?y=z HTTP/1.1\r\nhost: a\r\n\r\n')
  })

  it('knows a client from the first bytes, however they are cut', async () => {
    await start()
    const client = world.connect()
    for (const letter of connectionPreface) {
      expect(client.text).toBe('')
      client.send(letter)
      world.run()
    }
    expect(client.text.charCodeAt(3)).toBe(frameTypes.settings)
  })

  it.each([
    [
      'chunks and trailers',
      'Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\nX-T: 1\r\n\r\n',
      'abcde',
      true,
    ],
    ['the end of the connection', '\r\nabcde', 'abcde', false],
    ['a length', 'Content-Length: 5\r\n\r\nabcde', 'abcde', false],
    ['nothing', 'Content-Length: 0\r\n\r\n', '', false],
  ])('delivers an answer that ends with %s', async (_, rest, body, hasTrailers) => {
    await start()
    world.serve = (peer) => {
      peer.send(`HTTP/1.1 200 OK\r\n${rest}`)
      if (rest.startsWith('\r\n')) peer.connection.shutdown()
    }
    const client = new H2TestClient(world)
    const found = client.answer(client.request())
    expect([found.body, found.hasEnded, found.resetCode]).toEqual([body, true, null])
    expect(found.heads.slice(1)).toEqual(hasTrailers ? [[['x-t', '1']]] : [])
    expect(found.heads[0]!.map(([name]) => name)).not.toContain('transfer-encoding')
  })

  it('delivers interim answers', async () => {
    await start()
    world.serve = answer(`HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${ok}`)
    const client = new H2TestClient(world)
    const found = client.answer(client.request())
    expect(found.heads.map((head) => head[0]![1])).toEqual(['103', '200'])
    expect(found.body).toBe('ok')
  })

  it.each([
    ['with a length', [['content-length', '5']] as const, 'content-length: 5\r\n\r\nabcde'],
    ['without', [], 'transfer-encoding: chunked\r\n\r\n2\r\nab\r\n3\r\ncde\r\n0\r\n\r\n'],
  ])('sends a body %s on as it comes', async (_, fields, expected) => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request([...postFields, ...fields], false)
    client.data(id, 'ab')
    client.data(id, 'cde')
    client.data(id, '', true)
    expect(world.accepted[0]!.text).toBe(`POST / HTTP/1.1\r\nhost: a\r\n${expected}`)
  })

  it('sends trailers of a request on', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request(postFields, false)
    client.data(id, 'ab')
    client.headers(id, [['x-t', '1']], true)
    world.run()
    expect(world.accepted[0]!.text.endsWith('2\r\nab\r\n0\r\nx-t: 1\r\n\r\n')).toBe(true)
  })

  it('serves streams side by side', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const ids = [client.request(), client.request(), client.request()]
    expect(world.accepted).toHaveLength(3)
    for (const peer of [...world.accepted].reverse()) {
      peer.send(ok)
      world.run()
    }
    expect(ids.map((id) => client.answer(id).body)).toEqual(['ok', 'ok', 'ok'])
    expect(world.logs).toHaveLength(3)
  })

  it('answers early, and says that the rest of the request is not needed', async () => {
    await start()
    world.serve = answer(ok)
    const client = new H2TestClient(world)
    const id = client.request([...postFields, ['content-length', '100']], false)
    const found = client.answer(id)
    client.data(id, 'some')
    client.data(id, 'x'.repeat(96), true)
    expect([found.status, found.hasEnded]).toEqual(['200', true])
    // What is still under way is no fault, and the next request is served.
    expect(client.answer(client.request()).body).toBe('ok')
    expect(client.goAway).toBe(null)
  })
})

describe('windows', () => {
  const body = 'x'.repeat(150_000)
  const large = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`

  it('limit what is sent on a stream, and on the connection', async () => {
    await start()
    world.serve = answer(large)
    const client = new H2TestClient(world)
    client.givesCredit = false
    const id = client.request()
    expect(client.answer(id).body.length).toBe(65_535)
    client.windowUpdate(id, 100_000)
    world.run()
    expect(client.answer(id).body.length).toBe(65_535)
    client.windowUpdate(0, 20_000)
    world.run()
    expect(client.answer(id).body.length).toBe(85_535)
    client.windowUpdate(0, 200_000)
    world.run()
    expect(client.answer(id).body).toBe(body)
    expect(client.answer(id).hasEnded).toBe(true)
    expect(Math.max(...client.answer(id).frames)).toBe(16_384)
  })

  it('change for streams that are open with the setting', async () => {
    await start()
    world.serve = answer(large)
    const client = new H2TestClient(world, [[settingIds.initialWindowSize, 10]])
    client.givesCredit = false
    const id = client.request()
    expect(client.answer(id).body.length).toBe(10)
    client.raw(frameTypes.settings, 0, 0, '\0\x04\0\0\0\x05')
    client.windowUpdate(id, 5)
    world.run()
    expect(client.answer(id).body.length).toBe(10)
    client.raw(frameTypes.settings, 0, 0, '\0\x04\0\0\0\x14')
    world.run()
    expect(client.answer(id).body.length).toBe(25)
  })

  it('are shared between streams in turn', async () => {
    await start()
    world.serve = answer(large)
    const client = new H2TestClient(world)
    client.givesCredit = false
    const ids = [client.request(), client.request(), client.request()]
    for (const id of ids) client.windowUpdate(id, 1_000_000)
    client.windowUpdate(0, 98_304)
    world.run()
    const [first, second, third] = ids.map((id) => client.answer(id).body.length)
    expect([first! - 65_535, second, third]).toEqual([32_768, 32_768, 32_768])
  })

  it('hold a client back whose server does not read', async () => {
    await start({ network: { windowBytes: 1000 } })
    world.serve = (peer) => peer.connection.pause()
    const client = new H2TestClient(world)
    const id = client.request(postFields, false)
    client.credited = 0
    for (let count = 0; count < 4; count++) client.data(id, 'x'.repeat(15_000))
    expect(client.answer(id).resetCode).toBe(null)
    expect(client.credited).toBeLessThan(40_000)
    // More than the window allows.
    client.data(id, 'x'.repeat(16_000))
    client.data(id, 'x'.repeat(16_000))
    client.data(id, 'x'.repeat(16_000))
    expect(client.answer(id).resetCode).toBe(errorCodes.flowControlError)
  })

  it('are given back as the server takes what came', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request(postFields, false)
    for (let count = 0; count < 40; count++) client.data(id, 'x'.repeat(15_000))
    client.data(id, '', true)
    expect(client.answer(id).resetCode).toBe(null)
    expect(world.accepted[0]!.text.endsWith('\r\n0\r\n\r\n')).toBe(true)
  })
})

describe('failures', () => {
  it('of a server amid an answer reset the stream', async () => {
    await start()
    world.serve = (peer) => {
      peer.send('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nsome')
      peer.connection.shutdown()
    }
    const client = new H2TestClient(world)
    const found = client.answer(client.request())
    expect([found.body, found.hasEnded, found.resetCode]).toEqual(['some', false, errorCodes.cancel])
    expect(world.logs).toEqual([expect.stringMatching(/^200 SD-- /)])
  })

  it('of a server before are told of', async () => {
    await start({ serversListen: false, retries: 0 })
    const client = new H2TestClient(world)
    const found = client.answer(client.request())
    expect([found.status, found.hasEnded]).toEqual(['503', true])
  })

  it('of the client let the server go', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request()
    client.reset(id, errorCodes.cancel)
    expect(world.accepted[0]!.hasEnded || world.accepted[0]!.isClosed).toBe(true)
    expect(world.logs).toEqual([expect.stringMatching(/^-1 C/)])
    world.serve = answer(ok)
    expect(client.answer(client.request()).body).toBe('ok')
  })

  it('of the connection end all streams', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    client.request()
    client.request()
    client.peer.connection.reset()
    world.run()
    expect(world.logs).toHaveLength(2)
    expect(world.frontend.counters.currentSessions).toBe(0)
  })

  it.each([
    ['no method', getFields.slice(1)],
    ['no path', getFields.slice(0, 3)],
    ['a name in capitals', [...getFields, ['X-Y', 'z']] as const],
    ['a field of the connection', [...getFields, ['connection', 'close']] as const],
    ['a line break', [...getFields, ['x', 'y\r\nz: 1']] as const],
    ['a space in the path', [...getFields.slice(0, 3), [':path', '/a b']] as const],
    ['two lengths', [...getFields, ['content-length', '1'], ['content-length', '2']] as const],
    ['a length without a body', [...getFields, ['content-length', '1']] as const],
    ['pseudo-fields behind others', [['x', 'y'], ...getFields] as const],
    ['te', [...getFields, ['te', 'gzip']] as const],
  ])('of form reset the stream: %s', async (_, fields) => {
    await start()
    const client = new H2TestClient(world)
    const id = client.request(fields)
    expect(client.answer(id).resetCode).toBe(errorCodes.protocolError)
    expect(client.answer(client.request()).status).toBe('200')
  })

  it.each([
    ['too much', '123456', errorCodes.protocolError],
    ['too little', '1234', errorCodes.protocolError],
  ])('of length reset the stream: %s', async (_, text, code) => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request([...postFields, ['content-length', '5']], false)
    client.data(id, text, true)
    expect(client.answer(id).resetCode).toBe(code)
    expect(world.logs).toEqual([expect.stringMatching(/ C[HD]/)])
  })

  it.each([
    ['a block that cannot be decoded', frameTypes.headers, flags.endHeaders, 1, '\xff\xff\xff\xff\xff\xff', 9],
    ['data before a stream', frameTypes.data, 0, 7, 'x', 1],
    ['a frame too large', frameTypes.data, 0, 1, 'x'.repeat(16_385), 6],
    ['a window beyond all bounds', frameTypes.windowUpdate, 0, 0, '\x7f\xff\xff\xff', 3],
  ])('end the connection: %s', async (_, type, flagBits, id, payload, code) => {
    await start()
    const client = new H2TestClient(world)
    client.raw(type, flagBits, id, payload)
    world.run()
    expect(client.goAway).toBe(code)
    expect(client.peer.hasEnded).toBe(true)
    expect(world.frontend.counters.currentSessions).toBe(0)
  })

  it('of too many streams refuse one', async () => {
    await start()
    world.serve = () => {}
    const client = new H2TestClient(world)
    for (let count = 0; count < 100; count++) client.request()
    expect(client.answer(client.request()).resetCode).toBe(errorCodes.refusedStream)
  })
})

describe('time', () => {
  it('ends a connection that asks for nothing', async () => {
    await start({ timeouts: { httpRequestMs: 100, httpKeepAliveMs: 300 } })
    const silent = new H2TestClient(world)
    const client = new H2TestClient(world)
    client.request()
    world.run(101)
    expect([silent.goAway, silent.peer.hasEnded, client.goAway]).toEqual([errorCodes.noError, true, null])
    world.run(200)
    expect([client.goAway, client.peer.hasEnded]).toEqual([errorCodes.noError, true])
  })

  it('ends a request whose body does not come', async () => {
    await start({ timeouts: { clientMs: 200, serverMs: 10_000 } })
    world.serve = () => {}
    const client = new H2TestClient(world)
    const id = client.request(postFields, false)
    client.data(id, 'some')
    world.run(60_000)
    expect(client.answer(id).status).toMatch(/^(408|504)$/)
    expect(world.logs).toHaveLength(1)
  })

  it('ends an answer that the client does not take', async () => {
    await start({ timeouts: { clientMs: 200 }, network: { chunkBytes: 16_384 } })
    world.serve = answer(`HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n${'x'.repeat(100_000)}`)
    const client = new H2TestClient(world)
    client.givesCredit = false
    const id = client.request()
    world.run(1000)
    expect(client.answer(id).resetCode).toBe(errorCodes.cancel)
    expect(world.logs).toEqual([expect.stringMatching(/^200 cD/)])
  })
})

it('answers PING', async () => {
  await start()
  const client = new H2TestClient(world)
  client.raw(frameTypes.ping, 0, 0, '12345678')
  world.run()
  expect(client.pings).toEqual(['12345678'])
})

it('carries a tunnel', async () => {
  await start()
  world.serve = (peer) => {
    if (peer.text.endsWith('\r\n\r\n')) peer.send('HTTP/1.1 200 OK\r\n\r\n')
    if (peer.text.endsWith('ping')) peer.send('pong')
  }
  const client = new H2TestClient(world)
  const id = client.request(
    [
      [':method', 'CONNECT'],
      [':authority', 'b:1'],
    ],
    false,
  )
  expect(world.accepted[0]!.text).toBe('CONNECT b:1 HTTP/1.1\r\nhost: b:1\r\n\r\n')
  client.data(id, 'ping')
  expect(client.answer(id).body).toBe('pong')
  client.data(id, '', true)
  expect(world.accepted[0]!.hasEnded).toBe(true)
})

it('carries a WebSocket to an HTTP/1 server (RFC 8441)', async () => {
  await start()
  world.serve = (peer) => {
    if (peer.text.endsWith('\r\n\r\n')) {
      peer.send('HTTP/1.1 101 Go\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n')
    } else peer.send('frame')
  }
  const client = new H2TestClient(world)
  const id = client.request([[':method', 'CONNECT'], [':protocol', 'websocket'], ...getFields.slice(1)], false)
  expect(world.accepted[0]!.text).toMatch(
    /^GET \/ HTTP\/1.1\r\nhost: a\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-key: [\w+/]{22}==\r\n\r\n$/,
  )
  const found = client.answer(id)
  expect(found.heads).toEqual([[[':status', '200']]])
  client.data(id, 'hello')
  expect([found.body, world.accepted[0]!.text.endsWith('hello')]).toEqual(['frame', true])
})

describe('requests that are not answered', () => {
  it('over a kept connection that its server has closed may be sent again', async () => {
    await start()
    world.serve = answer(ok)
    const client = new H2TestClient(world)
    client.request()
    world.serve = (peer) => peer.connection.shutdown()
    expect(client.answer(client.request()).resetCode).toBe(errorCodes.refusedStream)
  })

  it('are rejected with all that is on the connection', async () => {
    const { world: configured } = await configure({ frontend: ['http-request reject if { path /no }'] })
    world = configured
    const client = new H2TestClient(world)
    const id = client.request([...getFields.slice(0, 3), [':path', '/no']])
    expect([client.answer(id).resetCode, client.goAway]).toEqual([errorCodes.enhanceYourCalm, errorCodes.noError])
    expect(client.peer.hasEnded).toBe(true)
    expect(world.logs).toEqual([expect.stringMatching(/^-1 PR-- /)])
  })

  it('are dropped with the connection, without a word', async () => {
    const { world: configured } = await configure({ frontend: ['http-request silent-drop if { path /no }'] })
    world = configured
    const client = new H2TestClient(world)
    const id = client.request([...getFields.slice(0, 3), [':path', '/no']])
    expect([client.answer(id).resetCode, client.goAway, client.peer.closeCause]).toEqual([null, null, 'reset'])
    expect(world.logs).toEqual([expect.stringMatching(/^-1 PR-- /)])
  })
})

it('finds the monitored address behind scheme and authority', async () => {
  await start({ http: { monitorUri: '/mon' } })
  const client = new H2TestClient(world)
  const id = client.request([...getFields.slice(0, 3), [':path', '/mon']])
  expect(client.answer(id).status).toBe('200')
  expect(world.accepted).toHaveLength(0)
})
