import { type Binder, OptionsStore, type ProxyModel, type RuleNode, verdicts } from '@weir/keyword'
import { expect, test } from 'vitest'
import { buildHttpServerSettings, buildHttpSettings } from './build-http.ts'
import { defaultHttpServerSettings, defaultHttpSettings } from './http-proxy.ts'
import { readLines } from './testing/lines.ts'

const binder = {
  condition: () => null,
  logFormat: (node: { text: string }) => () => node.text,
} as unknown as Binder

function build(lines: readonly string[], globalLines: readonly string[] = [], rules: readonly RuleNode[] = []) {
  const { options, complaints } = readLines('listen', lines)
  const global = readLines('global', globalLines)
  expect([...complaints, ...global.complaints]).toEqual([])
  const proxy = { options, rules: new Map([['http-request', rules]]) } as unknown as ProxyModel
  return buildHttpSettings(proxy, binder, { global: global.options })
}

test('a section that says nothing gives the defaults', () => {
  expect(build([])).toEqual(defaultHttpSettings)
  expect(buildHttpServerSettings(new OptionsStore())).toEqual(defaultHttpServerSettings)
})

test('spellings of global only count where the section asks for them', () => {
  const spelling = 'h1-case-adjust x-a X-A'
  expect(build([], [spelling]).responseCase).toBeNull()
  const settings = build(['option h1-case-adjust-bogus-client'], [spelling])
  expect([...settings.responseCase!]).toEqual([['x-a', 'X-A']])
  expect(settings.requestCase).toBeNull()
})

test('rules are bound, and a capture that brings its length gets a slot behind the declared ones', () => {
  const slot = { index: -1, maxLength: 7 }
  const action = (name: string, values: readonly unknown[]) => ({
    ruleset: 'http-request',
    condition: null,
    span: { file: 'rules.cfg', line: 2, column: 1, length: 1 },
    action: { name, values, keyword: { name, bind: () => () => verdicts.proceed } },
  })
  const rules = [action('allow', []), action('capture', [null, slot])] as unknown as RuleNode[]
  const settings = build(['declare capture request len 3'], [], rules)
  expect(settings.requestRules).toHaveLength(2)
  expect(settings.requestCaptures).toEqual([
    { needle: null, maxLength: 3 },
    { needle: null, maxLength: 7 },
  ])
  expect(slot.index).toBe(1)
})

test('the policy for header names runs in front of redirections', () => {
  expect(build(['option http-restrict-req-hdr-names delete', 'redirect location /']).redirectRules).toHaveLength(2)
})
