import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('the cookie value is any text', () => {
  expect([readServer('').cookie, readServer('cookie s1').cookie]).toEqual([null, 's1'])
  expect(() => readServer('cookie')).toThrow("'server' expects <value>")
})
