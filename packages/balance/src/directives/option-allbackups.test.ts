import { expect, test } from 'vitest'
import { readBalance } from '../testing/index.ts'

test('option allbackups and its negation', () => {
  expect(readBalance('option allbackups').usesAllBackups).toBe(true)
  expect(readBalance('option allbackups\nno option allbackups').usesAllBackups).toBe(false)
  expect(readBalance('fullconn 1').usesAllBackups).toBe(false)
})
