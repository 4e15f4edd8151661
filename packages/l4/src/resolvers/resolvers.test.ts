import type { ResolutionFailure } from '@weir/balance'
import { expect, test } from 'vitest'
import { ResolversFixture, testNameserver } from '../testing/resolvers-fixture.ts'
import { addresses, aliases, services, type ZoneEntry } from '../testing/zone.ts'
import type { ResolutionUser } from './resolution.ts'

/** A server that only writes down what it is told. */
class Recorder implements ResolutionUser {
  readonly told: string[] = []

  onRecords(...[resolution, by]: Parameters<ResolutionUser['onRecords']>): boolean {
    const { addresses: found, services: rows } = resolution
    this.told.push(`${[...found.values.map(String), ...rows.values.map(({ target }) => target)].join(' ')} by ${by}`)
    return true
  }

  onFailure(failure: ResolutionFailure): void {
    this.told.push(failure)
  }

  /** What came since the last call. */
  take(): string[] {
    return this.told.splice(0)
  }
}

function resolving(
  entries: Record<string, ZoneEntry>,
  options: ConstructorParameters<typeof ResolversFixture>[0] = {},
  { nameservers = 1, family = 4 as 4 | 6 } = {},
) {
  const fixture = new ResolversFixture(options, nameservers)
  for (const zone of fixture.zones) zone.entries = entries
  const user = new Recorder()
  const end = fixture.resolvers.use('a.example', 'host', family, user)
  fixture.resolvers.start()
  return { fixture, user, end, ...fixture, zone: fixture.zone, resolvers: fixture.resolvers }
}

const noHold = { nx: 0, refused: 0, timeout: 0, other: 0, valid: 10_000, obsolete: 0 }

test('a name is asked for at start, and again as long as it is used', () => {
  const { user, clock, zone, end } = resolving({ 'a.example/A': addresses('a.example', '10.0.0.1') })
  clock.advance(0)
  expect(user.take()).toEqual(['10.0.0.1 by d/ns1'])
  clock.advance(300)
  expect(zone.questions).toEqual(['a.example/A', 'a.example/A'])
  end()
  clock.advance(60_000)
  expect(zone.questions.length).toBe(2)
})

test('the other family is asked for when the preferred one has nothing', () => {
  const entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  const { user, clock, zone, resolvers } = resolving(entries, {}, { family: 6 })
  clock.advance(0)
  expect(zone.questions).toEqual(['a.example/AAAA', 'a.example/A'])
  expect(new Set(zone.ids).size).toBe(1)
  expect(user.take()).toEqual(['10.0.0.1 by d/ns1'])
  expect(resolvers.nameservers[0]!.counters).toMatchObject({ sent: 2, empty: 1, valid: 1, updates: 1 })
})

test('a family that is not accepted is neither preferred nor tried', () => {
  const { fixture, user, clock, zone } = resolving({ '*': 'nx' }, { holdMs: noHold, retries: 1 }, { family: 6 })
  fixture.families = { ipv4: true, ipv6: false }
  clock.advance(300)
  expect(new Set(zone.questions)).toEqual(new Set(['a.example/A', 'a.example/AAAA']))
  zone.questions.length = 0
  clock.advance(1000)
  expect(new Set(zone.questions)).toEqual(new Set(['a.example/A']))
  expect(user.take()).toContain('nx')
})

test.each([
  ['nx', 'nx', { nx: 4 }],
  ['refused', 'refused', { refused: 4 }],
  ['servfail', 'other', { other: 4 }],
  ['truncated', 'other', { truncated: 4 }],
  ['silent', 'timeout', { timeouts: 2, sent: 2 }],
] as const)('%s fails as %s, after every try with both families', (entry, failure, counters) => {
  const { user, clock, resolvers } = resolving({ '*': entry }, { holdMs: noHold })
  clock.advance(400)
  expect(user.take()).toEqual([failure])
  expect(resolvers.nameservers[0]!.counters).toMatchObject(counters)
})

test('an empty answer and an alias that leads nowhere fail as other', () => {
  for (const entry of [{ records: [] }, aliases('a.example', ['b.example'], null)]) {
    const { user, clock } = resolving({ '*': entry }, { holdMs: noHold })
    clock.advance(400)
    expect(user.take()).toEqual(['other'])
  }
})

test.each(['nx', 'refused', 'timeout', 'other'] as const)('hold %s keeps what was valid', (failure) => {
  const entry = ({ nx: 'nx', refused: 'refused', timeout: 'silent', other: 'servfail' } as const)[failure]
  const holdMs = { ...noHold, [failure]: 2000 }
  const { user, clock, zone } = resolving({ 'a.example/A': addresses('a.example', '10.0.0.1') }, { holdMs })
  clock.advance(0)
  zone.entries = { '*': entry }
  user.take()
  clock.advance(1999)
  expect(user.take()).toEqual([])
  clock.advance(1000)
  expect(user.take()).toContain(failure)
  zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.2') }
  clock.advance(1000)
  expect(user.take()[0]).toBe('10.0.0.2 by d/ns1')
})

test('the first valid answer counts; one name server that fails does no harm', () => {
  const { fixture, user, clock, resolvers } = resolving({ '*': 'nx' }, {}, { nameservers: 2 })
  fixture.zones[1]!.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  clock.advance(0)
  expect(user.take()).toEqual(['10.0.0.1 by d/ns2'])
  fixture.zones[0]!.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  clock.advance(300)
  expect(user.take()).toEqual(['10.0.0.1 by d/ns1'])
  expect(resolvers.nameservers.map(({ counters }) => [counters.valid, counters.outdated])).toEqual([
    [1, 0],
    [1, 1],
  ])
})

test('where one fails and the others are silent, the other family is tried after the time for an answer', () => {
  const { fixture, clock } = resolving({ '*': 'nx' }, { retries: 1 }, { nameservers: 2 })
  fixture.zones[1]!.entries = { '*': 'silent' }
  clock.advance(199)
  expect(fixture.zone.questions).toEqual(['a.example/A'])
  clock.advance(1)
  expect(fixture.zone.questions).toEqual(['a.example/A', 'a.example/AAAA'])
})

test('records that an answer lacks are kept for as long as hold obsolete says', () => {
  const holdMs = { ...noHold, obsolete: 1000 }
  const both = addresses('a.example', '10.0.0.1', '10.0.0.2')
  const { user, clock, zone } = resolving({ 'a.example/A': both }, { holdMs })
  clock.advance(0)
  zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.2') }
  user.take()
  clock.advance(900)
  expect(new Set(user.take())).toEqual(new Set(['10.0.0.1 10.0.0.2 by d/ns1']))
  clock.advance(300)
  expect(user.take()).toEqual(['10.0.0.2 by d/ns1'])
})

test('users of one name share its questions; all but the first are told of the cache', () => {
  const { user, clock, zone, resolvers } = resolving({ 'a.example/A': addresses('a.example', '10.0.0.1') })
  const second = new Recorder()
  resolvers.use('A.EXAMPLE.', 'host', 4, second)
  clock.advance(0)
  expect([user.take(), second.take()]).toEqual([['10.0.0.1 by d/ns1'], ['10.0.0.1 by DNS cache']])
  expect(zone.questions.length).toBe(1)
  const third = new Recorder()
  resolvers.use('a.example', 'host', 4, third)
  clock.advance(0)
  expect(third.take()).toEqual(['10.0.0.1 by DNS cache'])
})

test('services are asked for as such, and have no other family', () => {
  const fixture = new ResolversFixture({ holdMs: noHold })
  fixture.zone.entries = { '_s.example/SRV': services('_s.example', [['n1.example', 80]]) }
  const user = new Recorder()
  fixture.resolvers.use('_s.example', 'service', 6, user)
  fixture.resolvers.start()
  fixture.clock.advance(0)
  expect(user.take()).toEqual(['n1.example by d/ns1'])
  fixture.zone.entries = { '*': 'nx' }
  fixture.clock.advance(1000)
  expect(user.take()[0]).toBe('nx')
  expect(new Set(fixture.zone.questions)).toEqual(new Set(['_s.example/SRV']))
})

test('an answer over the size that was announced is a failure', () => {
  const many = addresses('a.example', ...Array.from({ length: 60 }, (_, index) => `10.0.0.${index}`))
  const { user, clock, zone, resolvers } = resolving({ 'a.example/A': many }, { holdMs: noHold })
  clock.advance(400)
  expect(user.take()).toEqual(['other'])
  expect(zone.payloadSizeBytes).toBe(512)
  expect(resolvers.nameservers[0]!.counters.tooBig).toBe(2)
  const larger = resolving({ 'a.example/A': many }, { payloadSizeBytes: 8192 })
  larger.clock.advance(0)
  expect(larger.user.take().length).toBe(1)
  expect(larger.zone.payloadSizeBytes).toBe(8192)
})

test('answers with another id, name or type, and bytes that are none, change nothing', () => {
  const forgeries: ((answer: Uint8Array) => Uint8Array)[] = [
    (answer) => Uint8Array.from(answer, (byte, index) => (index === 1 ? byte ^ 1 : byte)),
    // The name is at byte 13, the type of the question behind it.
    (answer) => Uint8Array.from(answer, (byte, index) => (index === 13 ? 98 : byte)),
    (answer) => Uint8Array.from(answer, (byte, index) => (index === 24 ? 28 : byte)),
    (answer) => answer.slice(0, 20),
    () => new Uint8Array(0),
    () => Uint8Array.of(1),
    () => new Uint8Array(600).fill(255),
  ]
  for (const forge of forgeries) {
    const fixture = new ResolversFixture({ holdMs: noHold })
    fixture.zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
    const line = testNameserver(1)
    fixture.datagrams.serve(line.address, (message, reply) => reply(forge(fixture.zone.answer(message)!)))
    const user = new Recorder()
    fixture.resolvers.use('a.example', 'host', 4, user)
    fixture.resolvers.start()
    fixture.clock.advance(400)
    expect(user.take()).toEqual(['timeout'])
    const { counters } = fixture.resolvers.nameservers[0]!
    expect([counters.valid, counters.outdated + counters.invalid]).toEqual([0, 2])
  }
})

test('a forged answer does not keep the true one from counting', () => {
  const fixture = new ResolversFixture()
  fixture.zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  fixture.datagrams.serve(testNameserver(1).address, (message, reply) => {
    const answer = fixture.zone.answer(message)!
    for (let id = 0; id < 100; id++) reply(Uint8Array.from(answer, (byte, index) => (index === 0 ? byte ^ 0x80 : byte)))
    reply(answer)
  })
  const user = new Recorder()
  fixture.resolvers.use('a.example', 'host', 4, user)
  fixture.resolvers.start()
  fixture.clock.advance(0)
  expect(user.take()).toEqual(['10.0.0.1 by d/ns1'])
})

test('ids differ from question to question', () => {
  const { clock, zone } = resolving({ 'a.example/A': addresses('a.example', '10.0.0.1') })
  clock.advance(300 * 50)
  expect(new Set(zone.ids).size).toBeGreaterThan(45)
})

test('a lookup asks once, then takes from the cache in turn for as long as hold valid says', () => {
  const fixture = new ResolversFixture({ holdMs: { ...noHold, valid: 1000 } })
  fixture.zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.1', '10.0.0.2') }
  const { resolvers, clock, zone } = fixture
  resolvers.start()
  const found: string[] = []
  const lookUp = () => resolvers.lookUp('a.example', 4, (address) => found.push(String(address)))
  lookUp()
  lookUp()
  expect(found).toEqual([])
  clock.advance(0)
  lookUp()
  expect(found).toEqual(['10.0.0.1', '10.0.0.2', '10.0.0.1'])
  expect([zone.questions.length, resolvers.nameCount]).toEqual([1, 1])
  clock.advance(1000)
  expect(resolvers.nameCount).toBe(0)
  lookUp()
  clock.advance(0)
  expect(zone.questions.length).toBe(2)
})

test('a lookup that fails gives null, and leaves nothing behind', () => {
  const fixture = new ResolversFixture()
  fixture.zone.entries = { '*': 'nx' }
  const { resolvers, clock } = fixture
  resolvers.start()
  const found: unknown[] = []
  for (const name of ['nope.example', 'no name', '', 'a:80'])
    resolvers.lookUp(name, 4, (address) => found.push(address))
  clock.advance(400)
  expect(found).toEqual([null, null, null, null])
  clock.advance(1)
  expect([resolvers.nameCount, clock.pending]).toEqual([0, 0])
})

test('a lookup that is given up is not called back', () => {
  const fixture = new ResolversFixture()
  fixture.zone.entries = { 'a.example/A': addresses('a.example', '10.0.0.1') }
  fixture.resolvers.start()
  fixture.resolvers.lookUp('a.example', 4, () => expect.fail('was called'))()
  fixture.clock.advance(1000)
})

test('without name servers nothing is asked, and lookups give null', () => {
  const fixture = new ResolversFixture({}, 0)
  const user = new Recorder()
  fixture.resolvers.use('a.example', 'host', 4, user)
  fixture.resolvers.start()
  let found: unknown
  fixture.resolvers.lookUp('a.example', 4, (address) => {
    found = address
  })
  fixture.clock.advance(60_000)
  expect([user.take(), found]).toEqual([[], null])
})

test('closing frees sockets and timers', () => {
  const { fixture, clock, resolvers, user } = resolving({ 'a.example/A': addresses('a.example', '10.0.0.1') })
  expect(fixture.datagrams.openCount).toBe(1)
  resolvers.close()
  clock.advance(60_000)
  expect([fixture.datagrams.openCount, user.take()]).toEqual([0, []])
})

test('answers that go wrong in any way never throw', () => {
  const fixture = new ResolversFixture({ holdMs: noHold })
  fixture.zone.entries = { '*': addresses('a.example', '10.0.0.1') }
  let round = 0
  fixture.datagrams.serve(testNameserver(1).address, (message, reply) => {
    const answer = fixture.zone.answer(message)!
    round++
    reply(
      Uint8Array.from(answer, (byte, index) => (index > 1 && (index * round) % 11 === 0 ? (byte * round) & 255 : byte)),
    )
  })
  fixture.resolvers.use('a.example', 'host', 4, new Recorder())
  fixture.resolvers.start()
  fixture.clock.advance(200_000)
  expect(round).toBeGreaterThan(300)
})

test('a name server behind a connection gets length-prefixed messages, and is connected to again', async () => {
  const stream = testNameserver(1, true)
  const fixture = new ResolversFixture({ nameservers: [stream] })
  const many = addresses('a.example', ...Array.from({ length: 60 }, (_, index) => `10.0.0.${index}`))
  fixture.zone.entries = { 'a.example/A': many }
  let connections = 0
  await fixture.network.listen({ address: stream.address, backlog: 5 }, (connection) => {
    connections++
    let answered = 0
    connection.sink = {
      onData(chunk) {
        const answer = fixture.zone.answer(chunk.slice(2, 2 + ((chunk[0]! << 8) | chunk[1]!)))!
        connection.write(Uint8Array.of(answer.length >> 8, answer.length & 255))
        connection.write(answer)
        if (++answered === 2) connection.close()
      },
      onDrain() {},
      onEnd() {},
      onClose() {},
    }
  })
  const user = new Recorder()
  fixture.resolvers.use('a.example', 'host', 4, user)
  fixture.resolvers.start()
  fixture.clock.advance(1000)
  expect(user.take().length).toBe(4)
  expect(connections).toBe(2)
  fixture.resolvers.close()
  fixture.clock.advance(0)
  expect(fixture.network.open.size).toBe(0)
})

test('a name server behind a connection that nobody accepts is silent', () => {
  const fixture = new ResolversFixture({ nameservers: [testNameserver(1, true)], holdMs: noHold })
  const user = new Recorder()
  fixture.resolvers.use('a.example', 'host', 4, user)
  fixture.resolvers.start()
  fixture.clock.advance(400)
  expect(user.take()).toEqual(['timeout'])
})
