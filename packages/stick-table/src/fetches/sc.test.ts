import { describe, expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'

const fixture = () =>
  new TableFixture([
    defineTable('t', 'ip', 'gpc0 gpt0 conn_cnt conn_cur http_req_cnt gpc0_rate(10000) bytes_in_cnt'),
    defineTable('other', 'ip', 'gpc0 conn_cnt'),
    defineTable('arrays', 'ip', 'gpc(2) gpt(2) gpc_rate(2,10000)'),
    defineTable('rate', 'string', 'gpc0_rate(10000)'),
  ])

describe('tracked counters read by rules, as HAProxy 2.6 shows them', () => {
  test('nothing tracked is no sample, but for sc_tracked', () => {
    const tables = fixture()
    const context = tables.context()
    expect(
      ['sc0_conn_cnt', 'sc_get_gpc0(1)', 'sc0_inc_gpc0', 'sc0_trackers', 'sc0_key', 'sc0_tracked'].map((each) =>
        tables.text(each, context),
      ),
    ).toEqual([null, null, null, null, null, '0'])
  })

  test.each<[string, string | null]>([
    ['sc0_tracked', '1'],
    ['sc1_tracked', '0'],
    ['sc_tracked(0)', '1'],
    ['sc0_trackers', '1'],
    ['sc0_key', '192.0.2.1'],
    ['sc_key(0)', '192.0.2.1'],
    ['sc0_conn_cnt', '1'],
    ['sc_conn_cur(0)', '1'],
    ['sc0_http_req_cnt', '1'],
    ['sc0_inc_gpc0', '1'],
    ['sc0_get_gpt0', '0'],
    ['sc0_kbytes_in', '0'],
    ['sc0_sess_cnt', null],
    ['sc_get_gpc(0,0)', null],
    ['sc0_conn_cnt(other)', '0'],
    ['sc0_inc_gpc0(other)', '0'],
    ['sc0_tracked(other)', '1'],
    ['sc0_trackers(other)', '0'],
  ])('%s gives %s of a tracked request', (expression, expected) => {
    const tables = fixture()
    const context = tables.context('192.0.2.1', true)
    tables.run('track-sc0 src table t', context)
    expect(tables.text(expression, context)).toBe(expected)
    expect(tables.table('other').used).toBe(0)
  })

  test('incrementing and clearing move counter and rate', () => {
    const tables = fixture()
    const context = tables.context()
    tables.run('track-sc2 src table arrays', context)
    const read = (...expressions: string[]) => expressions.map((each) => tables.text(each, context))
    expect(read('sc2_inc_gpc0', 'sc_inc_gpc(1,2)', 'sc_inc_gpc(1,2)', 'sc_get_gpc(1,2)', 'sc_gpc_rate(1,2)')).toEqual([
      '1',
      '1',
      '2',
      '2',
      '2',
    ])
    expect(read('sc_clr_gpc(1,2)', 'sc_get_gpc(1,2)', 'sc_gpc_rate(1,2)', 'sc2_clr_gpc0', 'sc2_gpc0_rate')).toEqual([
      '2',
      '0',
      '2',
      '1',
      '1',
    ])
    expect(read('sc_get_gpc(2,2)', 'sc_inc_gpc(5,2)')).toEqual([null, '0'])
  })

  test('where only the rate is stored, incrementing gives the rate', () => {
    const tables = fixture()
    const context = tables.context()
    tables.run('track-sc0 str(abcd) table rate', context)
    expect(
      ['sc0_inc_gpc0', 'sc0_inc_gpc0', 'sc0_get_gpc0', 'sc0_clr_gpc0'].map((each) => tables.text(each, context)),
    ).toEqual(['1', '2', null, null])
  })
})
