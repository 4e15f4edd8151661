import { afterEach, describe, expect, it } from 'vitest'
import { answer, get } from './testing/short-exchange.ts'
import { type Peer, World, type WorldSettings } from './testing/world.ts'

let world: World

async function start(settings: WorldSettings = {}): Promise<void> {
  world = await World.create({ network: { windowBytes: 2000, chunkBytes: 2000 }, ...settings })
}

afterEach(() => {
  expect(world.contained).toEqual([])
  expect(world.network.sinkErrors).toEqual([])
})

const body = 'x'.repeat(20_000)
const pageBody = 'x'.repeat(12_000)
/** What the proxy itself says, all of which is written at once. */
const page = { status: 503, reason: 'No', headers: 'content-length: 12000\r\n', headerCount: 1, body: pageBody }
const ownAnswer: WorldSettings = {
  timeouts: { clientMs: 1000 },
  serversListen: false,
  retries: 0,
  http: { errors: new Map([[503, page]]) },
}
const endless = `HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n${body}`

/** Lets a peer take one piece of what is there. */
function sip(peer: Peer): void {
  peer.onText = () => peer.connection.pause()
  peer.connection.resume()
  world.run(1)
  peer.onText = null
}

function silentRequest(text: string): Peer {
  const client = world.connect()
  client.connection.pause()
  client.send(text)
  world.run()
  return client
}

describe('a client that does not read', () => {
  it('is cut when the answer is out as far as the proxy is concerned', async () => {
    await start(ownAnswer)
    const client = silentRequest('GET / HTTP/1.0\r\n\r\n')
    expect(world.logs).toEqual([expect.stringContaining('503 SC')])
    expect(world.frontend.counters.currentSessions).toBe(1)
    world.run(4000)
    expect(client.closeCause).toBe('reset')
    expect(world.frontend.counters.currentSessions).toBe(0)
  })

  it('is cut amid an answer', async () => {
    await start({ timeouts: { clientMs: 1000 } })
    world.serve = answer(endless)
    const client = silentRequest(get)
    world.run(4000)
    expect(client.closeCause).toBe('reset')
    expect(world.logs).toEqual([expect.stringContaining(' cD')])
  })

  it.each([
    ['the answer of a server', { timeouts: { clientMs: 1000 } }],
    ['an answer that is out', ownAnswer],
  ])('has time anew as long as it takes some of %s', async (_, settings: WorldSettings) => {
    await start(settings)
    world.serve = answer(endless)
    const client = silentRequest('GET / HTTP/1.0\r\n\r\n')
    for (let sips = 0; sips < 4; sips++) {
      world.run(900)
      expect(client.closeCause).toBe(undefined)
      sip(client)
    }
    expect(client.text.length).toBe(4 * 2000)
    client.connection.resume()
    world.run(10)
    expect(client.text.length).toBeGreaterThan(pageBody.length)
    expect(client.hasEnded).toBe(true)
  })
})

describe('a server that does not read', () => {
  const upload = `POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`

  it('is given up', async () => {
    await start({ timeouts: { serverMs: 1000, clientMs: 60_000 } })
    world.serve = (peer) => peer.connection.pause()
    const client = world.request(upload)
    world.run(4000)
    expect(client.text).toMatch(/^HTTP\/1.1 504 /)
  })

  it('has time anew as long as it takes some', async () => {
    await start({ timeouts: { serverMs: 1000, clientMs: 60_000 } })
    world.serve = (peer) => peer.connection.pause()
    const client = world.request(upload)
    const server = world.accepted[0]!
    for (let sips = 0; server.text.length < body.length && sips < 20; sips++) {
      world.run(900)
      expect(client.text).toBe('')
      sip(server)
    }
    server.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
    world.run(1)
    expect(client.text).toMatch(/^HTTP\/1.1 200 /)
  })
})
