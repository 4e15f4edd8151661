import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('an identifier is a positive number', () => {
  expect([readServer('').id, readServer('id 7').id]).toEqual([null, 7])
  expect(readServer('id 4294967295').id).toBe(4294967295)
  expect(() => readServer('id 0')).toThrow('<id> expects an integer')
})

test('a guid is made of letters, digits and four signs', () => {
  expect(readServer('guid my-server.1').guid).toBe('my-server.1')
  expect(() => readServer(`guid ${'x'.repeat(128)}`)).toThrow("'guid': invalid length")
  expect(() => readServer('guid a/b')).toThrow("'guid': invalid character '/'")
})
