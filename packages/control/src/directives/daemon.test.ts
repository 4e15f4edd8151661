import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { processFlagDirectives } from './daemon.ts'

const apply = (line: string) => {
  const keyword = processFlagDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['daemon', { isDaemon: true }],
  ['quiet', { isQuiet: true }],
  ['no strict-limits', { isStrictAboutLimits: false }],
  ['zero-warning', { zeroWarning: true }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['daemon x', "unexpected argument 'x'"]])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
