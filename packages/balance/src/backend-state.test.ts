import { expect, test } from 'vitest'
import { leastconn } from './algorithms/leastconn.ts'
import { roundrobin } from './algorithms/roundrobin.ts'
import type { ServerChange } from './backend-state.ts'
import type { ServerState } from './server-state.ts'
import { adminFlags, operationalStates } from './server-states.ts'
import { createTestBackend, sequence, type TestBackendOptions, type TestServer, TestWaiter } from './testing/index.ts'

const { running, stopped } = operationalStates

function start(servers: readonly TestServer[], options: TestBackendOptions = {}) {
  const made = createTestBackend(servers, roundrobin.create([], undefined as never), options)
  const [a, b, c] = made.backend.servers
  const wait = (set: Partial<TestWaiter> = {}): TestWaiter => {
    const waiter = new TestWaiter(made.context, set)
    const got = made.backend.acquire(waiter)
    if (typeof got !== 'string') waiter.given = got
    return waiter
  }
  return { ...made, a: a!, b: b!, c: c!, wait }
}

test('queued requests are served in the order of their arrival, whichever queue holds them', () => {
  const { backend, a, wait } = start([{ maxconn: 1 }])
  wait()
  const shared = wait()
  const own = wait({ preferredServer: a })
  const later = wait()
  expect([backend.queue.length, a.queue.length]).toEqual([2, 1])
  const order: TestWaiter[] = []
  for (const waiter of [shared, own, later]) waiter.onServer = () => void order.push(waiter)
  for (let turn = 0; turn < 3; turn++) backend.release(a)
  expect(order).toEqual([shared, own, later])
})

test('a lower priority class goes first, then the offset decides', () => {
  const { backend, clock, a, wait } = start([{ maxconn: 1 }])
  wait()
  const order: string[] = []
  const add = (name: string, set: Partial<TestWaiter>): void => {
    wait({ ...set, onServer: () => void order.push(name) })
    clock.advance(10)
  }
  add('first', {})
  add('urgent class', { priorityClass: -1 })
  add('delayed', { priorityOffsetMs: 100 })
  add('hurried', { priorityOffsetMs: -1000 })
  add('last', {})
  for (let turn = 0; turn < 5; turn++) backend.release(a)
  expect(order).toEqual(['urgent class', 'hurried', 'first', 'last', 'delayed'])
})

test('a request that gives up leaves no trace in the queue', () => {
  const { backend, a, wait } = start([{ maxconn: 1 }])
  wait()
  const leaver = wait()
  const stayer = wait()
  backend.cancel(leaver)
  backend.cancel(leaver)
  expect(backend.queuedTotal).toBe(1)
  backend.release(a)
  expect([leaver.given, stayer.given]).toEqual([null, a])
})

test('a persistent request waits for its server while others are free', () => {
  const { backend, a, wait } = start([{ maxconn: 1 }, {}])
  const holder = wait({ preferredServer: a })
  const waiter = wait({ preferredServer: a })
  expect([holder.given, waiter.given, a.queue.length]).toEqual([a, null, 1])
  backend.release(a)
  expect(waiter.given).toBe(a)
})

test('a full queue breaks persistence', () => {
  const { a, b, wait } = start([{ maxconn: 1, maxqueue: 1 }, {}])
  wait({ preferredServer: a })
  wait({ preferredServer: a })
  expect(wait({ preferredServer: a }).given).toBe(b)
})

test('persistence holds on a server that drains or has no weight, not on one that is down', () => {
  const { backend, a, b, wait } = start([{}, {}])
  backend.setAdmin(a, adminFlags.forcedDrain, 0, null)
  expect(wait({ preferredServer: a }).given).toBe(a)
  backend.setAdmin(a, 0, adminFlags.forcedDrain, null)
  backend.setWeight(a, 0)
  expect(wait({ preferredServer: a }).given).toBe(a)
  backend.setOperational(a, stopped, null)
  expect(wait({ preferredServer: a }).given).toBe(b)
  expect(wait({ preferredServer: a, forcesPersistence: true }).given).toBe(a)
})

test('with option persist a server that is down keeps its requests', () => {
  const { backend, a, wait } = start([{}, {}], { persistsOnDown: true })
  backend.setOperational(a, stopped, null)
  expect(wait({ preferredServer: a }).given).toBe(a)
})

test('a redispatch avoids the server that failed', () => {
  const { backend, a, b, wait } = start([{}, {}])
  for (let turn = 0; turn < 3; turn++) expect(wait({ excludedServer: a, preferredServer: a }).given).toBe(b)
  backend.setOperational(b, stopped, null)
  expect(wait({ excludedServer: a }).given).toBe(a)
})

test('the queue of a server that goes down moves only with option redispatch and without option persist', () => {
  for (const [redispatches, persistsOnDown, moved] of [
    [false, false, 0],
    [true, false, 2],
    [true, true, 0],
  ] as const) {
    const { backend, a, b, wait } = start([{ maxconn: 1 }, { maxconn: 1 }], { redispatches, persistsOnDown })
    const changes: ServerChange[] = []
    backend.observers.push({ onServerChange: (change) => void changes.push(change) })
    const [holder, first, second] = [...'xxx'].map(() => wait({ preferredServer: a }))
    backend.setAdmin(a, adminFlags.forcedMaintenance, 0, null)
    expect(changes[0]!.requeued).toBe(moved)
    expect(holder!.given).toBe(a)
    expect([first!.given, second!.given]).toEqual(moved > 0 ? [b, null] : [null, null])
    expect(backend.queuedTotal).toBe(moved > 0 ? 1 : 2)
  }
})

test('a server that comes up takes what waits', () => {
  const { backend, a, b, wait } = start([{ maxconn: 1 }, { maxconn: 1 }])
  backend.setOperational(b, stopped, null)
  wait()
  const waiter = wait()
  expect(waiter.given).toBeNull()
  backend.setOperational(b, running, 'Layer4 check passed')
  expect(waiter.given).toBe(b)
  expect([a.currentSessions, b.currentSessions]).toEqual([1, 1])
})

test('a drained server takes nothing from the queue of the backend', () => {
  const { backend, a, wait } = start([{ maxconn: 1 }])
  wait()
  const waiter = wait()
  backend.setAdmin(a, adminFlags.forcedDrain, 0, null)
  backend.release(a)
  expect(waiter.given).toBeNull()
  backend.setAdmin(a, 0, adminFlags.forcedDrain, null)
  expect(waiter.given).toBe(a)
})

test.each([
  [0, 3],
  [50, 5],
  [99, 9],
  [100, 10],
  [500, 10],
])('with %i sessions on the backend the dynamic limit is %i', (sessions, limit) => {
  const { backend, a } = start([{ minconn: 3, maxconn: 10 }], { fullconn: 100 })
  for (let count = 0; count < sessions; count++) backend.openSession()
  expect(a.sessionLimit).toBe(limit)
})

test('a tracker follows the state, maintenance and drain of its target', () => {
  const target = start([{}])
  const { backend, a } = start([{}, {}])
  backend.track(a, target.a)
  target.backend.setOperational(target.a, stopped, 'Layer4 timeout')
  expect(a.isUp).toBe(false)
  target.backend.setOperational(target.a, running, 'Layer4 check passed')
  expect(a.isUsable).toBe(true)
  target.backend.setAdmin(target.a, adminFlags.forcedDrain, 0, null)
  expect([a.isDraining, a.adminFlags]).toEqual([true, adminFlags.inheritedDrain])
  target.backend.setAdmin(target.a, adminFlags.forcedMaintenance, adminFlags.forcedDrain, null)
  expect([a.isInMaintenance, a.isUp]).toEqual([true, false])
  target.backend.setAdmin(target.a, 0, adminFlags.forcedMaintenance, null)
  expect(a.isUsable).toBe(true)
})

test('slow start lets the weight and the limit grow, and ends', () => {
  const { backend, clock, a } = start([{ weight: 100, maxconn: 10, slowStartMs: 20_000 }, {}])
  backend.setOperational(a, stopped, null)
  backend.setOperational(a, running, 'Layer4 check passed')
  expect([a.weight, a.sessionLimit, a.operational]).toEqual([1, 1, operationalStates.starting])
  clock.advance(10_000)
  expect([a.weight, a.sessionLimit]).toEqual([50, 5])
  clock.advance(10_000)
  expect([a.weight, a.sessionLimit, a.operational]).toEqual([100, 10, running])
  expect(clock.pending).toBe(0)
})

test('slow start is over when the server goes down again', () => {
  const { backend, clock, a } = start([{ slowStartMs: 20_000 }, {}])
  backend.setOperational(a, stopped, null)
  backend.setOperational(a, running, null)
  backend.setOperational(a, stopped, null)
  expect([clock.pending, a.effectiveWeight]).toEqual([0, 16])
})

test('downtime and the last change are counted', () => {
  const { backend, clock, a } = start([{}])
  clock.advance(5000)
  backend.setOperational(a, stopped, null)
  clock.advance(3000)
  expect([a.secondsSinceChange(clock.nowMs()), a.downtimeSeconds(clock.nowMs())]).toEqual([3, 3])
  backend.setOperational(a, running, null)
  clock.advance(2000)
  expect([a.secondsSinceChange(clock.nowMs()), a.downtimeSeconds(clock.nowMs())]).toEqual([2, 3])
  expect([a.counters.downTransitions, backend.counters.downTransitions]).toEqual([1, 1])
})

test('observers learn when the last server goes and the first one returns', () => {
  const { backend, a } = start([{}])
  const seen: boolean[] = []
  backend.observers.push({ onAvailabilityChange: (_backend, isAvailable) => void seen.push(isAvailable) })
  backend.setOperational(a, stopped, null)
  backend.setOperational(a, running, null)
  expect(seen).toEqual([false, true])
})

test('use-server rules come before persistence, and only as long as their server can be used', () => {
  const { backend, a, b, wait } = start([{}, {}])
  backend.useServer = (_context, isUsable) => (isUsable(b) ? b : null)
  expect(wait({ preferredServer: a }).given).toBe(b)
  backend.setOperational(b, stopped, null)
  expect(wait({ preferredServer: a }).given).toBe(a)
})

test('a server can be added and, idle and in maintenance, removed', () => {
  const { backend, context, a, b } = start([{}, {}])
  expect(() => backend.removeServer(b)).toThrow("server 'be/b' is in use")
  backend.setAdmin(b, adminFlags.forcedMaintenance, 0, null)
  backend.removeServer(b)
  expect([backend.server('b'), backend.servers]).toEqual([null, [a]])
  expect(sequence(backend, context, 2)).toBe('aa')
})

test('the weight of a backend is that of its usable servers', () => {
  const { backend, b } = start([{ weight: 3 }, { weight: 4 }])
  expect([backend.weight, backend.activeCount]).toEqual([7, 2])
  backend.setOperational(b, stopped, null)
  expect([backend.weight, backend.activeCount]).toEqual([3, 1])
})

test('sessions and requests chosen by the algorithm are counted', () => {
  const { backend, context } = createTestBackend([{}], leastconn.create([], undefined as never))
  const server = backend.acquire(new TestWaiter(context)) as ServerState
  backend.acquire(new TestWaiter(context, { preferredServer: server }))
  const { counters } = server
  expect([counters.totalSessions, counters.balancedSessions, counters.maximumSessions]).toEqual([2, 1, 2])
})

test.each([
  ['a full server is left', 0, 1, 'b'],
  ['a place in an empty queue is taken', 1, 1, 'queued'],
  ['a queue that is full enough is not joined', 1, 2, 'b'],
  ['any queue is joined without a limit', Number.POSITIVE_INFINITY, 3, 'queued'],
] as const)('the last server is preferred to a choice, but %s', (_, queueLimit, busy, expected) => {
  const { a, b, wait } = start([{ maxconn: 1 }, {}])
  const lastServer = { server: a, queueLimit }
  expect(wait({ lastServer }).given).toBe(a)
  expect(a.counters.balancedSessions).toBe(0)
  for (let more = 1; more < busy; more++) wait({ preferredServer: a })
  const waiter = wait({ lastServer })
  expect(waiter.given ?? 'queued').toBe(expected === 'b' ? b : expected)
  expect(a.queue.length).toBe(busy - (expected === 'b' ? 1 : 0))
})

test('the last server yields to persistence, to a redispatch and to maintenance', () => {
  const { backend, a, b, wait } = start([{}, {}])
  const lastServer = { server: a, queueLimit: 0 }
  expect(wait({ lastServer, preferredServer: b }).given).toBe(b)
  expect(wait({ lastServer, excludedServer: a }).given).toBe(b)
  backend.setAdmin(a, adminFlags.forcedMaintenance, 0, null)
  expect(wait({ lastServer }).given).toBe(b)
})

test('a restored server is where another process left it, and nobody hears of it', () => {
  const { backend, clock, a, b, wait } = start([{}, {}])
  const changes: ServerChange[] = []
  backend.observers.push({ onServerChange: (change) => void changes.push(change) })
  const { forcedDrain, forcedMaintenance } = adminFlags
  backend.restore(a, { operational: stopped, adminFlags: 0, weight: null, sinceMs: 5000 })
  backend.restore(b, { operational: running, adminFlags: forcedDrain, weight: 7, sinceMs: 0 })
  expect([a.isUp, a.check.health, a.secondsSinceChange(clock.nowMs())]).toEqual([false, 0, 5])
  expect([b.isUp, b.userWeight, backend.isAvailable]).toEqual([true, 7, false])
  backend.restore(a, { operational: running, adminFlags: 0, weight: null, sinceMs: 0 })
  expect(wait().given).toBe(a)
  backend.restore(b, { operational: running, adminFlags: forcedMaintenance, weight: null, sinceMs: 0 })
  expect([b.isInMaintenance, b.operational, changes]).toEqual([true, stopped, []])
})
