/** Compares every recorded answer of HAProxy (`test/oracle`) with what this package gives. */
import { describe, expect, test } from 'vitest'
import acl from './recordings/acl.json' with { type: 'json' }
import callArguments from './recordings/arguments.json' with { type: 'json' }
import casts from './recordings/casts.json' with { type: 'json' }
import formats from './recordings/formats.json' with { type: 'json' }
import jsonQuery from './recordings/json-query.json' with { type: 'json' }
import jwt from './recordings/jwt.json' with { type: 'json' }
import matrix from './recordings/matrix.json' with { type: 'json' }
import patterns from './recordings/patterns.json' with { type: 'json' }
import protocols from './recordings/protocols.json' with { type: 'json' }
import regsub from './recordings/regsub.json' with { type: 'json' }
import strings from './recordings/strings.json' with { type: 'json' }
import variables from './recordings/variables.json' with { type: 'json' }
import { deviations } from './recordings.deviations.ts'
import { createTestContext, createTestLanguage } from './testing/language.ts'

interface RecordedCase {
  readonly expression: string
  readonly setup?: readonly string[]
  readonly condition?: string
  readonly files?: Readonly<Record<string, string>>
  readonly gives?: string | null
  readonly error?: string
}

const recordings: Readonly<Record<string, readonly RecordedCase[]>> = {
  acl,
  arguments: callArguments,
  casts,
  formats,
  'json-query': jsonQuery,
  jwt,
  matrix,
  patterns,
  protocols,
  regsub,
  strings,
  variables,
}

/** Blanks separate words unless quotes protect them; quotes inside parentheses belong to the expression. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []
  return words.map((word) => word.replaceAll('"', ''))
}

function run({ expression, setup = [], condition, files = {} }: RecordedCase): string | null | 'error' {
  const language = createTestLanguage({ files })
  const context = createTestContext()
  try {
    for (const rule of setup) {
      const [action = '', ...rest] = rule.split(' ')
      language.runAction('http-request', rest.length === 0 ? [action] : [action, rest.join(' ')], context)
    }
    if (condition !== undefined && !language.test(['if', ...splitWords(condition)], context)) return null
    return language.evaluateText(expression, context)
  } catch (error) {
    if (error instanceof Error) return 'error'
    throw error
  }
}

const recordedOf = ({ error, gives }: RecordedCase): string | null | 'error' => (error !== undefined ? 'error' : gives!)

/** A variable holds a method as a string, so it gives what HAProxy gives for the string. */
function methodDeviation(title: string): { gives: string | null; reason: string } | undefined {
  const asText = title.replace('set-var(txn.x) meth(GET) ; ', 'set-var(txn.x) str(GET) ; ')
  const [isMethod, isText] = [title, asText].map((each) => matrix.find((recorded) => titleOf(recorded) === each))
  if (title === asText || isMethod === undefined || recordedOf(isMethod) === recordedOf(isText!)) return undefined
  return { gives: recordedOf(isText!), reason: 'a variable holds a method as a string' }
}

const titleOf = ({ expression, setup = [], condition, files }: RecordedCase): string =>
  [...setup, condition ?? expression, files === undefined ? '' : JSON.stringify(files)].filter(Boolean).join(' ; ')

for (const [name, cases] of Object.entries(recordings)) {
  describe(name, () => {
    for (const recorded of cases) {
      const title = titleOf(recorded)
      const deviation = deviations[title] ?? methodDeviation(title)
      test(deviation === undefined ? title : `${title} (deviates: ${deviation.reason})`, () => {
        const expected = deviation === undefined ? recordedOf(recorded) : deviation.gives
        expect(run(recorded)).toBe(expected)
      })
    }
  })
}

test('every deviation belongs to a recorded case that HAProxy answers differently', () => {
  const titles = new Map(Object.values(recordings).flatMap((cases) => cases.map((each) => [titleOf(each), each])))
  for (const [title, { gives }] of Object.entries(deviations)) {
    const recorded = titles.get(title)
    expect(recorded, title).toBeDefined()
    expect(recordedOf(recorded!), title).not.toBe(gives)
  }
})
