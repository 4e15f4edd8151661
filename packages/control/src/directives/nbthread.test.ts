import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { threadDirectives } from './nbthread.ts'

const apply = (line: string) => {
  const keyword = threadDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['nbthread 4', { threads: 4 }],
  ['thread-groups 2', { threadGroups: 2 }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['nbthread', "'nbthread' passed a missing or unparsable integer value in ''"],
  ['nbthread 0', "'nbthread' value must be between 1 and 64 (was 0)"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
