import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('verify none changes nothing without ssl, verify required is refused', () => {
  expect(readServer('verify none')).toEqual(readServer(''))
  expect(() => readServer('verify required')).toThrow("'verify required' needs TLS to servers")
})
