import { expect, test } from 'vitest'
import { PatternLists, parsePatternListName } from './pattern-list.ts'

test.each([
  ['x.map', 'x.map', 'x.map', false],
  ['file@x.map', 'x.map', 'x.map', false],
  ['opt@x.map', 'x.map', 'x.map', true],
  ['virt@x', 'virt@x', null, true],
])('%s is the list %s at %s', (name, identifier, path, isOptional) => {
  expect(parsePatternListName(name)).toEqual({ identifier, path, isOptional })
})

test('a list has as many columns as its first user says', () => {
  const lists = new PatternLists()
  expect(lists.claim('x.map', 2)).toBeNull()
  expect(lists.claim('opt@x.map', 2)).toBeNull()
  expect(lists.claim('file@x.map', 1)).toBe(
    "the file 'x.map' is already used as two column file and cannot be used as one column file",
  )
  expect(lists.claim('virt@x.map', 1)).toBeNull()
})

test('an identifier is given once', () => {
  const lists = new PatternLists()
  expect([lists.claimId(5), lists.claimId(6), lists.claimId(5)]).toEqual([true, true, false])
})
