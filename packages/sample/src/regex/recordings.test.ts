/** Compares what HAProxy finds with regular expressions (`test/oracle`) with what this package finds. */
import { describe, expect, test } from 'vitest'
import recorded from '../recordings/regexes.json' with { type: 'json' }
import { parseSubstitution, substitute } from '../substitution.ts'
import { translateRegex } from './regex.ts'

interface RecordedRegex {
  readonly regex: string
  /** Told only whether it matches. */
  readonly isLine?: boolean
  readonly gives?: readonly (string | null)[]
  readonly error?: string
}

const answer = parseSubstitution('<\\0|\\1|\\2|\\3>')

/** What HAProxy takes and this package refuses, with what it says. */
const unsupported: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\(\?[R0-9&]|\(\?P>|\(\?-1\)|\\g<|\(\?\((?:R|DEFINE|VERSION)/,
    /it uses recursion at offset \d+, which is not supported: write/,
  ],
  [/\(\*(?:UTF|UCP|CRLF|ANY|BSR|NO_JIT)/, /it uses '\(\*\w+\)' at offset 1, which is not supported: leave it out/],
  [
    /\(\*(?:ACCEPT|COMMIT|PRUNE|SKIP|THEN|napla)/,
    /it uses '\(\*\w+\)' at offset \d+, which is not supported: leave it out/,
  ],
  [/\(\?J\)/, /it uses the option 'J' at offset 1, which is not supported: give every group a name of its own/],
  [/\(\?xx\)/, /it uses the option 'xx' at offset 1, which is not supported: write 'x'/],
  [/\\X/, /it uses \\X at offset 0, which is not supported: write/],
  [/\(\?<=\\1/, /it uses a back-reference in a look-behind at offset \d+, which is not supported: write out/],
]

describe('finds what HAProxy finds', () => {
  const expressions: readonly RecordedRegex[] = recorded.expressions
  test.each(expressions.map((each) => [each.regex, each] as const))('%o', (text, { gives, isLine }) => {
    const regex = translateRegex(text)
    const known = unsupported.find(([pattern]) => pattern.test(text))
    if ('error' in regex) {
      if (gives !== undefined) expect(regex.error).toMatch(known?.[1] ?? /^$/)
      return
    }
    expect(gives, 'HAProxy refuses it').toBeDefined()
    const found = recorded.subjects.map((subject) => {
      const groups = regex.exec(subject)
      expect(regex.test(subject)).toBe(groups !== null)
      return groups === null ? null : isLine ? 'yes' : substitute(answer, groups)
    })
    expect(found).toEqual(gives)
  })

  test('but for what is refused with the remedy', () => {
    const refused = expressions.filter(({ regex, gives }) => gives !== undefined && 'error' in translateRegex(regex))
    expect(refused.length).toBeGreaterThan(20)
    expect(expressions.filter(({ gives }) => gives !== undefined).length).toBeGreaterThan(10 * refused.length)
  })
})
