import { VirtualClock } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { StickTable } from './stick-table.ts'
import { defineTable } from './testing/language.ts'

function keysOf(table: StickTable): unknown[] {
  return [...table.entries()].map(({ key }) => key)
}

describe('a stick table', () => {
  test('purges the entry that was used longest ago when it is full', () => {
    const clock = new VirtualClock()
    const table = new StickTable(defineTable('t', 'string', 'gpc0', { size: 2 }), clock)
    table.obtain('a')
    clock.advance(1)
    table.obtain('b')
    clock.advance(1)
    table.obtain('a')
    clock.advance(1)
    table.obtain('c')
    expect(keysOf(table)).toEqual(['a', 'c'])
  })

  test('refuses new keys when it is full and may not purge', () => {
    const table = new StickTable(defineTable('t', 'string', 'gpc0', { size: 2, isNoPurge: true }), new VirtualClock())
    expect([table.obtain('a'), table.obtain('b'), table.obtain('c')].map((entry) => entry?.key)).toEqual([
      'a',
      'b',
      undefined,
    ])
    expect(table.obtain('a')?.key).toBe('a')
    expect([table.used, table.available]).toEqual([2, 0])
  })

  test('neither purges, expires nor removes what is tracked', () => {
    const clock = new VirtualClock()
    const table = new StickTable(defineTable('t', 'string', 'gpc0', { size: 1, expireMs: 1000 }), clock)
    const entry = table.obtain('a')!
    table.hold(entry)
    clock.advance(5000)
    expect(table.lookup('a')).toBe(entry)
    expect(table.obtain('b')).toBe(null)
    expect(table.remove(entry)).toBe(false)
    table.release(entry)
    clock.advance(999)
    expect(table.lookup('a')).toBe(entry)
    clock.advance(1)
    expect(table.lookup('a')).toBe(null)
  })

  test('drops what has expired by a timer, and leaves none behind', () => {
    const clock = new VirtualClock()
    const table = new StickTable(defineTable('t', 'string', 'gpc0', { expireMs: 1000 }), clock)
    table.obtain('a')
    clock.advance(600)
    table.obtain('b')
    clock.advance(400)
    expect(keysOf(table)).toEqual(['b'])
    clock.advance(599)
    expect(table.used).toBe(1)
    clock.advance(1)
    expect([table.used, clock.pending]).toEqual([0, 0])
  })

  test('a look does not use an entry', () => {
    const clock = new VirtualClock()
    const table = new StickTable(defineTable('t', 'string', 'gpc0', { expireMs: 1000 }), clock)
    table.obtain('a')
    clock.advance(700)
    const entry = table.lookup('a')!
    expect([table.idleMs(entry), table.expiresInMs(entry)]).toEqual([700, 300])
  })

  test('counters wrap at 2^32, bytes do not', () => {
    const table = new StickTable(defineTable('t', 'string', 'gpc0 bytes_in_cnt'), new VirtualClock())
    const entry = table.obtain('a')!
    const [gpc0, bytesIn] = [table.column('gpc0')!, table.column('bytes_in_cnt')!]
    table.set(entry, gpc0, 0xffffffff)
    expect(table.add(entry, gpc0, 2)).toBe(1)
    table.set(entry, bytesIn, 0xffffffff)
    expect(table.add(entry, bytesIn, 2)).toBe(0x100000001)
  })

  test('the old names lead into arrays', () => {
    const table = new StickTable(defineTable('t', 'string', 'gpc(2) gpt(1) gpc_rate(2,1000)'), new VirtualClock())
    const stem = (name: string): string | null => {
      const column = table.column(name)
      return column === null ? null : `${column.type.name}[${column.index}]`
    }
    expect(['gpc0', 'gpc1', 'gpt0', 'gpc0_rate', 'gpc1_rate', 'conn_cnt'].map(stem)).toEqual([
      'gpc[0]',
      'gpc[1]',
      'gpt[0]',
      'gpc_rate[0]',
      'gpc_rate[1]',
      null,
    ])
  })
})
