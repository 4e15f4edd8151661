import type { DirectiveKeyword, Parameter } from '@weir/keyword'
import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import type { VariableOptions } from '../options.ts'
import { processVariableDirectives } from './set-var.ts'

const [, setVarFormat] = processVariableDirectives as unknown as DirectiveKeyword<
  readonly Parameter<unknown>[],
  VariableOptions
>[]

test('keeps assignments in order', () => {
  expect(applyLine(setVarFormat!, 'set-var-fmt proc.x %H').record.assignments).toMatchObject([
    { name: 'x', kind: 'format', value: { text: '%H' } },
  ])
})

test.each([
  ['set-var-fmt sess.x a', "'set-var-fmt': variable 'sess.x' must be in scope 'proc'"],
  ['set-var-fmt x a', expect.stringMatching(/^'set-var-fmt': invalid variable name 'x'/)],
])('%s is refused', (line, expected) => {
  expect(applyLine(setVarFormat!, line).errors).toEqual([expected])
})
