import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('the weight is a number from 0 to 256', () => {
  expect([readServer('').weight, readServer('weight 0').weight, readServer('weight 256').weight]).toEqual([1, 0, 256])
  expect(() => readServer('weight')).toThrow('<weight> is missing, taken for 0')
  expect(() => readServer('weight 257')).toThrow("<weight> expects an integer between 0 and 256, but got '257'")
})
