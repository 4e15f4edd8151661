import { expect, test } from 'vitest'
import { evaluateOnBytes } from '../testing/index.ts'

test('holds at the end alone', async () => {
  expect(await evaluateOnBytes('wait_end', '')).toBe('more')
  expect(await evaluateOnBytes('wait_end', '', true)).toBe('1')
})
