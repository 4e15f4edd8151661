import { expect, test } from 'vitest'
import { readBalance } from '../testing/index.ts'

test('option persist and its negation', () => {
  expect(readBalance('option persist').persistsOnDown).toBe(true)
  expect(readBalance('option persist\nno option persist').persistsOnDown).toBe(false)
  expect(readBalance('fullconn 1').persistsOnDown).toBe(false)
})
