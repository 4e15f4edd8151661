import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { ProcessOptions } from '../options.ts'
import { nameDirectives } from './node.ts'

const apply = (line: string) => {
  const keyword = nameDirectives.find(
    ({ name }) => line.replace(/^no /, '') === name || line.replace(/^no /, '').startsWith(`${name} `),
  )!
  return applyLine(keyword as unknown as DirectiveKeyword<readonly Parameter<unknown>[], ProcessOptions>, line, {
    section: { kind: 'global', name: '' },
  })
}

test.each([
  ['node a-1.b_c', { node: 'a-1.b_c' }],
  ['description two words', { description: 'two words' }],
  ['localpeer me', { localPeer: 'me' }],
])('%s', (line, expected) => {
  const { record, errors } = apply(line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['node a$b', expect.stringMatching(/^'node' requires valid node name/)],
  ['description', "'description' expects a string argument"],
])('%s is refused', (line, expected) => {
  expect(apply(line).errors).toEqual([expected])
})
