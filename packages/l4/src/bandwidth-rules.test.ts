import { type Model, OptionsStore, type ProxyModel, type RuleNode } from '@weir/keyword'
import { expect, test } from 'vitest'
import type { BandwidthRule } from './actions/set-bandwidth-limit.ts'
import { bandwidthRules } from './bandwidth-rules.ts'
import { filterOptions } from './filter.ts'

const span = { file: 'test', line: 1, column: 0, length: 1 }
const table = (...names: string[]) => ({ name: 't', stored: names.map((name) => ({ type: { name } })) })

function check(name: string, limit: object, rule: Partial<BandwidthRule> | null): string[] {
  const options = new OptionsStore()
  const node = { id: 'a', span, call: { name, values: [{ id: 'a', minBytes: 0, limit }] } }
  options.get(filterOptions).filters.push(node as never)
  const values = [{ filter: { kind: 'filter', name: 'a', span, target: null }, limit: null, period: null, ...rule }]
  const rules = rule === null ? [] : [{ action: { keyword: { name: 'set-bandwidth-limit' }, values }, span }]
  const proxy = { kind: 'frontend', name: 'f', options, rules: new Map([['http-request', rules]]) }
  const messages: string[] = []
  bandwidthRules.run({
    model: { proxies: [proxy as unknown as ProxyModel], defaults: [] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  const found = rules as unknown as RuleNode[]
  if (messages.length === 0 && rule !== null)
    expect((found[0]!.action.values[0] as BandwidthRule).filter.target).toBe(node)
  return messages.map((message) => message.replace(/^error detected .* rule : /, 'rule: '))
}

const own = { kind: 'stream', bytes: 1, periodMs: 1 }
const shared = (target: object | null) => ({ kind: 'shared', bytes: 1, table: { target } })
const rates = table('bytes_in_rate', 'bytes_out_rate')
const incompatible = (type: string): string =>
  `stick-table 't' uses a data type incompatible with bwlim filter 'a'. It must be '${type}'`

test.each<[string, object, Partial<BandwidthRule> | null, string[]]>([
  ['bwlim-in', own, {}, []],
  ['bwlim-in', own, { limit: 5, period: 5 }, []],
  ['bwlim-out', shared(rates), {}, []],
  ['bwlim-out', shared(null), null, []],
  ['bwlim-in', shared(table('bytes_out_rate')), null, [incompatible('bytes_in_rate')]],
  ['bwlim-out', shared(table('bytes_in_rate')), null, [incompatible('bytes_out_rate')]],
  [
    'bwlim-out',
    shared(rates),
    { limit: 5 },
    ['rule: set-bandwidth-limit rule cannot define a limit for a shared bwlim filter.'],
  ],
  [
    'bwlim-out',
    shared(rates),
    { period: 5 },
    ['rule: set-bandwidth-limit rule cannot define a period for a shared bwlim filter.'],
  ],
  [
    'bwlim-out',
    own,
    { filter: { kind: 'filter', name: 'b', span, target: null } },
    ["rule: unable to find bwlim filter 'b' referenced by set-bandwidth-limit rule."],
  ],
  ['trace', own, {}, ["rule: unable to find bwlim filter 'a' referenced by set-bandwidth-limit rule."]],
])('%s %j with %j', (name, limit, rule, messages) => expect(check(name, limit, rule)).toEqual(messages))

test('a rule in defaults has no filter to switch on', () => {
  const rules = new Map([['http-request', [{ action: { keyword: { name: 'set-bandwidth-limit' } }, span }]]])
  const messages: string[] = []
  bandwidthRules.run({
    model: { proxies: [], defaults: [{ kind: 'defaults', name: 'd', rules }] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  expect(messages).toEqual([
    "error detected in defaults 'd' while parsing 'http-request set-bandwidth-limit' rule : it is not allowed in a 'defaults' section, which has no filters.",
  ])
})

test('names are shared by both ways', () => {
  const options = new OptionsStore()
  for (const name of ['bwlim-in', 'bwlim-out'])
    options
      .get(filterOptions)
      .filters.push({ id: 'a', span, call: { name, values: [{ id: 'a', limit: own }] } } as never)
  const messages: string[] = []
  bandwidthRules.run({
    model: { proxies: [{ kind: 'frontend', name: 'f', options, rules: new Map() }], defaults: [] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  expect(messages).toEqual(["'filter' : 'bwlim filter 'a' already declared for proxy 'f''"])
})
