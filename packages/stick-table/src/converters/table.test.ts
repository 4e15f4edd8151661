import { describe, expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'
import { inTable } from './table.ts'

describe('converters that look a key up', () => {
  test.each<[string, string | null]>([
    ...inTable.examples!.map(({ expression, gives }): [string, string | null] => [expression, gives]),
    ['str(a),in_table(t)', '1'],
    ['str(a),in_table', '1'],
    ['str(b),table_gpc0(t)', '0'],
    ['str(a),table_gpc0(t)', '3'],
    ['str(a),table_conn_cnt(t)', null],
    ['str(b),table_conn_cnt(t)', '0'],
    ['str(a),table_server_id(t)', '7'],
    ['str(a),table_trackers(t)', '0'],
    ['str(a),table_idle(t)', '250'],
    ['str(a),table_expire(t)', '59750'],
    ['str(b),table_idle(t)', null],
    ['str(b),table_idle(t,5)', '5'],
    ['str(b),table_expire(t,9)', '9'],
    ['str(a),table_inc_gpc0(t)', '4'],
    ['str(b),table_inc_gpc0(t)', '1'],
    ['str(a),table_clr_gpc0(t)', '3'],
    ['int(3),table_gpt(0,numbers)', '0'],
  ])('%s gives %s', (expression, expected) => {
    const tables = new TableFixture([
      defineTable('t', 'string', 'gpc0 server_id', { expireMs: 60_000 }),
      defineTable('numbers', 'integer', 'gpt(1)'),
    ])
    const table = tables.table('t')
    const entry = table.obtain('a')!
    table.set(entry, table.column('gpc0')!, 3)
    table.set(entry, table.column('server_id')!, 7)
    tables.clock.advance(250)
    expect(tables.text(expression, tables.context())).toBe(expected)
  })
})
