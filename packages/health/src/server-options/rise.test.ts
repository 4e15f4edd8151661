import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test('counts', () => {
  expect(readCheckOptions('')).toMatchObject({ rise: 2, fall: 3, errorLimit: 10 })
  expect(readCheckOptions('rise 1 fall 5 error-limit 50')).toMatchObject({ rise: 1, fall: 5, errorLimit: 50 })
})

test.each(['rise 0', 'fall 0', 'error-limit 0', 'rise x', 'rise 4294967296'])('%s is refused', (option) => {
  expect(() => readCheckOptions(option)).toThrow('<count> expects an integer')
})
