/** The own engine: the same matches as the engine of JavaScript, and a bound on its work. */
import { createRandom } from '@weir/base'
import { expect, test } from 'vitest'
import { emitRegex } from './emit.ts'
import { matchesOtherwise } from './facts.ts'
import { Matcher } from './matcher.ts'
import { parseRegex } from './parse.ts'
import { compileProgram } from './program.ts'
import { translateRegex } from './regex.ts'

function createMatcher(text: string): Matcher {
  const parsed = parseRegex(text, false)
  if ('error' in parsed) throw new Error(parsed.error)
  return new Matcher(compileProgram(parsed.node, parsed.groupCount)!)
}

function groupsOf(matcher: Matcher, subject: string): readonly (string | undefined)[] | null {
  const places = matcher.find(subject)
  if (places === null) return null
  return Array.from({ length: places.length / 2 }, (_, group) =>
    places[2 * group + 1]! < 0 ? undefined : subject.slice(places[2 * group], places[2 * group + 1]),
  )
}

const random = createRandom(7)
const below = (limit: number): number => random.uint32() % limit
const pick = <T>(items: readonly T[]): T => items[below(items.length)]!

/** A random expression; parts nest up to `depth` deep. */
function expression(depth: number): string {
  const alternatives = below(4) === 0 ? 2 + below(2) : 1
  return Array.from({ length: alternatives }, () => Array.from({ length: below(5) }, () => item(depth)).join('')).join(
    '|',
  )
}

function item(depth: number): string {
  const quantifier = below(3) > 0 ? '' : pick(['*', '+', '?', '{2}', '{1,3}', '{2,}']) + pick(['', '', '?', '+'])
  if (depth === 0 || below(2) > 0) return pick(['a', 'a', 'b', 'c', '.', '[ab]', '[^a]', '\\w', '\\n']) + quantifier
  const opening = pick(['(', '(', '(?:', '(?>', '(?=', '(?!', '(?<=', '(?<!'])
  if (opening.startsWith('(?<')) return `${opening}${pick(['a', 'ab', 'b|aa'])})`
  if (below(8) === 0) return pick(['^', '$', '\\b', '\\B', '\\z'])
  return `${opening}${expression(depth - 1)})${quantifier}`
}

test('finds what the engine of JavaScript finds, where that follows PCRE', () => {
  let compared = 0
  for (let round = 0; round < 6000; round++) {
    const text = expression(3)
    const parsed = parseRegex(text, false)
    if ('error' in parsed || matchesOtherwise(parsed.node)) continue
    const { source, groups } = emitRegex(parsed.node, parsed.groupCount, false)!
    const native = new RegExp(source)
    const matcher = createMatcher(text)
    for (let trial = 0; trial < 4; trial++) {
      const subject = Array.from({ length: below(10) }, () => pick([...'aaabbc \n'])).join('')
      const found = native.exec(subject)
      const expected = found === null ? null : groups.map((group) => found[group])
      expect(groupsOf(matcher, subject), `${text} on ${JSON.stringify(subject)}`).toEqual(expected)
      compared++
    }
  }
  expect(compared).toBeGreaterThan(8000)
})

const bufferBytes = 16_384
const hostile = 'a'.repeat(bufferBytes - 1)

test.each([
  ['(a+)+$', `${hostile}!`],
  ['^(a|aa)+$', `${hostile}!`],
  ['(.*)*x', hostile],
  ['(?:a*)*b', hostile],
  ['([a-z]+\\s?)+\\d', hostile],
  ['(a|a)*b', hostile],
  ['(x+x+)+y', 'x'.repeat(bufferBytes)],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', hostile],
  ['.*a.*a.*a.*a.*b', hostile],
  ['\\s+$', `${' '.repeat(bufferBytes - 1)}x`],
  ['(?:(?:(?:a?)*)*)*c', hostile],
  ['^(a?){20}a{20}$', `${hostile}!`],
  ['(?=(a+)+b)a', hostile],
  ['(?:a|(?!b)a)*c', hostile],
])('%s takes a bounded number of steps a byte', (text, subject) => {
  const matcher = createMatcher(text)
  expect(matcher.find(subject)).toBeNull()
  expect(matcher.steps).toBeLessThan(200 * subject.length)
  const half = matcher.steps
  matcher.find(subject.slice(subject.length / 2))
  expect(half).toBeLessThan(2.1 * matcher.steps + 100)
})

test('a long match is found in one go', () => {
  const matcher = createMatcher('^(?:(a+)|b)+$')
  expect(groupsOf(matcher, `${hostile}b`)).toEqual([`${hostile}b`, hostile])
  expect(matcher.steps).toBeLessThan(20 * bufferBytes)
})

test('what depends on groups is given up after a million steps, and counts as no match', () => {
  const matcher = createMatcher('(a+)+\\1c')
  expect(matcher.find(hostile)).toBeNull()
  expect(matcher.steps).toBeLessThanOrEqual(1_000_001)
})

test.each<[string, string, readonly (string | undefined)[]]>([
  ['(?:(a)|b)*', 'ab', ['ab', 'a']],
  ['(a*)*', 'b', ['', '']],
  ['(?:|a)*', 'a', ['']],
  ['((a)|b)+', 'aab', ['aab', 'b', 'a']],
  ['(a?)?b', 'b', ['b', '']],
  ['a\\Kb', 'ab', ['b']],
  ['(?i)(a)\\1', 'aA', ['aA', 'a']],
  ['(?:(a)|b)(?(1)c|d)', 'bd', ['bd', undefined]],
  ['(?|(a)|(b))\\1', 'bb', ['bb', 'b']],
  ['(?<=(?>ab))c', 'abc', ['c']],
])('%s on %s gives the groups of PCRE', (text, subject, groups) => {
  const regex = translateRegex(text)
  expect('error' in regex ? regex.error : regex.exec(subject)).toEqual(groups)
})

test('a subject that is too long for the engine of JavaScript gives the same as a short one', () => {
  const regex = translateRegex('^(.*)-(.*)-(.*)$')
  if ('error' in regex) throw new Error(regex.error)
  for (const length of [10, 100, 490, 5000]) {
    const part = 'x'.repeat(length)
    expect([...regex.exec(`${part}-${part}-y`)!]).toEqual([`${part}-${part}-y`, part, part, 'y'])
    expect(regex.test(part)).toBe(false)
  }
})

test('a pattern that would be too large is refused', () => {
  expect(translateRegex('(?:(?:a|aa){1,1000}){1,1000}')).toEqual({ error: 'regular expression is too large' })
})
