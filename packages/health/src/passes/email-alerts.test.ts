import { readLines } from '@weir/balance/testing'
import type { Model, ProxyModel, SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bundles } from '../testing/check-fixture.ts'
import { emailAlerts } from './email-alerts.ts'

/** The findings about a backend `b` of these lines, beside a section `mailers m`. */
function check(lines: string, isDisabled = false): string[] {
  const { options } = readLines(bundles, lines)
  const proxy = { kind: 'backend', name: 'b', options, isBackend: true, isDisabled, span: null }
  const section = { kind: 'mailers', name: 'm', span: null }
  const found: string[] = []
  emailAlerts.run({
    model: {
      proxies: [proxy as unknown as ProxyModel],
      sections: [section as unknown as SectionModel],
    } as unknown as Model,
    report: ({ code, severity }) => void found.push(`${severity} ${code}`),
  })
  return found
}

const unused = 'warning health/unused-mailers'
const incomplete = 'warning health/incomplete-email-alert'
const complete = 'email-alert from a@b\nemail-alert to c@d\nemail-alert mailers m'

test.each([
  ['', [unused]],
  [complete, []],
  [`${complete}\nemail-alert level info`, []],
  ['email-alert level info', [incomplete, unused]],
  ['email-alert from a@b\nemail-alert mailers m', [incomplete, unused]],
  ['email-alert from a@b\nemail-alert to c@d', [incomplete, unused]],
  ['email-alert mailers nope', [incomplete, unused]],
  [`${complete}\nemail-alert mailers nope`, ['alert health/unknown-mailers', unused]],
])('%j', (lines, expected) => {
  expect(check(lines)).toEqual(expected)
})

test('a proxy that is disabled sends nothing', () => {
  expect(check(complete, true)).toEqual([unused])
  expect(check('email-alert mailers nope', true)).toEqual([unused])
})
