import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { priorityDirectives } from './tune-renice.ts'

const apply = (line: string) => {
  const keyword = priorityDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['tune.renice.startup 10', { niceAtStart: 10 }],
  ['tune.renice.runtime -5', { niceAtRun: -5 }],
  ['warn-blocked-traffic-after 50ms', { warnBlockedAfterMs: 50 }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['warn-blocked-traffic-after 2s', "'warn-blocked-traffic-after' expects a time between 1 and 1000 ms"]])(
  '%s is refused',
  (line, expected) => {
    expect(apply(line).errors).toEqual([expected])
  },
)
