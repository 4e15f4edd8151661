import { serverLines } from '@weir/balance'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { transportOptions } from '@weir/l4'
import { expect, test } from 'vitest'
import { httpOptions } from '../options.ts'
import { fastOpenRetries } from './fast-open-retries.ts'

const all = ['conn-failure', 'empty-response', 'response-timeout', '503']

function check(facts: Partial<ProxyModel>, retryOn: readonly string[] | null, hasFastOpen: boolean): number {
  const options = new OptionsStore()
  const server = new OptionsStore()
  options.get(httpOptions).retryOn = retryOn
  server.get(transportOptions).hasFastOpen = hasFastOpen
  options.get(serverLines).serverLines.push({ name: 's', address: null!, options: server, span: null! })
  const proxy = { name: 'b', kind: 'backend', isBackend: true, isDisabled: false, options, ...facts }
  let count = 0
  fastOpenRetries.run({ model: { proxies: [proxy] } as unknown as Model, report: () => void count++ })
  return count
}

test.each([
  [null, true, 1],
  [all.slice(1), true, 1],
  [all, true, 0],
  [null, false, 0],
])('retry-on %j with tfo: %s', (retryOn, hasFastOpen, count) => expect(check({}, retryOn, hasFastOpen)).toBe(count))

test.each([[{ isDisabled: true }], [{ isBackend: false }]])('not about %j', (facts) => {
  expect(check(facts, null, true)).toBe(0)
})
