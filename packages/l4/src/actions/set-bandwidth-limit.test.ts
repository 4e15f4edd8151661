import { type Binder, createParseHost, FAILED, WordReader } from '@weir/keyword'
import { expect, test } from 'vitest'
import { KeywordHarness, ProxyFixture, testVocabulary } from '../testing/index.ts'
import { type BandwidthRule, setBandwidthLimit } from './set-bandwidth-limit.ts'

function read(line: string): BandwidthRule | string {
  const errors: string[] = []
  const span = { file: 'test', line: 1, column: 0, length: 1 }
  const [head, ...words] = line.split(' ').map((text) => ({ text, span }))
  const reader = new WordReader({
    style: 'line',
    keyword: head!,
    words,
    host: createParseHost({ vocabulary: testVocabulary }),
    report: (finding) => errors.push(finding.message),
  })
  const value = setBandwidthLimit.params[0].parse(reader)
  return value === FAILED ? errors[0]! : value
}

test.each([
  ['set-bandwidth-limit a', [null, null]],
  ['set-bandwidth-limit a limit 10k', [10240, null]],
  ['set-bandwidth-limit a period 2s limit 5', [5, 2000]],
  ['set-bandwidth-limit a limit int(7) period int(100)', [7, 100]],
  // What is no limit leaves the filter's own.
  ['set-bandwidth-limit a limit int(0) period int(-1)', [null, null]],
])('%s', async (line, expected) => {
  const fixture = await new ProxyFixture().start()
  fixture.client()
  const harness = new KeywordHarness(fixture)
  const calls: unknown[][] = []
  const filter = { enable: (...call: unknown[]) => void calls.push(call) }
  const binder = Object.assign(Object.create(harness.language.binder) as Binder, { resolve: () => filter })
  const rule = read(line) as BandwidthRule
  expect(rule.filter.name).toBe('a')
  setBandwidthLimit.bind([rule], binder, 'http-request')(harness.context)
  expect(calls).toEqual([[harness.context.stream, ...expected]])
})

test.each([
  ['set-bandwidth-limit', 'missing bwlim filter name'],
  ['set-bandwidth-limit a limit', "'limit' expects a value or an expression"],
  ['set-bandwidth-limit a period', "'period' expects a value or an expression"],
])('refuses %s', (line, message) => expect(read(line)).toBe(message))
