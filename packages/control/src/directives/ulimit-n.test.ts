import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { limitDirectives } from './ulimit-n.ts'

const apply = (line: string) => {
  const keyword = limitDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['ulimit-n 1000', { fileLimit: 1000 }],
  ['fd-hard-limit 5000', { hardFileLimit: 5000 }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([['ulimit-n', "'ulimit-n' expects <number>"]])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
