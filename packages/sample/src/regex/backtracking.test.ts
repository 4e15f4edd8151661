import { expect, test } from 'vitest'
import { findBacktracking, type Growth, measureGrowth } from './backtracking.ts'
import { parseRegex } from './parse.ts'

function isDangerous(text: string): boolean {
  const parsed = parseRegex(text, false)
  if ('error' in parsed) throw new Error(parsed.error)
  return findBacktracking(parsed.node) !== null
}

function growthOf(text: string): Growth {
  const parsed = parseRegex(text, false)
  if ('error' in parsed) throw new Error(parsed.error)
  return measureGrowth(parsed.node)
}

test.each([
  '^(a?){50}a{50}$',
  '(.*,){11}P',
  '(a|b|ab)*c',
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

test.each<[string, number]>([
  ['^/static/', 1],
  ['/static/', 1],
  ['^/a/(.*)$', 1],
  ['^[^/]+/[^/]+$', 2],
  ['.*foo.*bar', 3],
  ['^(?:a+b)+c$', 1],
  ['^\\d{16}$', 1],
  ['^(?=.*x)(?=.*y)', 1],
])('the work for %s grows with the power %i', (text, degree) => {
  expect(growthOf(text)).toEqual({ isExponential: false, degree })
})

test('a list of many words is examined', () => {
  const words = Array.from({ length: 2000 }, (_, number) => `robot-${number}`)
  expect(growthOf(`(?:${words.join('|')})`).isExponential).toBe(false)
})
