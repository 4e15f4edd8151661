import { expect, test } from 'vitest'
import { Dictionary } from './dictionary.ts'

test('numbers are taken in turn and used again when all are', () => {
  const dictionary = new Dictionary()
  expect(dictionary.number('a')).toEqual({ id: 1, isKnown: false })
  expect(dictionary.number('a')).toEqual({ id: 1, isKnown: true })
  for (let index = 0; index < 128; index++) dictionary.number(`text ${index}`)
  expect(dictionary.number('a')).toEqual({ id: 2, isKnown: false })
  expect(dictionary.text(1)).toBe('text 127')
})

test('what a peer calls by a number outside is refused', () => {
  const dictionary = new Dictionary()
  expect(dictionary.learn(0, 'x')).toBe(false)
  expect(dictionary.learn(129, 'x')).toBe(false)
  expect(dictionary.learn(128, 'x')).toBe(true)
  expect(dictionary.text(128)).toBe('x')
})
