import { type Bundle, createVocabulary, defineConverter, type SectionKind } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { standardBundles, standardVocabulary } from '../index.ts'
import { families } from './families.ts'
import { createRefusedBundle, undefinedHere } from './refused.ts'
import { removedKeywords } from './removed.ts'
import { rowGroups } from './rows.ts'

const bundle = standardBundles[0]!
const vocabulary = standardVocabulary
const refused = bundle.refused ?? []

test('every word has a reason of its family', () => {
  expect(refused.filter(({ reason }) => reason === undefinedHere)).toEqual([])
})

test.each(families.map((family) => [family.reason, family] as const))('somebody is refused because %s', (reason) => {
  expect(refused.some((keyword) => keyword.reason === reason)).toBe(true)
})

test.each([
  ['bind-option', 'alpn', undefined, null],
  ['bind-option', 'generate-certificates', undefined, 'certificates are not made while clients wait'],
  ['crt-list-option', 'ocsp-update', undefined, null],
  ['crt-list-option', 'alpn', undefined, null],
  ['fetch', 'ssl_fc_sni', undefined, null],
  ['fetch', 'ssl_fc_sni_end', undefined, null],
  ['fetch', 'fs.debug_str', undefined, 'it shows what HAProxy looks like inside'],
  ['fetch', 'field', undefined, null],
  ['filter', 'spoe', undefined, 'SPOE is not spoken'],
  ['directive', 'contact', 'acme', 'certificates are not requested by the process'],
  ['directive', 'contact', 'frontend', null],
  ['command', 'show ssl jwt', undefined, 'tokens are verified with the files that rules name'],
  ['command', 'show fd', undefined, "it shows or changes parts of HAProxy's own machinery"],
  ['nothing', 'alpn', undefined, null],
] as const)('%s %s in %s', (slot, name, section, reason) => {
  expect(vocabulary.refused(slot, name, section as SectionKind | undefined)?.reason ?? null).toBe(reason)
})

describe('what a bundle says itself', () => {
  const own: Bundle = {
    name: 'own',
    converters: [
      defineConverter({ name: 'wt6', summary: '', in: 'str', out: 'str', params: [], bind: () => (input) => input }),
    ],
    refused: [
      { kind: 'refused', slot: 'action', name: 'do-log', state: 'unsupported', reason: 'of my own' },
      { kind: 'refused', slot: 'fetch', name: 'ssl_fc', state: 'unsupported', reason: 'of my own' },
      {
        kind: 'refused',
        slot: 'directive',
        name: 'compression',
        state: 'unsupported',
        reason: 'of my own',
        sections: ['frontend'],
      },
    ],
  }
  const words = createRefusedBundle([own])
  const says = createVocabulary([words, own])

  test('is not refused when it is defined', () => {
    expect(says.refused('converter', 'wt6')).toBeNull()
    expect(says.refused('converter', 'field')?.reason).toBe(undefinedHere)
  })

  test('counts more than the family', () => {
    expect(says.refused('fetch', 'ssl_fc')?.reason).toBe('of my own')
    expect(says.refused('action', 'http-request do-log')).toBeNull()
    expect(says.refused('action', 'do-log')?.reason).toBe('of my own')
  })

  test('counts in its sections alone', () => {
    expect(says.refused('directive', 'compression', 'frontend')?.reason).toBe('of my own')
    expect(says.refused('directive', 'compression', 'backend')?.reason).toBe(undefinedHere)
  })
})

test.each([
  ['directive', 'reqadd', "use 'http-request add-header'"],
  ['directive', 'reqirep', "'http-request replace-header'"],
  ['directive', 'nbproc', 'use threads'],
  ['directive', 'dispatch', 'create a server'],
  ['directive', 'option transparent', '0.0.0.0'],
  ['directive', 'clitimeout', "use 'timeout client'"],
  ['section', 'program', 'external supervisor'],
  ['bind-option', 'process', "use 'thread'"],
])('%s %s is gone', (slot, name, hint) => {
  expect(vocabulary.refused(slot, name)).toMatchObject({ state: 'removed', reason: expect.stringContaining(hint) })
})

test('no word is both refused and removed, or listed twice', () => {
  const names = refused
    .filter(({ state }) => state === 'unsupported')
    .flatMap(({ slot, name, sections = ['anywhere'] }) => sections.map((section) => `${slot} ${name} ${section}`))
  expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([])
  for (const { slot, name } of removedKeywords)
    expect(refused.filter((keyword) => keyword.slot === slot && keyword.name === name)).toHaveLength(1)
})

test('no name has stray blanks, bars or stars', () => {
  for (const { names } of rowGroups) for (const name of names) expect(name).toMatch(/^[^\s|*]+( [^\s|*]+){0,3}$/)
})
