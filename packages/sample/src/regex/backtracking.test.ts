import { expect, test } from 'vitest'
import { findBacktracking } from './backtracking.ts'
import { parseRegex } from './parse.ts'

function isDangerous(text: string): boolean {
  const parsed = parseRegex(text, false)
  if ('error' in parsed) throw new Error(parsed.error)
  return findBacktracking(parsed.node) !== null
}

test.each([
  '(a+)+$',
  '(a*)*b',
  '(a|a)*b',
  '(a|aa)+$',
  '([a-z]+\\s?)+$',
  '(\\w+\\d?)+!',
  '(.*)*x',
  '^(([a-z])+.)+[A-Z]([a-z])+$',
  '(x+x+)+y',
])('%s is dangerous', (text) => expect(isDangerous(text)).toBe(true))

test.each([
  '^/static/',
  '(a+b)+$',
  '^[^/]+(/[^/]+)*$',
  '([a-z]+,)*[a-z]+',
  '^(?:[0-9]{1,3}\\.){3}[0-9]{1,3}$',
  '\\.(?:gif|png|jpe?g)$',
  '.*foo.*bar.*',
  '^www\\.([^.]+)\\.example\\.com(:[0-9]+)?$',
])('%s is not', (text) => expect(isDangerous(text)).toBe(false))

test('says so when an expression is too long to be examined', () => {
  const parsed = parseRegex('abcdefghij'.repeat(50), false)
  expect('error' in parsed ? null : findBacktracking(parsed.node)).toMatch(/too long/)
})
