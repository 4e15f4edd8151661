import { VirtualClock } from '@weir/base'
import { bytesOfText, hexOfBytes } from '@weir/sample'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { StickTable } from '../stick-table.ts'
import type { TableDefinition } from '../table-definition.ts'
import { defineTable } from '../testing/language.ts'
import { Dictionary } from './dictionary.ts'
import { applyValues, decodeDefinition, decodeEntry, encodeDefinition, encodeUpdate, localKey } from './table-codec.ts'
import { WireReader } from './wire.ts'

const hex = (bytes: Uint8Array): string => hexOfBytes(bytes).toLowerCase()
const bytes = (text: string): Uint8Array =>
  bytesOfText(text.replace(/../g, (pair) => String.fromCharCode(Number.parseInt(pair, 16))))

const counters = defineTable(
  't1',
  'ip',
  'gpt0 gpc0 gpc0_rate(10000) conn_cur http_req_cnt http_req_rate(5000) bytes_in_cnt server_key',
  { expireMs: 30_000 },
)
const arrays = defineTable('t2', 'string', 'http_req_cnt gpt(2) gpc(3) gpc_rate(2,3000)', { keyLength: 20 })
const shared = defineTable('mesh/t1', 'ip', 'gpc0', { wireName: '/t1' })

/** Recorded from HAProxy 2.6: the body of its definition, and of an update of the entry below. */
describe.each<[TableDefinition, number, string]>([
  [counters, 1, '010274310404fed58301f0c40d03f0e2030af8a901'],
  [arrays, 2, '020274320615f091ff6e001602170318 02f8ac00'.replace(' ', '')],
  [
    defineTable('sticky', 'string', 'server_id server_key', { keyLength: 32, expireMs: 600_000 }),
    3,
    '0306737469636b790621f1f1fe00f0eda301',
  ],
  [shared, 1, '01032f743104040400'],
])('the table %#', (definition, id, recorded) => {
  it('is defined as HAProxy defines it', () => {
    expect(hex(encodeDefinition(new StickTable(definition, new VirtualClock()), id))).toBe(recorded)
  })

  it('is understood', () => {
    const remote = decodeDefinition(new WireReader(bytes(recorded)))
    expect(remote).toMatchObject({ id, name: definition.wireName, type: definition.type })
    expect(remote!.columns.map(({ type }) => type.name).sort()).toEqual(
      definition.stored.map(({ type }) => type.name).sort(),
    )
  })
})

test('an entry is told as HAProxy tells it', () => {
  const clock = new VirtualClock()
  const table = new StickTable(counters, clock)
  const entry = table.obtainKey('127.0.0.1')!
  for (const [name, value] of Object.entries({
    gpt0: 99,
    gpc0: 1,
    gpc0_rate: 1,
    http_req_cnt: 1,
    http_req_rate: 1,
    bytes_in_cnt: 87,
  })) {
    table.set(entry, table.column(name)!, value)
  }
  clock.advance(28)
  expect(hex(encodeUpdate(table, entry, 6, table.expiresInMs(entry), new Dictionary()))).toBe(
    '00000006000075147f00000163011c010000011c01005700',
  )
  expect(hex(encodeUpdate(table, entry, 6, null, new Dictionary()))).toBe('000000067f00000163011c010000011c01005700')
})

test('a text of the dictionary is told once', () => {
  const table = new StickTable(defineTable('s', 'string', 'server_id server_key'), new VirtualClock())
  const sent = new Dictionary()
  const update = (key: string): string => {
    const entry = table.obtainKey(key)!
    entry.serverKey = 's1'
    table.set(entry, table.column('server_id')!, 1)
    return hex(encodeUpdate(table, entry, 1, null, sent))
  }
  expect(update('/hello')).toBe('00000001062f68656c6c6f010401027331')
  expect(update('/hello2')).toBe('00000001072f68656c6c6f32010101')
})

function transfer(from: TableDefinition, to: TableDefinition, fill: (table: StickTable) => void): StickTable {
  const clock = new VirtualClock()
  const source = new StickTable(from, clock)
  const target = new StickTable(to, clock)
  fill(source)
  const remote = decodeDefinition(new WireReader(encodeDefinition(source, 1).slice()))!
  const [sent, received] = [new Dictionary(), new Dictionary()]
  for (const entry of source.entries()) {
    const told = decodeEntry(new WireReader(encodeUpdate(source, entry, 1, null, sent).slice(4)), remote, received)!
    target.learn(localKey(told.key, to), null, (learned) => applyValues(target, learned, remote, told.values))
  }
  return target
}

test('what both tables store arrives, and what is of one process does not', () => {
  const to = defineTable('t1', 'ip', 'gpc0 conn_cur http_req_rate(5000) server_key conn_cnt')
  const target = transfer(counters, to, (table) => {
    const entry = table.obtainKey('10.0.0.1')!
    entry.serverKey = 'web'
    for (const name of ['gpc0', 'conn_cur', 'http_req_rate', 'http_req_cnt']) table.set(entry, table.column(name)!, 5)
  })
  const entry = target.lookupKey('10.0.0.1')!
  const values = Object.fromEntries(target.columns.map((column) => [column.type.name, target.read(entry, column)]))
  expect(values).toMatchObject({ gpc0: 5, conn_cur: 0, http_req_rate: 5, conn_cnt: 0 })
  expect(entry.serverKey).toBe('web')
})

test('a table that only receives learns current connections, too', () => {
  const to = defineTable('t1', 'ip', 'conn_cur', { isReceiveOnly: true })
  const target = transfer(counters, to, (table) => {
    table.set(table.obtainKey('10.0.0.1')!, table.column('conn_cur')!, 7)
  })
  expect(target.read(target.lookupKey('10.0.0.1')!, target.column('conn_cur')!)).toBe(7)
})

test.each<[TableDefinition['type'], string | number]>([
  ['integer', 0xfffffff0],
  ['ip', '192.0.2.1'],
  ['ipv6', '2001:db8::1'],
  ['string', 'caf\xe9'],
  ['binary', '\0\x01\xfe\xff'],
])('keys of type %s survive', (type, key) => {
  const target = transfer(
    defineTable('t', type, 'gpc0'),
    defineTable('t', type, 'gpc0'),
    (table) => void table.obtainKey(key),
  )
  expect([...target.entries()].map((entry) => entry.key)).toEqual([key])
})

test('longer keys of others are cut as samples are', () => {
  const target = transfer(
    defineTable('t', 'string', '', { keyLength: 10 }),
    defineTable('t', 'string', '', { keyLength: 3 }),
    (table) => void table.obtainKey('abcdef'),
  )
  expect([...target.entries()].map((entry) => entry.key)).toEqual(['abc'])
})

test('any bytes are read without a throw', () => {
  const remote = decodeDefinition(new WireReader(bytes('010274310404fed58301f0c40d03f0e2030af8a901')))!
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), (noise) => {
      decodeDefinition(new WireReader(noise))
      decodeEntry(new WireReader(noise), remote, new Dictionary())
    }),
  )
})
