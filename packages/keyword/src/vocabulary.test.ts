import { describe, expect, test } from 'vitest'
import { defineAction, defineConverter, defineDirective, defineFetch } from './define.ts'
import { verdicts } from './kinds.ts'
import { definePass } from './model.ts'
import { defineOptions } from './options.ts'
import { type Bundle, createVocabulary } from './vocabulary.ts'

const options = defineOptions('test', () => ({}))
const never = (): never => {
  throw new Error('not run here')
}
const fetch = (name: string, aliases: string[] = []) =>
  defineFetch({ name, aliases, summary: 'Tests.', source: 'constant', out: 'str', params: [], bind: never })
const action = (name: string, isPrefix = false, aliases: string[] = []) =>
  defineAction({
    name,
    aliases,
    isPrefix,
    summary: 'Tests.',
    rulesets: ['rules', 'others'],
    params: [],
    bind: () => () => verdicts.proceed,
  })
const directive = (name: string, sections: ('global' | 'frontend')[], aliases: string[] = []) =>
  defineDirective({ name, aliases, summary: 'Tests.', sections, options, params: [], apply() {} })
const bundle = (parts: Omit<Bundle, 'name'>): Bundle => ({ name: 'test', ...parts })

describe('joins bundles', () => {
  test('keywords are found by name and alias', () => {
    const vocabulary = createVocabulary([bundle({ fetches: [fetch('a', ['b'])] }), bundle({ fetches: [fetch('c')] })])
    expect([...vocabulary.fetches.keys()]).toEqual(['a', 'b', 'c'])
    expect(vocabulary.fetches.get('b')?.name).toBe('a')
  })

  test.each<[string, Omit<Bundle, 'name'>]>([
    ["two bundles define the fetch 'a'", { fetches: [fetch('a'), fetch('b', ['a'])] }],
    ["two bundles define the action 'a' of 'rules'", { actions: [action('a'), action('a')] }],
    [
      "two bundles define the directive 'a' of section 'global'",
      { directives: [directive('a', ['frontend', 'global']), directive('a', ['global'])] },
    ],
  ])('%s', (message, parts) => expect(() => createVocabulary([bundle(parts)])).toThrow(message))

  test('one name may stand in two slots and in two sections', () => {
    const vocabulary = createVocabulary([
      bundle({
        fetches: [fetch('a')],
        converters: [defineConverter({ name: 'a', summary: 'Tests.', in: 'str', out: 'str', params: [], bind: never })],
        directives: [directive('d', ['global']), directive('d', ['frontend'])],
      }),
    ])
    expect(vocabulary.converters.has('a')).toBe(true)
    expect(vocabulary.directives('global').get('d')).not.toBe(vocabulary.directives('frontend').get('d'))
    expect(vocabulary.directives('cache').size).toBe(0)
  })
})

describe('actions', () => {
  const vocabulary = createVocabulary([
    bundle({ actions: [action('set'), action('set-var', true), action('set-var-fmt', true, ['sf'])] }),
  ])
  test.each<[string, string | undefined, string | undefined]>([
    ['set', 'set', ''],
    ['set-var(txn.x)', 'set-var', '(txn.x)'],
    ['set-var-fmt(txn.x)', 'set-var-fmt', '(txn.x)'],
    ['sf(txn.x)', 'set-var-fmt', '(txn.x)'],
    ['set-var', 'set-var', ''],
    ['set(x)', undefined, undefined],
    ['nothing', undefined, undefined],
  ])('%s', (word, name, suffix) => {
    const found = vocabulary.action('rules', word)
    expect(found?.keyword.name).toBe(name)
    expect(found?.suffix).toBe(suffix)
  })

  test('are listed by ruleset', () => {
    expect(vocabulary.actions('others').map(({ name }) => name)).toEqual(['set', 'set-var', 'set-var-fmt'])
    expect(vocabulary.actions('none')).toEqual([])
  })
})

test('refused words are found by slot, and passes gather', () => {
  const pass = definePass({ name: 'p', summary: 'Tests.', run() {} })
  const vocabulary = createVocabulary([
    bundle({ refused: [{ kind: 'refused', slot: 'fetch', name: 'x', state: 'removed', reason: 'r' }], passes: [pass] }),
  ])
  expect(vocabulary.refused('fetch', 'x')?.reason).toBe('r')
  expect(vocabulary.refused('converter', 'x')).toBeNull()
  expect(vocabulary.passes).toEqual([pass])
})
