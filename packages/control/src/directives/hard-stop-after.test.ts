import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { stopDirectives } from './hard-stop-after.ts'

const apply = (line: string) => {
  const keyword = stopDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['hard-stop-after 30s', { hardStopAfterMs: 30_000 }],
  ['grace 500', { graceMs: 500 }],
  ['close-spread-time 1m', { closeSpreadTimeMs: 60_000 }],
  ['close-spread-time infinite', { closeSpreadTimeMs: null }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['close-spread-time', "'close-spread-time' expects <time> as argument"]])(
  '%s is refused',
  (line, expected) => {
    expect(apply(line).errors).toEqual([expected])
  },
)
