import { expect, test } from 'vitest'
import { defineTable, TableFixture } from '../testing/language.ts'

test.each([
  ['table_cnt(t)', '2'],
  ['table_avl(t)', '98'],
])('%s', (expression, expected) => {
  const tables = new TableFixture([defineTable('t', 'string', 'gpc0', { size: 100 })])
  for (const key of ['a', 'b', 'a']) tables.table('t').obtain(key)
  expect(tables.text(expression, tables.context())).toBe(expected)
})
