import { expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestLanguage } from '../testing/language.ts'
import { uuid } from './uuid.ts'

describeExpressions('uuid', [uuid], [['uuid(5)', { refused: /unsupported UUID version '5'/ }]])

test.each([
  ['uuid', /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
  ['uuid(7)', /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/],
])('%s has the form of its version', (expression, form) => {
  expect(createTestLanguage().evaluate(expression)).toMatch(form)
})
