import { expect, it } from 'vitest'
import { configure } from './testing/lines.ts'

const broken = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nbroken\r\n'

it('ends the session at once, and the connection when the client does', async () => {
  const { world } = await configure({})
  const client = world.request(broken)
  expect(client.text).toMatch(/^HTTP\/1.1 400 /)
  expect([client.hasEnded, client.isClosed, world.frontend.counters.currentSessions]).toEqual([true, false, 0])
  client.send('more of it')
  world.run()
  client.connection.shutdown()
  world.run()
  expect(client.closeCause).toBe(null)
})

it('cuts a client that goes on for too long', async () => {
  const { world } = await configure({})
  const client = world.request(broken)
  world.run(2001)
  expect(client.closeCause).toBe('reset')
})
