/** Every converter over edge inputs: what HAProxy gave (`test/oracle/edges.ts`) is what this package gives. */
import type { SampleContext } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { deviationOf, edgeDeviations } from './edges.deviations.ts'
import { type SampleLanguage, SampleSyntaxError } from './evaluate.ts'
import edges from './recordings/edges.json' with { type: 'json' }
import { createTestContext, createTestLanguage } from './testing/language.ts'

interface RecordedCall {
  readonly call: string
  readonly map?: string
  readonly gives?: readonly (string | null)[]
  readonly error?: string
}

const calls: readonly RecordedCall[] = edges.calls
/** Hexadecimal digits of as many bytes as a recording shows. */
const shownDigits = 96

function prepare(map: string | undefined): {
  readonly language: SampleLanguage
  readonly evaluate: (expression: string) => string | null
  readonly context: SampleContext
} {
  const language = createTestLanguage(map === undefined ? {} : { files: { MAP: map } })
  const context = createTestContext()
  for (const [action = '', expression = ''] of edges.prelude) {
    language.runAction('http-request', [action, expression], context)
  }
  return { language, evaluate: (expression) => language.evaluateText(expression, context), context }
}

function describeAnswer(evaluate: (expression: string) => string | null): string | null {
  const digest = evaluate('var(txn.result),sha1,hex')
  if (digest === null) return null
  const textHex = evaluate('var(txn.result),concat(,,),bytes(0,48),hex') ?? ''
  const bytesHex = evaluate('var(txn.result),bytes(0,48),hex') ?? ''
  const text = textHex.replace(/../g, (digits) => String.fromCharCode(Number.parseInt(digits, 16)))
  const bytes = textHex === bytesHex ? '' : ` x${bytesHex.toLowerCase()}`
  const isCut = textHex.length === shownDigits || bytesHex.length === shownDigits
  return `${text}${bytes}${isCut ? ` #${digest.slice(0, 16).toLowerCase()}` : ''}`
}

function run({ call, map }: RecordedCall): (string | null)[] | 'error' {
  const { language, evaluate, context } = prepare(map)
  try {
    return edges.inputs.map((name) => {
      language.runAction('http-request', ['unset-var(txn.result)'], context)
      language.runAction('http-request', ['set-var(txn.result)', `var(txn.e_${name}),${call}`], context)
      return describeAnswer(evaluate)
    })
  } catch (error) {
    if (error instanceof SampleSyntaxError) return 'error'
    throw error
  }
}

/** The result that this package owes, or a pattern where only the beginning is as recorded. */
function expectedOf(
  recorded: RecordedCall,
  input: string,
): { readonly value: string | null; readonly isExact: boolean } {
  const recordedFor = (name: string): string | null => recorded.gives![edges.inputs.indexOf(name)] ?? null
  const value = recordedFor(input)
  const deviation = deviationOf(recorded.call, input, value)
  if (deviation === null) return { value, isExact: true }
  const { gives } = deviation
  switch (gives.kind) {
    case 'none':
      return { value: null, isExact: true }
    case 'like':
      return expectedOf(recorded, gives.input)
    case 'text':
      return { value: gives.text, isExact: true }
    case 'texts':
      return { value: gives.texts[`${recorded.call} ${input}`]!, isExact: true }
    case 'beginning':
      return { value, isExact: false }
  }
}

const withoutHash = (value: string | null): string | null => value?.replace(/ #[0-9a-f]{16}$/, '') ?? null

describe('edge inputs', () => {
  test.each(calls.map((recorded) => [recorded.call, recorded] as const))('%s', (_, recorded) => {
    const given = run(recorded)
    if (recorded.gives === undefined) {
      expect(given).toBe('error')
      return
    }
    expect(given).not.toBe('error')
    const expected = Object.fromEntries(edges.inputs.map((input) => [input, expectedOf(recorded, input)]))
    const shown = edges.inputs.map((input, at) => {
      const value = given[at] ?? null
      return [input, expected[input]!.isExact ? value : withoutHash(value)]
    })
    const owed = edges.inputs.map((input) => {
      const { value, isExact } = expected[input]!
      return [input, isExact ? value : withoutHash(value)]
    })
    expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(owed))
  })

  test('every deviation changes a recorded result', () => {
    for (const deviation of edgeDeviations) {
      const changed = calls.some(
        (recorded) =>
          recorded.gives !== undefined &&
          edges.inputs.some((input, at) => {
            const value = recorded.gives![at] ?? null
            if (deviationOf(recorded.call, input, value) !== deviation) return false
            const expected = expectedOf(recorded, input)
            return !expected.isExact || expected.value !== value
          }),
      )
      expect(changed, String(deviation.calls)).toBe(true)
    }
  })
})
