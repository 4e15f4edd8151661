import { TimerQueue, VirtualClock } from '@weir/base'
import { bytesOfText } from '@weir/sample'
import { afterEach, describe, expect, it, test } from 'vitest'
import { StickTable } from '../stick-table.ts'
import type { TableDefinition } from '../table-definition.ts'
import { defineTable } from '../testing/language.ts'
import { Conversation } from './conversation.ts'
import { type PeerTable, SharedTable } from './shared-table.ts'

/** One process: its tables as the other one follows them. */
class Side {
  readonly timers: TimerQueue
  readonly tables: readonly PeerTable[]
  conversation!: Conversation
  other: Side | null = null
  isUpToDate = true
  readonly taught: boolean[] = []
  sent: Uint8Array[] = []
  isClosed = false
  isStuck = false

  constructor(clock: VirtualClock, definitions: readonly TableDefinition[]) {
    this.timers = new TimerQueue(clock)
    this.tables = definitions.map((definition, index) =>
      new SharedTable(new StickTable(definition, clock), index + 1).follow(),
    )
  }

  table(index = 0): StickTable {
    return this.tables[index]!.shared.table
  }

  begin(): void {
    this.isClosed = false
    this.conversation = new Conversation({
      timers: this.timers,
      tables: this.tables,
      send: (bytes) => {
        this.sent.push(bytes.slice())
        this.other?.conversation.receive(bytes.slice())
        return !this.isStuck
      },
      close: () => {
        this.isClosed = true
        this.conversation.end()
      },
      isUpToDate: () => this.isUpToDate,
      onTaught: (isComplete) => this.taught.push(isComplete),
      isFor: (_table, { key }) => !String(key).startsWith('elsewhere'),
      tableOf: (definition) =>
        this.tables.find(({ shared }) => shared.table.definition === definition)?.shared.table ?? null,
    })
  }

  keys(index = 0): unknown[] {
    return [...this.table(index).entries()].map(({ key }) => key).sort()
  }
}

const definition = defineTable('t', 'string', 'gpc0 http_req_cnt', { size: 1000 })
let clock: VirtualClock

function meet(left: readonly TableDefinition[] = [definition], right = left): [Side, Side] {
  clock = new VirtualClock()
  const sides: [Side, Side] = [new Side(clock, left), new Side(clock, right)]
  sides[0].other = sides[1]
  sides[1].other = sides[0]
  for (const side of sides) side.begin()
  return sides
}

function count(side: Side, key: string, amount = 1): void {
  const table = side.table()
  table.add(table.obtainKey(key)!, table.column('gpc0')!, amount)
}

let sides: [Side, Side] | null = null
afterEach(() => {
  for (const side of sides ?? []) side.conversation.end()
  sides = null
})

test('what changes here is known there, and acknowledged', () => {
  const [here, there] = (sides = meet())
  count(here, 'a')
  count(here, 'a')
  count(here, 'b', 5)
  clock.advance(10)
  const table = there.table()
  expect(there.keys()).toEqual(['a', 'b'])
  expect(table.read(table.lookupKey('a')!, table.column('gpc0')!)).toBe(2)
  expect(here.tables[0]).toMatchObject({ lastPushedId: 2, lastAcknowledgedId: 2 })
  expect(here.tables[0]!.pending.size).toBe(0)
  // What was learned is not told back.
  expect(there.tables[0]!.lastPushedId).toBe(0)
})

test('keys of other shards are not told', () => {
  const [here, there] = (sides = meet())
  count(here, 'elsewhere')
  count(here, 'a')
  clock.advance(10)
  expect(there.keys()).toEqual(['a'])
})

test('a table of another type, and one that there is not, are passed over', () => {
  const other = defineTable('u', 'string', 'gpc0')
  const [here, there] = (sides = meet([other, definition], [defineTable('u', 'ip', 'gpc0'), definition]))
  here.table(0).obtainKey('x')
  here.table(1).obtainKey('y')
  clock.advance(10)
  expect(there.keys(0)).toEqual([])
  expect(there.keys(1)).toEqual(['y'])
  expect(there.isClosed).toBe(false)
})

describe('everything', () => {
  it('is told to who asks, with how long it has left', () => {
    const timed = { ...definition, expireMs: 10_000 }
    const [here, there] = (sides = meet([timed]))
    for (const side of sides) side.conversation.end()
    for (let index = 0; index < 500; index++) count(here, `key ${index}`)
    clock.advance(4000)
    for (const side of sides) side.begin()
    here.tables[0]!.pending.clear()
    there.conversation.requestAll()
    clock.advance(50)
    expect(there.keys()).toHaveLength(500)
    expect(there.taught).toEqual([true])
    expect(here.conversation.isTeaching).toBe(false)
    const table = there.table()
    expect(table.expiresInMs(table.lookupKey('key 7')!)).toBeLessThanOrEqual(6000)
  })

  it('is not everything when the teller lacks some', () => {
    const [here, there] = (sides = meet())
    here.isUpToDate = false
    there.conversation.requestAll()
    clock.advance(10)
    expect(there.taught).toEqual([false])
  })
})

test('what the peer may not have got is told again in the next session', () => {
  const [here, there] = (sides = meet())
  here.other = null
  count(here, 'lost')
  clock.advance(10)
  for (const side of sides) side.conversation.end()
  expect([...here.tables[0]!.pending].map(({ key }) => key)).toEqual(['lost'])
  here.other = there
  for (const side of sides) side.begin()
  clock.advance(10)
  expect(there.keys()).toEqual(['lost'])
})

test('an entry that has gone is not told', () => {
  const [here, there] = (sides = meet())
  count(here, 'a')
  here.table().remove(here.table().lookupKey('a')!)
  clock.advance(10)
  expect(there.keys()).toEqual([])
})

test('a slow peer is waited for', () => {
  const [here, there] = (sides = meet())
  here.isStuck = true
  count(here, 'a')
  clock.advance(10)
  count(here, 'b')
  clock.advance(10)
  expect(there.keys()).toEqual(['a'])
  here.isStuck = false
  here.conversation.drained()
  clock.advance(10)
  expect(there.keys()).toEqual(['a', 'b'])
})

test('heartbeats keep an idle session, silence ends it', () => {
  const [here, there] = (sides = meet())
  clock.advance(20_000)
  expect([here.isClosed, there.isClosed]).toEqual([false, false])
  expect(there.conversation.heartbeatsReceived).toBeGreaterThan(4)
  here.other = null
  clock.advance(6000)
  expect(there.isClosed).toBe(true)
})

test('a table that only receives tells nothing', () => {
  const [here, there] = (sides = meet([{ ...definition, isReceiveOnly: true }], [definition]))
  count(here, 'a')
  there.conversation.requestAll()
  clock.advance(10)
  expect(there.keys()).toEqual([])
  expect(there.taught).toEqual([true])
})

test('what is received is copied to the table of write-to, as far as it is set and not counted', () => {
  const copy = defineTable('copy', 'string', 'gpt0 gpc0')
  const from = defineTable('t', 'string', 'gpt0 gpc0')
  const to = { ...from, writeTo: { kind: 'table', name: 'copy', span: null, target: copy } as never }
  const [here, there] = (sides = meet([from], [to, copy]))
  const table = here.table()
  const entry = table.obtainKey('a')!
  table.set(entry, table.column('gpt0')!, 7)
  table.set(entry, table.column('gpc0')!, 9)
  clock.advance(10)
  const copied = there.table(1)
  const values = copied.columns.map((column) => copied.read(copied.lookupKey('a')!, column))
  expect(values).toEqual([7, 0])
})

it.each([
  ['an update before any definition', '0a 80 05 00 00 00 01 00'],
  ['an update that ends early', '0a 82 09 01 01 74 06 20 04 00 00 00  0a 80 03 00 00 00'],
  ['a definition that ends early', '0a 82 02 01 01'],
])('%s ends the session with an error', (_what, hex) => {
  const [here] = (sides = meet())
  here.sent = []
  const bytes = hex.match(/[0-9a-f]{2}/g)!.map((pair) => String.fromCharCode(Number.parseInt(pair, 16)))
  here.conversation.receive(bytesOfText(bytes.join('')))
  expect(here.isClosed).toBe(true)
  expect(here.sent.map((each) => [...each])).toEqual([[1, 0]])
})
