import { expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestContext, createTestLanguage } from '../testing/language.ts'
import { type StreamFacts, when } from './when.ts'

describeExpressions('when', [when])

const fresh: StreamFacts = { hasFailed: false, isForwarded: false, isProcessed: false, isToApplet: false }

test.each<[string, Partial<StreamFacts>, string | null]>([
  ['str(a),when(error)', {}, null],
  ['str(a),when(error)', { hasFailed: true }, 'a'],
  ['str(a),when(!error)', {}, 'a'],
  ['str(a),when(normal)', {}, 'a'],
  ['str(a),when(normal)', { hasFailed: true }, null],
  ['str(a),when(forwarded)', { isForwarded: true }, 'a'],
  ['str(a),when(processed)', { isProcessed: true }, 'a'],
  ['str(a),when(toapplet)', { isToApplet: true }, 'a'],
  ['str(a),when(toapplet)', {}, null],
  ['str(a),when(stopping)', {}, null],
  ['str(a),when(!stopping)', {}, 'a'],
])('%s of %o gives %o', (expression, facts, expected) => {
  const context = { ...createTestContext(), streamFacts: { ...fresh, ...facts } }
  expect(createTestLanguage().evaluateText(expression, context)).toBe(expected)
})

test('names the conditions when it does not know one', () => {
  expect(() => createTestLanguage().parseExpression('str(a),when(never)')).toThrow(/'error', 'normal'.*got 'never'/)
})
