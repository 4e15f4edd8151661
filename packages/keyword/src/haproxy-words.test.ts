import { expect, test } from 'vitest'
import { haproxyWords } from './haproxy-words.ts'
import { createVocabulary } from './vocabulary.ts'

const vocabulary = createVocabulary([
  haproxyWords,
  {
    name: 'own',
    refused: [
      { kind: 'refused', slot: 'directive', name: 'grace', state: 'removed', reason: 'it went', sections: ['global'] },
    ],
  },
])

test.each([
  ['directive', 'stats', 'global'],
  ['directive', 'stick-table', 'backend'],
  ['directive', 'option httpchk', 'listen'],
  ['directive', 'nameserver', 'resolvers'],
  ['bind-option', 'alpn', undefined],
  ['server-option', 'agent-check', undefined],
  ['fetch', 'base32+src', undefined],
  ['converter', 'jwt_verify', undefined],
  ['action', 'http-request track-sc', undefined],
  ['action', 'tcp-response content close', undefined],
] as const)('%s %s is known', (slot, name, section) => {
  expect(vocabulary.refused(slot, name, section)?.state).toBe('unsupported')
})

test.each([
  ['directive', 'stick-table', 'global'],
  ['directive', 'nbthread', 'frontend'],
  ['directive', 'nonsense', undefined],
  ['action', 'http-response auth', undefined],
] as const)('%s %s is not', (slot, name, section) => {
  expect(vocabulary.refused(slot, name, section)).toBeNull()
})

test.each([
  ['directive', 'reqadd'],
  ['directive', 'dispatch'],
  ['section', 'program'],
  ['bind-option', 'process'],
])('%s %s is gone', (slot, name) => {
  expect(vocabulary.refused(slot, name)?.state).toBe('removed')
})

test('a later bundle has the last word', () => {
  expect(vocabulary.refused('directive', 'grace', 'global')?.reason).toBe('it went')
})

test('no word has a blank, bar or star in it', () => {
  for (const { slot, name } of haproxyWords.refused ?? [])
    expect(name).toMatch(slot === 'directive' || slot === 'action' ? /^\S+( \S+){0,3}$/ : /^[^\s|*]+$/)
})
