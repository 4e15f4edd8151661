/** Compares every recorded answer of HAProxy (`test/oracle`) with what this package gives. */
import { createVocabulary } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { createSampleContext, createSampleLanguage, sampleBundle } from './index.ts'
import { deviations } from './recordings.deviations.ts'

interface RecordedCase {
  readonly expression: string
  readonly setup?: readonly string[]
  readonly condition?: string
  readonly files?: Readonly<Record<string, string>>
  readonly gives?: string | null
  readonly error?: string
}

const recordings = import.meta.glob<readonly RecordedCase[]>('./recordings/*.json', { eager: true, import: 'default' })
const vocabulary = createVocabulary([sampleBundle])

/** Blanks separate words unless quotes protect them; quotes inside parentheses belong to the expression. */
function splitWords(text: string): string[] {
  const words = text.match(/(?:"[^"]*"|[^\s"])+/g) ?? []
  return words.map((word) => word.replaceAll('"', ''))
}

function run({ expression, setup = [], condition, files = {} }: RecordedCase): string | null | 'error' {
  const language = createSampleLanguage({
    vocabulary,
    readFile: (path) => (files[path] === undefined ? { error: 'missing' } : { text: files[path] }),
  })
  const context = createSampleContext()
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

const titleOf = ({ expression, setup = [], condition, files }: RecordedCase): string =>
  [...setup, condition ?? expression, files === undefined ? '' : JSON.stringify(files)].filter(Boolean).join(' ; ')

for (const [path, cases] of Object.entries(recordings)) {
  describe(path.replace(/^.*\/|\.json$/g, ''), () => {
    for (const recorded of cases) {
      const title = titleOf(recorded)
      const deviation = deviations[title]
      test(deviation === undefined ? title : `${title} (deviates: ${deviation.reason})`, () => {
        const expected =
          deviation === undefined ? (recorded.error !== undefined ? 'error' : recorded.gives) : deviation.gives
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
    expect(recorded!.error !== undefined ? 'error' : recorded!.gives, title).not.toBe(gives)
  }
})
