import { createVocabulary } from '@weir/keyword'
import { expect, test } from 'vitest'
import { controlBundle } from './bundle.ts'

test('the bundle makes a vocabulary, and each command stands once', () => {
  const vocabulary = createVocabulary([controlBundle])
  expect(vocabulary.directives('global').has('stats socket')).toBe(true)
  expect(vocabulary.directives('frontend').has('stats enable')).toBe(true)
  expect(vocabulary.refused('directive', 'nbproc')?.state).toBe('removed')
  const names = vocabulary.commands.map(({ name }) => name)
  expect(new Set(names).size).toBe(names.length)
})
