import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('disabled and enabled', () => {
  expect(readServer('disabled').isDisabled).toBe(true)
  expect(readServer('enabled', 'default-server disabled').isDisabled).toBe(false)
})
