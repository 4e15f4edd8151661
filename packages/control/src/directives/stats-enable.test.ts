import { type DirectiveKeyword, OptionsStore, type Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { StatsPageOptions } from '../options.ts'
import { statsPageDirectives } from './stats-enable.ts'

const apply = (line: string) => {
  const keyword = statsPageDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], StatsPageOptions>, line, {
    section: { kind: 'frontend', name: 'f' },
  })
}

test.each([
  ['stats enable', { isEnabled: true, uri: '/haproxy?stats' }],
  ['stats uri /a', { isEnabled: true, uri: '/a' }],
  ['stats realm x', { realm: 'x' }],
  ['stats auth a:b:c', { users: [{ name: 'a', password: 'b:c' }] }],
  ['stats refresh 10', { refreshSeconds: 10 }],
  ['stats refresh 1m', { refreshSeconds: 60 }],
  ['stats scope .', { scopes: ['.'] }],
  ['stats show-version', { showsVersion: true }],
  ['stats hide-version', { isEnabled: true, showsVersion: false }],
  ['stats show-legends', { showsLegends: true }],
  ['stats show-modules', { showsModules: true }],
  ['stats show-node', { nodeName: '' }],
  ['stats show-node n', { nodeName: 'n' }],
  ['stats show-desc a b', { description: 'a b' }],
  ['stats http-request auth realm r', { rules: [{ action: 'auth', realm: 'r', condition: null }] }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['stats uri', "'uri' needs an URI prefix"],
  ['stats refresh', "'stats refresh' expects <delay>"],
  ['stats refresh 5x', '<delay> expects a time'],
  ['stats admin', "'stats admin' requires either 'if' or 'unless' followed by a condition"],
  ['stats http-request foo', "<action> expects one of 'allow', 'deny', 'auth', but got 'foo'"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expect.stringContaining(expected)])
})

test('the first password of a user counts', () => {
  const found = statsPageDirectives.find(({ name }) => name === 'stats auth')!
  const keyword = found as unknown as DirectiveKeyword<readonly Parameter<unknown>[], StatsPageOptions>
  const place = { section: { kind: 'frontend', name: 'f' }, store: new OptionsStore() } as const
  applyLine(keyword, 'stats auth a:b', place)
  expect(applyLine(keyword, 'stats auth a:c', place)).toMatchObject({
    record: { users: [{ name: 'a', password: 'b' }] },
    warnings: ["uri auth: ignoring duplicated user 'a'."],
  })
})
