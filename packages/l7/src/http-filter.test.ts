import type { FilterKeyword } from '@weir/keyword'
import { l4Bundle } from '@weir/l4'
import { expect, test } from 'vitest'
import { configureFiltered } from './testing/filtered.ts'

const limitOf = (name: string): FilterKeyword => l4Bundle.filters!.find((keyword) => keyword.name === name)!
const line = { id: 'a', limit: { kind: 'stream', bytes: 1000, periodMs: 1000 }, minBytes: 0 }

/** A proxy with a limit that is on for each request. All its timeouts are far shorter than what a body takes. */
async function start(name: string) {
  const { world } = await configureFiltered(
    {},
    {
      keyword: limitOf(name),
      values: [line],
    },
  )
  const { frontend } = world
  const [limiter] = frontend.filters!.request as unknown as { enable(...values: unknown[]): void }[]
  const rule = (context: { transaction?: unknown }) => {
    limiter!.enable(context.transaction, null, null)
    return 0 as const
  }
  frontend.http = { ...frontend.http, requestRules: [rule] as never }
  return world
}

const body = 'x'.repeat(20_000)

test('a request that is held back longer than the timeouts is sent as it may', async () => {
  const world = await start('bwlim-in')
  world.serve = (peer) => {
    if (peer.text.endsWith(body)) peer.send('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')
  }
  const client = world.request(`POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  expect(world.accepted[0]!.text.length).toBeLessThan(1200)
  world.run(12_000)
  expect(client.text).toBe('')
  world.run(12_000)
  expect(client.text).toMatch(/\r\n\r\nok$/)
  expect(world.contained).toEqual([])
})

test('and so is a response', async () => {
  const world = await start('bwlim-out')
  world.serve = (peer) => peer.send(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(client.text.length).toBeLessThan(1200)
  world.run(12_000)
  expect(client.text.endsWith(body)).toBe(false)
  world.run(12_000)
  expect(client.text.endsWith(`\r\n\r\n${body}`)).toBe(true)
  expect(world.logs[0]).toMatch(/^200 --/)
  // The next request finds the connection as it was.
  client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  world.run(30_000)
  expect(world.logs).toHaveLength(2)
})

test('a client that goes away while a response is held back leaves nothing behind', async () => {
  const world = await start('bwlim-out')
  world.serve = (peer) => peer.send(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`)
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  client.connection.reset()
  world.run(10_000)
  expect(world.logs[0]).toMatch(/^200 CD/)
  expect([world.engine.streams.size, world.engine.timers.size]).toEqual([0, 0])
})
