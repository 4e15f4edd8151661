import { createRandom, VirtualClock } from '@weir/base'
import { OptionsStore, type SampleContext } from '@weir/keyword'
import { expect, test } from 'vitest'
import type { Algorithm, AlgorithmFactory } from '../algorithm.ts'
import { BackendState } from '../backend-state.ts'
import { defaultHashSettings, type HashSettings } from '../hash-settings.ts'
import type { ServerSettings, ServerState } from '../server-state.ts'
import { adminFlags, operationalStates } from '../server-states.ts'
import type { LastServer, QueueEntry, Waiter } from '../waiter.ts'

/** What a test may want to set of a server; the rest is as an empty `server` line leaves it. */
export type TestServer = Partial<ServerSettings>

/** Settings of a server of `127.0.0.1`, as a bare `server` line gives them. */
export function testServerSettings(index: number, given: TestServer = {}): ServerSettings {
  return {
    id: index + 1,
    hashKey: given.id ?? index + 1,
    name: 'abcdefghijklmnopqrstuvwxyz'[index] ?? `s${index}`,
    guid: null,
    address: null,
    addressText: '127.0.0.1',
    hostName: null,
    usesClientAddress: false,
    port: 80,
    portRule: 'fixed',
    isBackup: false,
    weight: 1,
    maxconn: 0,
    minconn: 0,
    maxqueue: 0,
    slowStartMs: 0,
    isDisabled: false,
    cookie: null,
    rise: 2,
    fall: 3,
    ...given,
  }
}

export interface TestBackendOptions {
  readonly hash?: Partial<HashSettings>
  readonly fullconn?: number
  readonly usesAllBackups?: boolean
  readonly persistsOnDown?: boolean
  readonly redispatches?: boolean
}

/** A backend with servers a, b, c … under a virtual clock and a repeatable random source. */
export function createTestBackend(
  servers: readonly TestServer[],
  create: AlgorithmFactory,
  options: TestBackendOptions = {},
): { readonly backend: BackendState; readonly clock: VirtualClock; readonly context: SampleContext } {
  const clock = new VirtualClock()
  const random = createRandom(1)
  const backend = new BackendState(
    {
      id: 2,
      name: 'be',
      guid: null,
      options: new OptionsStore(),
      usesAllBackups: options.usesAllBackups ?? false,
      persistsOnDown: options.persistsOnDown ?? false,
      redispatches: options.redispatches ?? false,
      fullconn: options.fullconn ?? 0,
    },
    { clock, random },
  )
  for (const [index, server] of servers.entries()) {
    backend.addServer(testServerSettings(index, server), new OptionsStore())
  }
  backend.setAlgorithm(create({ random, hash: { ...defaultHashSettings, ...options.hash } }))
  return { backend, clock, context: { clock, random } }
}

/** A waiter that remembers the server it was given. */
export class TestWaiter implements Waiter {
  readonly context: SampleContext
  preferredServer: ServerState | null = null
  lastServer: LastServer | null = null
  excludedServer: ServerState | null = null
  forcesPersistence = false
  priorityClass = 0
  priorityOffsetMs = 0
  queueEntry: QueueEntry | null = null
  given: ServerState | null = null

  constructor(context: SampleContext, set: Partial<TestWaiter> = {}) {
    this.context = context
    Object.assign(this, set)
  }

  onServer(server: ServerState): void {
    this.given = server
  }
}

/** The names of the servers that `count` requests get, each giving its slot back at once. */
export function sequence(backend: BackendState, context: SampleContext, count: number): string {
  let names = ''
  for (let index = 0; index < count; index++) {
    const server = backend.acquire(new TestWaiter(context))
    if (typeof server === 'string') names += server === 'queued' ? '?' : '!'
    else {
      names += server.name
      backend.release(server)
    }
  }
  return names
}

/** What every algorithm must do, whatever its choice. */
export function describeBalance(name: string, create: AlgorithmFactory, hash: Partial<HashSettings> = {}): void {
  const start = (servers: readonly TestServer[], options: TestBackendOptions = {}) =>
    createTestBackend(servers, create, { hash, ...options })
  const choose = (algorithm: Algorithm, context: SampleContext, avoid: ServerState | null = null) =>
    algorithm.choose(context, avoid)

  test(`${name}: a lone server receives everything`, () => {
    const { backend, context } = start([{}])
    expect(sequence(backend, context, 5)).toBe('aaaaa')
  })

  test(`${name}: without usable servers a request is refused at once`, () => {
    const { backend, context } = start([{ isDisabled: true }, { weight: 0 }])
    expect(backend.acquire(new TestWaiter(context))).toBe('unavailable')
  })

  test(`${name}: a server that is down, drained, in maintenance or without weight is not chosen`, () => {
    const { backend, context } = start([{}, {}, {}, {}, {}])
    const [a, b, c, d] = backend.servers
    backend.setOperational(a!, operationalStates.stopped, null)
    backend.setAdmin(b!, adminFlags.forcedDrain, 0, null)
    backend.setAdmin(c!, adminFlags.forcedMaintenance, 0, null)
    backend.setWeight(d!, 0)
    expect(sequence(backend, context, 6)).toBe('eeeeee')
  })

  test(`${name}: a server that comes back is chosen again`, () => {
    const { backend, context } = start([{}, {}])
    const [a, b] = backend.servers
    backend.setOperational(a!, operationalStates.stopped, null)
    expect(sequence(backend, context, 2)).toBe('bb')
    backend.setOperational(a!, operationalStates.running, null)
    backend.setOperational(b!, operationalStates.stopped, null)
    expect(sequence(backend, context, 2)).toBe('aa')
  })

  test(`${name}: the server to avoid is passed over, unless there is no other`, () => {
    const { backend, context } = start([{}, {}])
    const [a, b] = backend.servers
    const only = choose(backend.algorithm, context)
    const isMapped = backend.algorithm.isByRequest && !backend.algorithm.isDynamic
    if (isMapped && choose(backend.algorithm, context) === only) {
      // A map has one answer for a key, and no other.
      expect(choose(backend.algorithm, context, only)).toBe(only)
      return
    }
    for (let turn = 0; turn < 4; turn++) {
      expect(choose(backend.algorithm, context, a!)).toBe(b)
      expect(choose(backend.algorithm, context, b!)).toBe(a)
    }
    backend.setOperational(b!, operationalStates.stopped, null)
    expect(choose(backend.algorithm, context, a!)).toBe(a)
  })

  test(`${name}: backups serve when no active server is left: the first, or all with allbackups`, () => {
    const servers = [{}, { isBackup: true }, { isBackup: true }]
    const { backend, context } = start(servers)
    expect(sequence(backend, context, 3)).toBe('aaa')
    backend.setOperational(backend.servers[0]!, operationalStates.stopped, null)
    expect(sequence(backend, context, 3)).toBe('bbb')
    const all = start(servers, { usesAllBackups: true })
    all.backend.setOperational(all.backend.servers[0]!, operationalStates.stopped, null)
    const avoid = all.backend.servers[1]!
    expect(choose(all.backend.algorithm, all.context, avoid)).toBe(all.backend.servers[2])
  })

  test(`${name}: no slot is lost or given twice under a random load`, () => {
    const { backend, context } = start([{ maxconn: 2 }, { maxconn: 3, weight: 3 }, {}])
    const held: ServerState[] = []
    const waiters: TestWaiter[] = []
    for (let step = 0; step < 400; step++) {
      if (context.random.uint32() % 2 === 0 && held.length > 0) {
        const [server] = held.splice(context.random.uint32() % held.length, 1)
        backend.release(server!)
      } else {
        const waiter = new TestWaiter(context)
        const got = backend.acquire(waiter)
        if (got === 'queued') waiters.push(waiter)
        else if (got !== 'unavailable') held.push(got)
      }
      for (const waiter of waiters.splice(0)) {
        if (waiter.given === null) waiters.push(waiter)
        else held.push(waiter.given)
      }
      for (const server of backend.servers) {
        expect(server.currentSessions).toBe(held.filter((other) => other === server).length)
        expect(server.currentSessions).toBeLessThanOrEqual(server.sessionLimit)
      }
      expect(backend.queuedTotal).toBe(waiters.length)
    }
  })
}
