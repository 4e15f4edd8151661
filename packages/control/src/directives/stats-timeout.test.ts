import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { RuntimeSocketOptions } from '../options.ts'
import { runtimeLimitDirectives } from './stats-timeout.ts'

const apply = (line: string) => {
  const keyword = runtimeLimitDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], RuntimeSocketOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['stats timeout 10m', { timeoutMs: 600_000 }],
  ['stats maxconn 5', { maxConnections: 5 }],
  ['tune.cli.max-payload-size 1k', { maxPayloadBytes: 1024 }],
  ['stats calculate-max-counters off', { keepsMaximums: false }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['stats timeout 0', "'stats timeout' expects a positive value"],
  ['stats maxconn x', "'stats maxconn' expects a positive value"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
