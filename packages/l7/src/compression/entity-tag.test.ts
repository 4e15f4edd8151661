import { expect, test } from 'vitest'
import { tagKindOf } from './entity-tag.ts'

test.each([
  ['"abc"', 'strong'],
  ['""', 'strong'],
  ['"a"b"', 'strong'],
  ['W/"abc"', 'weak'],
  ['W/""', 'weak'],
  ['W/"', 'weak'],
  ['"', 'invalid'],
  ['"a', 'invalid'],
  ['a"', 'invalid'],
  ['W/abc', 'invalid'],
  ['w/"abc"', 'invalid'],
  ['', 'invalid'],
])('%s is %s', (tag, kind) => expect(tagKindOf(tag)).toBe(kind))
