import { describe, expect, test } from 'vitest'
import { tablesView } from './tables-view.ts'
import { defineTable, TableFixture } from './testing/language.ts'

function create() {
  const tables = new TableFixture([
    defineTable('t', 'string', 'gpc0 gpc0_rate(10000) server_key', { expireMs: 60_000 }),
    defineTable('arrays', 'integer', 'gpt(2) gpc_rate(1,500)'),
    defineTable('bin', 'binary', 'gpc0'),
  ])
  return { tables, view: tablesView(tables.tables) }
}

describe('tables for the runtime socket', () => {
  test('tables are named, entries are listed as dumps show them', () => {
    const { tables, view } = create()
    expect(view.names()).toEqual(['t', 'arrays', 'bin'])
    expect(view.table('none')).toBe(null)
    tables.table('t').obtain('k')
    tables.clock.advance(20)
    const table = view.table('t')!
    expect([table.type, table.size, table.used]).toEqual(['string', 10, 1])
    expect([...table.entries()]).toEqual([
      {
        reference: '0x1',
        key: 'k',
        usage: 0,
        expiresInMs: 59_980,
        shard: 0,
        values: [
          { type: 'gpc0', periodMs: null, value: 0 },
          { type: 'gpc0_rate', periodMs: 10_000, value: 0 },
          { type: 'server_key', periodMs: null, value: '-' },
        ],
      },
    ])
  })

  test.each([
    ['ip', '10.0.0.2 9.1.1.1 200.1.1.1 10.0.0.10', '9.1.1.1 10.0.0.2 10.0.0.10 200.1.1.1'],
    ['ipv6', 'fe80::1 ::1 2001:db8::1', '::1 2001:db8::1 fe80::1'],
    ['integer', '5 300 65536 16777216 1', '16777216 65536 1 5 300'],
    ['string', 'b abc Z a aa', 'Z a aa abc b'],
  ] as const)('keys of type %s are listed by their bytes, as HAProxy does', (type, given, listed) => {
    const tables = new TableFixture([defineTable('t', type, 'gpc0')])
    const table = tablesView(tables.tables).table('t')!
    for (const key of given.split(' ')) table.set(key, [])
    expect(Array.from(table.entries(), ({ key }) => key)).toEqual(listed.split(' '))
  })

  test('values are set, elements of arrays by index', () => {
    const { view } = create()
    const table = view.table('arrays')!
    const values = [
      { type: 'gpt', value: 5 },
      { type: 'gpt[1]', value: 6 },
      { type: 'gpc_rate[0]', value: 7 },
    ]
    expect(table.set('77', values)).toBe(true)
    expect(table.find('77')!.values.map(({ type, value }) => `${type}=${value}`)).toEqual([
      'gpt0=5',
      'gpt1=6',
      'gpc0_rate=7',
    ])
    expect([table.set('abc', []), view.table('bin')!.set('6162', [])]).toEqual([false, false])
    expect([table.find('78'), table.find('abc')]).toEqual([null, undefined])
  })

  test.each([
    ['arrays', 'gpt', 'stored'],
    ['arrays', 'gpt[1]', 'stored'],
    ['arrays', 'gpt[2]', 'absent'],
    ['arrays', 'gpc0', 'absent'],
    ['t', 'gpc0', 'stored'],
    ['t', 'nonsense', 'unknown'],
  ])('%s: %s is %s', (name, type, expected) => {
    expect(create().view.table(name)!.dataType(type)).toBe(expected)
  })

  test('what is tracked stays', () => {
    const { tables, view } = create()
    const table = tables.table('t')
    const entry = table.obtain('k')!
    table.hold(entry)
    expect(view.table('t')!.remove('0x1')).toBe(false)
    table.release(entry)
    expect([view.table('t')!.remove('0x1'), table.used]).toEqual([true, 0])
  })
})
