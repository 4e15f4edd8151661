import { VirtualClock } from '@weir/base'
import { describe, expect, test } from 'vitest'
import { StickTable } from './stick-table.ts'
import { defineTable } from './testing/language.ts'
import { TrackedCounters } from './tracked-counters.ts'

const stored =
  'conn_cnt conn_cur conn_rate(10000) sess_cnt http_req_cnt http_err_cnt http_fail_cnt bytes_in_cnt bytes_out_cnt bytes_in_rate(10000)'

function create() {
  const table = new StickTable(defineTable('t', 'string', stored, { byteRateFactor: 10 }), new VirtualClock())
  const read = (key: string, name: string): number => {
    const entry = table.lookup(key)!
    return table.read(entry, table.column(name)!)
  }
  return { table, read }
}

describe('tracked counters', () => {
  test('a session counts its connection, itself, and gives its place back at the end', () => {
    const { table, read } = create()
    const session = new TrackedCounters()
    session.track(0, table, table.obtain('a')!)
    expect(['conn_cnt', 'conn_cur', 'conn_rate', 'sess_cnt'].map((name) => read('a', name))).toEqual([1, 1, 1, 0])
    session.establish()
    session.end()
    session.end()
    expect(['conn_cnt', 'conn_cur', 'sess_cnt'].map((name) => read('a', name))).toEqual([1, 0, 1])
    expect(table.lookup('a')!.trackers).toBe(0)
  })

  test("a stream sees its session's numbers, can't take them, and counts for both", () => {
    const { table, read } = create()
    const session = new TrackedCounters()
    session.track(0, table, table.obtain('client')!)
    const stream = session.forStream(true)
    stream.startRequest()
    stream.track(0, table, table.obtain('other')!)
    stream.track(1, table, table.obtain('path')!)
    expect([stream.find(0)!.entry.key, stream.find(1)!.entry.key, stream.find(2)]).toEqual(['client', 'path', null])
    stream.countError()
    stream.countFailure()
    stream.countBytes(25, 40)
    for (const key of ['client', 'path']) {
      expect(
        ['http_req_cnt', 'http_err_cnt', 'http_fail_cnt', 'bytes_in_cnt', 'bytes_out_cnt', 'bytes_in_rate'].map(
          (name) => read(key, name),
        ),
      ).toEqual([1, 1, 1, 25, 40, 3])
    }
    expect(read('other', 'conn_cnt')).toBe(0)
    stream.end()
    expect([read('client', 'conn_cur'), read('path', 'conn_cur')]).toEqual([1, 0])
    expect([session.find(1), stream.find(1)]).toEqual([null, null])
    session.end()
    expect(read('client', 'conn_cur')).toBe(0)
  })

  test('nothing is tracked after the end', () => {
    const { table, read } = create()
    const stream = new TrackedCounters()
    stream.end()
    stream.track(0, table, table.obtain('a')!)
    expect(read('a', 'conn_cur')).toBe(0)
  })
})
