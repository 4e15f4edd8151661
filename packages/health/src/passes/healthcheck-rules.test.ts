import { readLines } from '@weir/balance/testing'
import type { Model, SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bundles } from '../testing/check-fixture.ts'
import { healthcheckRules } from './healthcheck-rules.ts'

const http = 'http-check expect status 200'
const tcp = 'tcp-check send x'
const mixed = 'alert health/rules-of-other-type'
const untyped = 'warning health/no-check-type'

test.each([
  ['', []],
  ['option httpchk', []],
  [`option httpchk\n${http}`, []],
  [`option tcp-check\n${tcp}`, []],
  [`option tcp-check\n${http}`, [mixed]],
  [`option httpchk\n${tcp}`, [mixed]],
  [`option redis-check\n${tcp}`, [mixed]],
  [http, [untyped]],
  [`${http}\n${tcp}`, [untyped, untyped]],
])('%j', (lines, expected) => {
  const section = { kind: 'healthcheck', name: 'h', options: readLines(bundles, lines).options }
  const found: string[] = []
  healthcheckRules.run({
    model: { sections: [section as unknown as SectionModel] } as unknown as Model,
    report: ({ code, severity }) => void found.push(`${severity} ${code}`),
  })
  expect(found).toEqual(expected)
})
