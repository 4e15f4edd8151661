import { readLines } from '@weir/balance/testing'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { backendCheckOptions } from '../options.ts'
import { bundles } from '../testing/check-fixture.ts'
import { unusedCheckRules } from './unused-check-rules.ts'

function check(lines: string, rulesFrom?: 'defaults', refused?: string): string[] {
  const { options } = readLines(bundles, lines)
  if (rulesFrom !== undefined) options.get(backendCheckOptions).rulesOwner = { kind: rulesFrom }
  const span = { file: 'C', line: 1, column: 0, length: 1 }
  const lineOf = (name: string) => (name === refused ? span : null)
  const proxy = { kind: 'backend', name: 'b', mode: 'http', options, isBackend: true, isDisabled: false, span, lineOf }
  const messages: string[] = []
  unusedCheckRules.run({
    model: { proxies: [proxy as unknown as ProxyModel] } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  return messages
}

test('rules that an option runs are fine', () => {
  expect(check('option httpchk\nhttp-check expect status 200')).toEqual([])
  expect(check('option tcp-check\ntcp-check connect')).toEqual([])
})

test.each([
  ['http-check expect status 200', "uses http-check rules without 'option httpchk'"],
  ['option tcp-check\nhttp-check expect status 200', "uses http-check rules without 'option httpchk'"],
  ['tcp-check connect', "uses tcp-check rules without 'option tcp-check'"],
])('%s', (lines, message) => {
  expect(check(lines)).toEqual([expect.stringContaining(message)])
})

test("rules of 'defaults' are for those that use them", () => {
  expect(check('tcp-check connect', 'defaults')).toEqual([])
})

test('an option whose line was refused is not missed', () => {
  expect(check('http-check expect status 200', undefined, 'option httpchk')).toEqual([])
  expect(check('tcp-check connect', undefined, 'option httpchk')).toHaveLength(1)
})
