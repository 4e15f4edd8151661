import { expect, test } from 'vitest'
import type { ServerState } from '../server-state.ts'
import {
  chooseBy,
  complaints,
  createTestBackend,
  describeBalance,
  sequence,
  serversOf,
  TestWaiter,
} from '../testing/index.ts'
import { random } from './random.ts'

const two = random.create([2], undefined as never)
const one = random.create([1], undefined as never)

describeBalance('random', two)
describeBalance('random(1)', one)

test('one draw follows the weights', () => {
  const { backend, context } = createTestBackend([{ weight: 1 }, { weight: 3 }], one)
  const share = sequence(backend, context, 2000).split('b').length - 1
  expect(share).toBeGreaterThan(1400)
  expect(share).toBeLessThan(1600)
})

test('of two draws the less loaded one is taken, so loads stay close', () => {
  const { backend, context } = createTestBackend([{}, {}, {}, {}], two)
  for (let turn = 0; turn < 400; turn++) backend.acquire(new TestWaiter(context))
  const loads = backend.servers.map((server) => server.currentSessions)
  expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(6)
})

test('with a bound no server is loaded far above the average', () => {
  const { backend, context } = createTestBackend([{}, {}, {}, {}], one, { hash: { balanceFactor: 110 } })
  for (let turn = 0; turn < 400; turn++) backend.acquire(new TestWaiter(context))
  expect(Math.max(...backend.servers.map((server: ServerState) => server.currentSessions))).toBeLessThanOrEqual(111)
})

test('it is the default, and takes a number of draws', () => {
  expect(chooseBy(`balance random(3)\n${serversOf(1)}`).choose({})).toBe('a')
  expect(complaints('balance random(x)')).toEqual(["'random' expects a number of draws, but got 'x'"])
  expect(complaints('balance random(0)')).toEqual(['number of draws must be at least 1.'])
})
