import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test('fullconn is a number; without it the assembly decides', () => {
  expect(readBalance('fullconn 100').fullconn).toBe(100)
  expect(readBalance('option persist').fullconn).toBeNull()
  expect(complaints('fullconn x')[0]).toMatch(/^<conns> expects an integer.* but got 'x'/)
})
