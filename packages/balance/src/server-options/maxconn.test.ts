import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('limits default to none', () => {
  const { maxconn, minconn, maxqueue } = readServer('')
  expect([maxconn, minconn, maxqueue]).toEqual([0, 0, 0])
})

test('limits are numbers', () => {
  const { maxconn, minconn, maxqueue } = readServer('maxconn 100 minconn 10 maxqueue 5')
  expect([maxconn, minconn, maxqueue]).toEqual([100, 10, 5])
  expect(() => readServer('maxconn many')).toThrow(/^<number> expects an integer.* but got 'many'/)
})
