import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { masterDirectives } from './master-worker.ts'

const apply = (line: string) => {
  const keyword = masterDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['master-worker no-exit-on-failure', { leavesFailedWorkers: true }],
  ['mworker-max-reloads 3', { maxReloads: 3 }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  [
    'master-worker',
    "support for 'master-worker' was removed in version 3.5. Use -W or -Ws in the startup script instead",
  ],
  ['master-worker x', "'master-worker' only supports 'no-exit-on-failure' option"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})

test.each([
  ['mworker-max-reloads', "'mworker-max-reloads' expects an integer argument."],
  ['mworker-max-reloads -1', "'mworker-max-reloads' : invalid value -1, must be >= 0"],
  ['mworker-max-reloads 2147483648', "'mworker-max-reloads' : invalid value -2147483648, must be >= 0"],
])('%s is ignored', (line, expected) => {
  expect(apply(line)).toMatchObject({ warnings: [expected], errors: [], record: { maxReloads: null } })
})
