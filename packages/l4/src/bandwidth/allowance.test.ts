import { VirtualClock } from '@weir/base'
import { StickTable, type TableDefinition } from '@weir/stick-table'
import { expect, test } from 'vitest'
import { SharedAllowance, type Sharers, StreamAllowance } from './allowance.ts'

test('a stream gets its limit at once, then as much as comes free', () => {
  const allowance = new StreamAllowance(1000, 1000, 0, 0)
  expect(allowance.take(600, 0)).toBe(600)
  expect(allowance.take(600, 0)).toBe(400)
  expect(allowance.take(600, 500)).toBe(0)
  expect(allowance.waitMs(600)).toBe(10)
  // The period before still counts, less with every moment.
  expect(allowance.take(600, 1100)).toBe(100)
  expect(allowance.take(600, 1105)).toBe(0)
  expect(allowance.take(600, 3000)).toBe(600)
})

test('no less than the least size goes at a time, but for the last piece', () => {
  const allowance = new StreamAllowance(1000, 1000, 300, 0)
  expect(allowance.take(800, 0)).toBe(800)
  expect(allowance.take(1000, 0)).toBe(0)
  expect(allowance.waitMs(1000)).toBe(300)
  expect(allowance.take(150, 0)).toBe(150)
})

test('streams with one key share a limit, and one that goes leaves its part to the others', () => {
  const clock = new VirtualClock()
  const definition = { name: 't', type: 'integer', keyLength: 0, size: 10, expireMs: null, byteRateFactor: 1 }
  const stored = [{ type: { name: 'bytes_out_rate', kind: 'rate', isArray: false }, length: 1, periodMs: 1000 }]
  const table = new StickTable({ ...definition, stored } as unknown as TableDefinition, clock)
  const entry = table.obtain(7)!
  const column = table.column('bytes_out_rate')!
  const sharers: Sharers = new Map()
  const create = () => new SharedAllowance(1000, 0, table, entry, column, sharers)
  const [one, other] = [create(), create()]
  expect(one.take(5000)).toBe(500)
  expect(other.take(100)).toBe(100)
  expect(table.read(entry, column)).toBe(600)
  expect(one.take(5000)).toBe(200)
  other.end()
  expect(one.take(5000)).toBe(200)
  expect(one.take(5000)).toBe(0)
  expect(entry.trackers).toBe(1)
  one.end()
  expect([sharers.size, entry.trackers]).toEqual([0, 0])
})
