import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('limits default to none', () => {
  const { maxconn, minconn, maxqueue, isStrict } = readServer('')
  expect([maxconn, minconn, maxqueue, isStrict]).toEqual([0, 0, 0, false])
})

test('limits are numbers', () => {
  const { maxconn, minconn, maxqueue, isStrict } = readServer('maxconn 100 minconn 10 maxqueue 5 strict-maxconn')
  expect([maxconn, minconn, maxqueue, isStrict]).toEqual([100, 10, 5, true])
  expect(() => readServer('maxconn many')).toThrow("<number> expects an integer, but got 'many'")
})
