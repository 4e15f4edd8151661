import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test.each([
  ['last,libc,none', ['last', 'libc', 'none']],
  [',none', ['none']],
  ['none,,libc', ['none', 'libc']],
  ['192.0.2.1', ['192.0.2.1']],
  ['libc,::1', ['libc', '::1']],
])('init-addr %s', (text, methods) => {
  expect(readServer(`init-addr ${text}`).initAddr).toEqual(methods)
})

test('an unknown method is refused', () => {
  expect(() => readServer('init-addr dns')).toThrow("'init-addr' : unknown init-addr method 'dns'")
})
