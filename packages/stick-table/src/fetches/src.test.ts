import { describe, expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'

describe("the client's entry", () => {
  test.each<[readonly string[], readonly (string | null)[]]>([
    [
      ['src_get_gpc0(t)', 'table_cnt(t)', 'table_avl(t)'],
      ['0', '0', '10'],
    ],
    [
      ['src_inc_gpc0(t)', 'src_get_gpc0(t)', 'src_clr_gpc0(t)', 'src_get_gpc0(t)'],
      ['1', '1', '1', '0'],
    ],
    [
      ['src_clr_gpc0(t)', 'table_cnt(t)', 'table_avl(t)'],
      ['0', '1', '9'],
    ],
    [
      ['src_updt_conn_cnt(t)', 'src_updt_conn_cnt(t)', 'src_conn_cnt(t)'],
      ['1', '2', '2'],
    ],
    [
      ['src_inc_gpc0', 'src_get_gpc0(t)'],
      ['1', '1'],
    ],
    [
      ['src_conn_rate(t)', 'src_inc_gpc0(t)', 'src_conn_rate(t)'],
      ['0', '1', null],
    ],
    [
      ['src_updt_conn_cnt(numbers)', 'table_cnt(numbers)'],
      [null, '0'],
    ],
    [
      ['src_inc_gpc(1,arrays)', 'src_get_gpc(1,arrays)', 'src_get_gpt(0,arrays)'],
      ['1', '1', '0'],
    ],
  ])('%j gives %j', (expressions, expected) => {
    const tables = new TableFixture([
      defineTable('t', 'ip', 'gpc0 conn_cnt'),
      defineTable('numbers', 'integer', 'gpc0'),
      defineTable('arrays', 'ip', 'gpc(2) gpt(1)'),
    ])
    const context = tables.context()
    expect(expressions.map((each) => tables.text(each, context))).toEqual(expected)
  })
})
