import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test('an identifier is a positive number', () => {
  expect([readServer('').id, readServer('id 7').id]).toEqual([null, 7])
  expect(() => readServer('id 0')).toThrow('<id> expects an integer')
})

test('a guid is a printable word', () => {
  expect(readServer('guid my-server.1').guid).toBe('my-server.1')
  expect(() => readServer(`guid ${'x'.repeat(128)}`)).toThrow("'guid' expects up to 127 printable characters")
})
