import { verdicts } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'

const table = defineTable('t', 'string', 'conn_cnt http_req_cnt', { size: 1, isNoPurge: true })

describe('track-sc', () => {
  test.each<[string, string | null]>([
    ['track-sc0 str(a)', 'sc0_conn_cnt'],
    ['track-sc str(a) table t', 'sc0_conn_cnt'],
    ['track-sc2 str(a) table t', 'sc2_conn_cnt'],
    ['track-sc7 str(a)', 'sc_conn_cnt(7)'],
  ])('%s is seen by %s', (rule, expression) => {
    const tables = new TableFixture([table])
    const context = tables.context()
    expect(tables.run(rule, context)).toBe(verdicts.proceed)
    expect(tables.text(expression!, context)).toBe('1')
  })

  test('the first rule of a number wins', () => {
    const tables = new TableFixture([defineTable('t', 'string', 'conn_cnt')])
    const context = tables.context()
    tables.run('track-sc0 str(a)', context)
    tables.run('track-sc0 str(b)', context)
    expect(tables.dump('t')).toEqual(['a conn_cnt=1'])
  })

  test('no sample and no room track nothing', () => {
    const tables = new TableFixture([table])
    const context = tables.context()
    tables.run('track-sc0 var(txn.none)', context)
    expect(context.trackers ?? null).toBe(null)
    tables.table('t').obtain('x')
    tables.run('track-sc0 str(a)', context)
    expect(tables.text('sc0_tracked', context)).toBe('0')
  })

  test.each([
    ['track-sc0', /expects <key>/],
    ['track-sc0 str(a) table', /missing table name/],
    ['track-scx str(a)', /Wrong track-sc number 'x'/],
    ['track-sc-1 str(a)', /Wrong track-sc number '-1'/],
  ])('%s is refused', (rule, message) => {
    const tables = new TableFixture([table])
    expect(() => tables.run(rule, tables.context())).toThrow(message)
  })
})
