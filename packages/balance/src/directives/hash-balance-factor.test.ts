import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test.each([0, 101, 150])('hash-balance-factor %i', (factor) => {
  expect(readBalance(`hash-balance-factor ${factor}`).balanceFactor).toBe(factor)
})

test.each([1, 100])('hash-balance-factor %i is refused', (factor) => {
  expect(complaints(`hash-balance-factor ${factor}`)).toEqual(["'hash-balance-factor' must be 0 or greater than 100."])
})
