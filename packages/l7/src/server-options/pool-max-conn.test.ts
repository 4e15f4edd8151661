import { OptionsStore } from '@weir/keyword'
import { expect, it } from 'vitest'
import { httpServerOptions } from '../options.ts'
import { configure, vocabulary } from '../testing/lines.ts'

it.each([
  ['pool-max-conn', 5, { poolMaxConnections: 5 }],
  ['pool-low-conn', 2, { poolLowConnections: 2 }],
  ['pool-purge-delay', 1000, { poolPurgeDelayMs: 1000 }],
  ['max-reuse', 3, { maxReuse: 3 }],
  ['redir', 'http://s', { redirectPrefix: 'http://s' }],
  ['strict-maxconn', null, { countsIdle: true }],
])('%s %s', (name, value, expected) => {
  const record = new OptionsStore().get(httpServerOptions)
  vocabulary.serverOptions.get(name)!.apply(record, [value] as never, {} as never)
  expect(record).toMatchObject(expected)
})

it('closes what the pool has no room for, and what is not needed', async () => {
  const { world } = await configure({ backendLines: ['http-reuse always'] })
  const [server] = world.servers
  const held: (() => void)[] = []
  world.serve = (peer) => held.push(() => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
  for (let count = 0; count < 4; count++) world.request('GET / HTTP/1.1\r\n\r\n')
  for (const answer of held) answer()
  world.run()
  expect(world.backend.pool(server!).idleCount).toBe(4)
  world.run(5001)
  expect(world.backend.pool(server!).idleCount).toBe(4)
  world.run(5001)
  expect(world.backend.pool(server!).idleCount).toBe(2)
  world.run(5001)
  expect(world.backend.pool(server!).idleCount).toBe(1)
})

it('keeps no more idle connections than were in use at once, and one', async () => {
  const { world } = await configure({ backendLines: ['http-reuse safe'] })
  const [server] = world.servers
  world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  for (let count = 0; count < 10; count++) {
    world.request('GET / HTTP/1.1\r\n\r\n')
    world.run()
  }
  expect(world.backend.pool(server!).idleCount).toBe(2)
})

it.each([
  ['shared connections are closed for it', 'http-reuse safe', 1],
  ['those of a session, too', 'http-reuse never', 1],
])('strict-maxconn makes room for a connection: %s', async (_, line, open) => {
  const { world } = await configure({ maxconn: 1, backendLines: [line] })
  const [server] = world.servers
  world.backend.setServerSettings(server!, { ...world.backend.serverSettings(server!), countsIdle: true })
  world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  const clients = [world.connect(), world.connect(), world.connect()]
  for (const client of clients) {
    client.send('GET / HTTP/1.1\r\n\r\n')
    world.run()
  }
  expect(world.accepted).toHaveLength(3)
  expect(world.accepted.filter((peer) => !peer.hasEnded)).toHaveLength(open)
  expect(clients.map(({ text }) => text.startsWith('HTTP/1.1 200'))).toEqual([true, true, true])
  expect(world.contained).toEqual([])
})

it('without strict-maxconn idle connections do not count', async () => {
  const { world } = await configure({ maxconn: 1, backendLines: ['http-reuse never'] })
  world.serve = (peer) => peer.send('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
  for (const client of [world.connect(), world.connect()]) {
    client.send('GET / HTTP/1.1\r\n\r\n')
    world.run()
  }
  expect(world.accepted.filter((peer) => !peer.hasEnded)).toHaveLength(2)
})
