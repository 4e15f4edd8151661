import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test.each(['fully-up', 'up', 'down', 'fully-down', 'none'])('init-state %s', (state) => {
  expect(readCheckOptions(`init-state ${state}`).initialState).toBe(state)
})

test('other states are refused', () => {
  expect(readCheckOptions('').initialState).toBe('none')
  expect(() => readCheckOptions('init-state maybe')).toThrow("<state> expects one of 'fully-up'")
})
