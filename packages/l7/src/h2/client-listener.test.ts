import { afterEach, describe, expect, it } from 'vitest'
import { H2TestClient } from '../testing/h2-client.ts'
import { answer } from '../testing/short-exchange.ts'
import { World, type WorldSettings } from '../testing/world.ts'
import { connectionPreface, errorCodes, frameTypes } from './frames.ts'

let world: World

const start = async (settings: WorldSettings): Promise<void> => {
  world = await World.create(settings)
  world.serve = answer('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
}

afterEach(() => {
  expect(world.contained).toEqual([])
})

describe('proto of the bind line', () => {
  it('h2 takes nothing else: the client is told nothing, and the log shows it', async () => {
    await start({ listener: { protocol: 'h2' } })
    const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
    expect([client.text, client.hasEnded]).toEqual(['', true])
    expect(world.logs).toEqual(['0 PR-- -1/-1/-1/-1 0 <BADREQ>'])
  })

  it('h2 speaks with who begins with the preface', async () => {
    await start({ listener: { protocol: 'h2' } })
    const client = new H2TestClient(world)
    expect(client.answer(client.request()).status).toBe('200')
  })

  it('h2 closes in silence when the preface does not come', async () => {
    await start({ listener: { protocol: 'h2' }, timeouts: { httpRequestMs: 100 } })
    const client = world.request(connectionPreface.slice(0, 8))
    world.run(101)
    expect([client.text, client.hasEnded, world.logs]).toEqual(['', true, []])
  })

  it.each([[{ listener: { protocol: 'h1' } }], [{ http: { disablesH2Upgrade: true } }]] as const)(
    'the preface is a bad request with %j',
    async (settings) => {
      await start(settings)
      const client = world.request(connectionPreface)
      expect(client.text).toMatch(/^HTTP\/1.1 400 /)
      expect(world.logs).toEqual([expect.stringMatching(/^400 PR-- .* <BADREQ>$/)])
    },
  )

  it.each([
    ['', {}, 1],
    ['', { skipsNull: true }, 0],
    ['', { http: { ignoresProbes: true } }, 0],
    ['PRI * HT', { skipsNull: true }, 1],
    ['PRI * HT', { http: { ignoresProbes: true } }, 1],
    [connectionPreface, {}, 0],
  ] as const)('h2 logs a client that goes after %j with %j', async (text, settings, expected) => {
    await start({ listener: { protocol: 'h2' }, ...settings })
    for (const leave of ['shutdown', 'reset'] as const) {
      const client = world.request(text)
      client.connection[leave]()
      world.run()
      expect(world.logs.splice(0)).toHaveLength(expected)
    }
  })

  it('h2 stands against option disable-h2-upgrade', async () => {
    await start({ listener: { protocol: 'h2' }, http: { disablesH2Upgrade: true } })
    const client = new H2TestClient(world)
    expect(client.answer(client.request()).status).toBe('200')
  })
})

describe('idle-ping', () => {
  it('keeps a client that answers beyond timeout client', async () => {
    await start({ listener: { idlePingMs: 100 }, timeouts: { clientMs: 250, httpRequestMs: null } })
    const client = new H2TestClient(world)
    client.request()
    world.run(950)
    expect([client.pinged, client.goAway]).toEqual([9, null])
    expect(client.answer(client.request()).status).toBe('200')
  })

  it('closes on one that does not', async () => {
    await start({ listener: { idlePingMs: 100 }, timeouts: { clientMs: 1000, httpRequestMs: null } })
    const client = new H2TestClient(world)
    client.answersPings = false
    world.run(199)
    expect([client.pinged, client.goAway]).toEqual([1, null])
    world.run(2)
    expect([client.goAway, client.peer.hasEnded]).toEqual([errorCodes.noError, true])
  })

  it('leaves timeout http-keep-alive alone', async () => {
    await start({ listener: { idlePingMs: 100 }, timeouts: { clientMs: 1000, httpKeepAliveMs: 250 } })
    const client = new H2TestClient(world)
    client.request()
    world.run(251)
    expect([client.pinged, client.goAway]).toEqual([2, errorCodes.noError])
  })

  it('asks nobody who is busy, or has not said what it speaks', async () => {
    await start({ listener: { idlePingMs: 100, protocol: 'h2' } })
    world.serve = () => {}
    const silent = world.connect()
    const client = new H2TestClient(world)
    client.request()
    world.run(500)
    expect([silent.text, client.pinged]).toEqual(['', 0])
    client.raw(frameTypes.ping, 1, 0, '12345678')
    world.run()
    expect(client.goAway).toBe(null)
  })
})
