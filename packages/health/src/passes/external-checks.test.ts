import { readLines } from '@weir/balance/testing'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type CheckProcessOptions, checkProcessOptions } from '../options.ts'
import { bundles } from '../testing/check-fixture.ts'
import { externalChecks } from './external-checks.ts'

function check(lines: string, process: Partial<CheckProcessOptions>): string[] {
  const { options } = readLines(bundles, lines)
  const global = new OptionsStore()
  Object.assign(global.get(checkProcessOptions), process)
  const proxy = { name: 'x', options, isBackend: true, isDisabled: false, span: null }
  const messages: string[] = []
  externalChecks.run({
    model: { global: { options: global }, proxies: [proxy as unknown as ProxyModel] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity} ${message}`),
  })
  return messages
}

const all = { allowsPrograms: true, mayFork: true }

test('with everything there is nothing to say', () => {
  expect(check('option external-check\nexternal-check command /bin/true', all)).toEqual([])
  expect(check('option tcp-check', {})).toEqual([])
})

test.each([
  [{ mayFork: true }, "alert Proxy 'x' : 'option external-check' unable to find required 'global.external-check'."],
  [
    { allowsPrograms: true },
    "warning Proxy 'x' : 'insecure-fork-wanted' not enabled in the global section, 'option external-check' will likely fail.",
  ],
])('with %o alone something is missing', (process, message) => {
  expect(check('option external-check\nexternal-check command /bin/true', process)).toEqual([message])
})

test('a command is needed', () => {
  expect(check('option external-check', all)).toEqual([
    "alert Proxy 'x' : 'option external-check' unable to find required 'external-check command'.",
  ])
})

test('a command alone is not enough', () => {
  expect(check('external-check command /bin/true\nexternal-check path /bin', all)).toEqual([
    "warning 'external-check command' will be ignored for backend 'x' (requires 'option external-check').",
    "warning 'external-check path' will be ignored for backend 'x' (requires 'option external-check').",
  ])
})
