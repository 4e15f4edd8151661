import { expect, test } from 'vitest'
import { readServer } from '../testing/index.ts'

test.each(['id', 'id32', 'guid', 'addr', 'addr-port'])('hash-key %s', (kind) => {
  expect(readServer(`hash-key ${kind}`).hashKey).toBe(kind)
})

test('other keys are refused', () => {
  expect(() => readServer('hash-key name')).toThrow(
    "'hash-key' has to be 'id', 'id32', 'guid', 'addr', or 'addr-port'.",
  )
})
