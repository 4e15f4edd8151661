import { describe, expect, test } from 'vitest'
import type { StickOptions, StickRuleNode } from './options.ts'
import { bindStickRules, type PendingStore, type StickTarget } from './stick-rules.ts'
import { defineTable, TableFixture } from './testing/language.ts'

const s1 = { id: 7, name: 's1', addressKey: '10.0.0.1:80' }

function create(lines: { match?: [string, string][]; request?: [string, string][]; response?: [string, string][] }) {
  const tables = new TableFixture([
    defineTable('a', 'string', ''),
    defineTable('b', 'string', '', { serverKey: 'addr' }),
  ])
  const node = ([expression, name]: [string, string]): StickRuleNode => ({
    expression: tables.language.parseExpression(expression),
    table: { kind: 'table', name, span: { file: '', line: 1, column: 0, length: 0 }, target: null },
    condition: null,
  })
  const options: StickOptions = {
    table: null,
    matches: (lines.match ?? []).map(node),
    storeRequests: (lines.request ?? []).map(node),
    storeResponses: (lines.response ?? []).map(node),
  }
  const rules = bindStickRules(options, tables.binder)!
  const match = (expectation: (target: StickTarget) => string | null = ({ serverId }) => String(serverId)) =>
    rules.match(tables.context(), expectation)
  return { tables, rules, match }
}

describe('stick rules', () => {
  test('no line, no rules', () => {
    const tables = new TableFixture([defineTable('a', 'string', '')])
    const none = { table: null, matches: [], storeRequests: [], storeResponses: [] }
    expect(bindStickRules(none, tables.binder)).toBe(null)
  })

  test('what was stored is found again, with the key of the server', () => {
    const { tables, rules, match } = create({ match: [['str(k)', 'b']], request: [['str(k)', 'b']] })
    expect(match()).toBe(null)
    const pending: PendingStore[] = []
    rules.collectRequest(tables.context(), pending)
    expect(tables.table('b').used).toBe(0)
    rules.store(pending, s1)
    expect(pending).toEqual([])
    expect(match(({ serverId, serverKey, keyKind }) => `${serverId} ${serverKey} ${keyKind}`)).toBe(
      '7 10.0.0.1:80 addr',
    )
  })

  test('the first rule whose server is still there decides', () => {
    const { tables, rules, match } = create({
      match: [
        ['str(x)', 'a'],
        ['str(y)', 'a'],
      ],
    })
    rules.store([{ table: tables.table('a'), key: 'x' }], { ...s1, id: 1 })
    rules.store([{ table: tables.table('a'), key: 'y' }], { ...s1, id: 2 })
    expect(match()).toBe('1')
    expect(match(({ serverId }) => (serverId === 1 ? null : 'second'))).toBe('second')
  })

  test('a table learns one key from the request and one from the response, and no empty one', () => {
    const { tables, rules } = create({
      request: [
        ['str()', 'a'],
        ['str(one)', 'a'],
        ['str(two)', 'a'],
      ],
      response: [
        ['str(three)', 'a'],
        ['str(four)', 'b'],
      ],
    })
    const pending: PendingStore[] = []
    rules.collectRequest(tables.context(), pending)
    rules.collectResponse(tables.context(), pending)
    expect(pending.map(({ table, key }) => `${table.name}/${key}`)).toEqual(['a/one', 'a/three', 'b/four'])
  })

  test('at most eight keys are stored', () => {
    const { tables, rules } = create({ request: [['str(k)', 'a']] })
    const pending: PendingStore[] = new Array(8).fill({ table: tables.table('b'), key: 'x' })
    rules.collectRequest(tables.context(), pending)
    expect(pending).toHaveLength(8)
  })
})
