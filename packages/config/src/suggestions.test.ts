import { expect, test } from 'vitest'
import { Suggestions } from './suggestions.ts'

test('suggests a hundred times', () => {
  const suggestions = new Suggestions()
  for (let round = 0; round < 100; round++) expect(suggestions.nearest('weeb', () => ['web'])).toBe('web')
  expect(suggestions.nearest('weeb', () => ['web'])).toBeNull()
})
