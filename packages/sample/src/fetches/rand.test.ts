import { expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestContext, createTestLanguage } from '../testing/language.ts'
import { rand } from './rand.ts'

describeExpressions('rand', [rand], [['rand(0)', '0']])

test('spreads over its range', () => {
  const language = createTestLanguage()
  const evaluate = language.binder.expression(language.parseExpression('rand(10)'), 'sint')
  const context = createTestContext()
  const seen = new Set(Array.from({ length: 500 }, () => evaluate(context)))
  expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
})
