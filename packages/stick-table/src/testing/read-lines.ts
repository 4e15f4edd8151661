/** Reads lines of one section without the configuration language, for tests of directives. */
import type { Span } from '@weir/base'
import {
  createParseHost,
  createVocabulary,
  defineFetch,
  FAILED,
  OptionsStore,
  type SectionKind,
  type SectionModel,
  WordReader,
} from '@weir/keyword'
import { sampleBundle } from '@weir/sample'
import { stickTableBundle } from '../bundle.ts'

const never = (): never => {
  throw new Error('nothing is evaluated here')
}
const known = { summary: 'Tests.', params: [], bind: never }

const vocabulary = createVocabulary([
  sampleBundle,
  stickTableBundle,
  {
    name: 'test',
    fetches: [
      defineFetch({ ...known, name: 'src', source: 'client connection', out: 'addr' }),
      defineFetch({ ...known, name: 'status', source: 'response', out: 'sint' }),
    ],
  },
])

export interface ReadLines {
  readonly options: OptionsStore
  readonly declared: ReadonlyMap<string, object>
  /** Alerts and warnings, in order. */
  readonly messages: readonly string[]
}

export function readLines(kind: SectionKind, lines: readonly string[]): ReadLines {
  const options = new OptionsStore()
  const declared = new Map<string, object>()
  const messages: string[] = []
  const say = (message: string): void => void messages.push(message)
  const section = { kind, name: kind === 'global' ? '' : 'be' }
  for (const [index, line] of lines.entries()) {
    const span: Span = { file: 'test.cfg', line: index + 1, column: 0, length: line.length }
    const words = line.split(' ').map((text) => ({ text, span }))
    const directives = vocabulary.directives(kind)
    const isTwo = directives.has(`${words[0]!.text} ${words[1]?.text}`)
    const name = words.splice(0, isTwo ? 2 : 1)
    const text = name.map((word) => word.text).join(' ')
    const directive = directives.get(text)
    if (directive === undefined) throw new Error(`no directive is called '${text}'`)
    const host = createParseHost({
      vocabulary,
      section,
      ...(directive.phase === undefined ? {} : { phase: directive.phase }),
      reference: (kindOfTarget, target, at) => ({ kind: kindOfTarget, name: target, span: at, target: null }),
    })
    const reader = new WordReader({
      style: 'line',
      keyword: { text, span },
      words,
      host,
      report: ({ message }) => say(message),
      endsAtCondition: directive.params.some(({ type }) => type === 'condition'),
    })
    const values = directive.params.map((parameter) => parameter.parse(reader))
    if (values.includes(FAILED)) continue
    directive.apply(options.get(directive.options), values as never, {
      span,
      section,
      prefix: null,
      options,
      owner: undefined as unknown as SectionModel,
      declare(_kind, declaredName, object) {
        const earlier = declared.get(declaredName)
        if (earlier === undefined) declared.set(declaredName, object)
        return earlier ?? null
      },
      complain: say,
      warn: say,
    })
  }
  return { options, declared, messages }
}
