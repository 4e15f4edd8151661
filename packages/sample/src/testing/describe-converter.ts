import type { ConverterKeyword, ExpressionExample, FetchKeyword } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { SampleSyntaxError } from '../evaluate.ts'
import { createTestContext, createTestLanguage, type TestLanguageOptions } from './language.ts'

/** An expression and its result as text, null for no sample, or what the refusal has to say. */
export type ExpressionRow = readonly [expression: string, gives: string | null | { readonly refused: RegExp }]

/** Runs the examples of keywords and more rows, each in a fresh context. */
export function describeExpressions(
  name: string,
  keywords: readonly (ConverterKeyword | FetchKeyword)[],
  rows: readonly ExpressionRow[] = [],
  options: TestLanguageOptions = {},
): void {
  describe(name, () => {
    const examples: ExpressionExample[] = keywords.flatMap((keyword) => [...(keyword.examples ?? [])])
    test.each(examples)('example: $expression gives $gives', ({ expression, gives }) => {
      expect(createTestLanguage(options).evaluateText(expression, createTestContext())).toBe(gives)
    })
    test.each(rows)('%s gives %o', (expression, expected) => {
      const language = createTestLanguage(options)
      if (typeof expected === 'object' && expected !== null) {
        expect(() => language.parseExpression(expression)).toThrow(SampleSyntaxError)
        expect(() => language.parseExpression(expression)).toThrow(expected.refused)
      } else expect(language.evaluateText(expression, createTestContext())).toBe(expected)
    })
  })
}
