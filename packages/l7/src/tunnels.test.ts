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
