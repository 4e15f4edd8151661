import { expect, it } from 'vitest'
import { configure } from '../testing/lines.ts'

it('remembers the mode', async () => {
  const { world } = await configure({ frontend: ['http-request strict-mode off'] })
  world.request('GET / HTTP/1.1\r\n\r\n')
  expect(world.transactions[0]!.isStrict).toBe(false)
})

it.each([
  [[], 2],
  [['http-request disable-l7-retry'], 1],
])('retries unless forbidden: %j', async (frontend, attempts) => {
  const { world } = await configure({ frontend, backendLines: ['retry-on empty-response'], retries: 1 })
  let calls = 0
  world.serve = (peer) => {
    calls++
    peer.connection.shutdown()
  }
  world.request('GET / HTTP/1.1\r\n\r\n')
  expect(calls).toBe(attempts)
})

it('waits for no handshake, which is over by then', async () => {
  const { world } = await configure({ frontend: ['http-request wait-for-handshake'] })
  world.request('GET / HTTP/1.1\r\n\r\n')
  expect(world.transactions.map(({ status }) => status)).toEqual([200])
})
