import { expect, test } from 'vitest'
import { PatternRegistry } from './registry.ts'
import type { PatternSet } from './set.ts'

const use = (set: PatternSet | { readonly error: string }, file: string, line: number, column = 1): PatternSet => {
  if ('error' in set) throw new Error(set.error)
  set.users.push({ kind: 'acl', keyword: 'path', span: { file, line, column, length: 1 } })
  return set
}

test('sets are numbered in the order of the configuration, around the numbers that were given', () => {
  const registry = new PatternRegistry({ readFile: () => '' })
  const late = use(registry.createInline('path', null), 'b.cfg', 1)
  const file = use(registry.open('/list', false), 'a.cfg', 9)
  const own = use(registry.createInline('path', null), 'a.cfg', 9)
  const given = use(registry.createInline('path', 1), 'a.cfg', 2)
  const unused = registry.reserve('virt@x', true)
  use(file, 'a.cfg', 1, 20)
  registry.number(['a.cfg', 'b.cfg'])
  expect([file, given, own, late, unused].map(({ id }) => id)).toEqual([0, 1, 2, 3, 4])
  expect(registry.sets()).toEqual([file, given, own, late, unused])
  expect(registry.find('#2')).toBe(own)
})
