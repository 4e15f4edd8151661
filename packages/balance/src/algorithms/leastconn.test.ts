import { expect, test } from 'vitest'
import type { ServerState } from '../server-state.ts'
import { createTestBackend, describeBalance, TestWaiter } from '../testing/index.ts'
import { leastconn } from './leastconn.ts'

const create = leastconn.create([], undefined as never)

describeBalance('leastconn', create)

/**
 * Weights, the servers that HAProxy 2.6 chose for 24 connections that stayed, and those for 12 more after all
 * connections to the first server and the second and fourth connection were closed.
 */
const recorded: readonly (readonly [string, string, string])[] = [
  ['1,1,1', 'abcabcabcabcabcabcabcabc', 'aaaaaaabacba'],
  ['1,2', 'abbbabbabbabbabbabbabbab', 'aaaaaaababba'],
  ['3,1', 'abaaaabaaabaaabaaabaaaba', 'aaaaaaaaaaaa'],
  ['2,3,5', 'abcccbcabccbcacbcabccbca', 'aaaabcacbcab'],
  ['1,2,3,4', 'abcddcdbcddcbdcdabcddcbd', 'aabdcdabcddc'],
  ['10,3', 'abaaaaabaaabaaaabaaabaaa', 'aaaaaaaaaaaa'],
]

test.each(recorded)('weights %s are loaded as in HAProxy', (weights, opened, reopened) => {
  const servers = weights.split(',').map((weight) => ({ weight: Number(weight) }))
  const { backend, context } = createTestBackend(servers, create)
  const open = (): ServerState => backend.acquire(new TestWaiter(context)) as ServerState
  const connections = [...opened].map(open)
  expect(connections.map((server) => server.name).join('')).toBe(opened)
  const order = [...connections.keys()]
  const isFirst = (index: number): boolean => connections[index]!.name === 'a'
  for (const index of [...order.filter(isFirst), ...[1, 3].filter((index) => !isFirst(index))]) {
    backend.release(connections[index]!)
  }
  expect([...reopened].map(() => open().name).join('')).toBe(reopened)
})

test('idle servers take turns whatever their weights', () => {
  const { backend, context } = createTestBackend([{ weight: 10 }, { weight: 1 }], create)
  const names = [...'xxxx'].map(() => {
    const server = backend.acquire(new TestWaiter(context)) as ServerState
    backend.release(server)
    return server.name
  })
  expect(names.join('')).toBe('abab')
})

test('a limited queue takes requests of a saturated server', () => {
  const { backend, context } = createTestBackend([{ maxconn: 1, maxqueue: 2 }], create)
  const waiters = [...'xxxx'].map(() => new TestWaiter(context))
  const [server] = backend.servers
  expect(waiters.map((waiter) => backend.acquire(waiter))).toEqual([server, 'queued', 'queued', 'queued'])
  expect(server!.queue.length).toBe(2)
  expect(backend.queue.length).toBe(1)
})
