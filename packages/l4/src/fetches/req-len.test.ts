import { expect, test } from 'vitest'
import { evaluateOnBytes } from '../testing/index.ts'

test.each([
  ['req.len', 'abc', '3'],
  ['req_len', '', '0'],
  ['res.len', 'abc', null],
])('%s on %j', async (expression, bytes, expected) => {
  expect(await evaluateOnBytes(expression, bytes)).toBe(expected)
})
