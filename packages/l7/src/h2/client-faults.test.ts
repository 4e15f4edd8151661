import { afterEach, describe, expect, it } from 'vitest'
import { getFields, H2TestClient, postFields } from '../testing/h2-client.ts'
import { World } from '../testing/world.ts'
import { connectionPreface, errorCodes, flags, frameTypes } from './frames.ts'
import type { Http2Options } from './settings.ts'

let world: World

afterEach(() => {
  expect(world.contained).toEqual([])
})

const unreadable = '0 PR-- -1/-1/-1/-1 0 <BADREQ>'
const malformed = [...getFields, ['connection', 'close']] as const

const connect = async (http2: Partial<Http2Options> = {}, skipsNull = false): Promise<H2TestClient> => {
  world = await World.create({ http2, skipsNull })
  world.serve = () => {}
  return new H2TestClient(world)
}

/** What HAProxy 2.6 logs. Neither counts as a request, or as its client's error. */
describe('a fault makes a line in the log', () => {
  it.each([
    ['a block that cannot be decoded', frameTypes.headers, flags.endHeaders | flags.endStream, 1],
    ['DATA of no stream', frameTypes.data, 0, 0],
    ['DATA of a stream that was never begun', frameTypes.data, 0, 1],
    ['a stream that a server would begin', frameTypes.headers, flags.endHeaders | flags.endStream, 2],
  ])('of the connection: %s', async (_, type, flagBits, id) => {
    const client = await connect({}, true)
    client.raw(type, flagBits, id, '\xff\xff\xff\xff\xff\xff')
    world.run()
    expect(world.logs).toEqual([unreadable])
    expect([world.frontend.requestCount, world.frontend.counters.requestErrors]).toEqual([0, 0])
    expect(world.frontend.counters.currentSessions).toBe(0)
  })

  it('of a stream that is no request, or one too many', async () => {
    const client = await connect({ maxStreams: 1 })
    client.request(malformed)
    client.request()
    client.request()
    expect(world.logs).toEqual([unreadable, unreadable])
    expect(world.accepted).toHaveLength(1)
  })

  it('before the lines of streams that it ends', async () => {
    const client = await connect()
    client.request()
    client.raw(frameTypes.data, 0, 0, 'x')
    world.run()
    expect(world.logs).toEqual([unreadable, expect.stringMatching(/^-1 CD/)])
  })

  it('of one that breaks the preface off, who is answered as a client of HTTP/1', async () => {
    world = await World.create()
    const client = world.connect()
    client.send(connectionPreface.slice(0, 20))
    world.run()
    client.send('xxxx')
    world.run()
    expect([client.text, client.hasEnded]).toEqual([expect.stringMatching(/^HTTP\/1.1 400 /), true])
    expect(world.logs).toEqual([expect.stringMatching(/^400 PR-- .* <BADREQ>$/)])
  })

  it.each([
    ['none', []],
    ['connection', [unreadable]],
    ['stream', [unreadable, unreadable]],
  ] as const)('tune.h2.log-errors %s', async (loggedErrors, expected) => {
    const client = await connect({ loggedErrors })
    client.request(malformed)
    client.raw(frameTypes.data, 0, 0, 'x')
    world.run()
    expect(world.logs).toEqual(expected)
  })
})

describe('a client that closes its side', () => {
  it('is answered what it has asked for', async () => {
    const client = await connect()
    const id = client.request()
    client.peer.connection.shutdown()
    world.run()
    world.accepted[0]!.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
    world.run()
    expect([client.answer(id).body, client.peer.hasEnded]).toEqual(['ok', true])
  })

  it('amid a body ends the request', async () => {
    const client = await connect()
    const id = client.request([...postFields, ['content-length', '5']], false)
    client.data(id, 'abc')
    client.peer.connection.shutdown()
    world.run()
    expect(world.logs).toEqual([expect.stringMatching(/^-1 CD/)])
    expect([client.answer(id).resetCode, client.peer.hasEnded]).toEqual([errorCodes.cancel, true])
  })
})
