import type { Span } from '@weir/base'
import {
  type Bundle,
  createParseHost,
  createVocabulary,
  type DirectiveKeyword,
  FAILED,
  type Finding,
  OptionsStore,
  type ReferenceKind,
  type SectionModel,
  WordReader,
} from '@weir/keyword'

/** What a few lines of one section left behind. */
export interface ReadLines {
  readonly options: OptionsStore
  readonly declared: ReadonlyMap<string, object>
  /** Alerts and warnings, in order. */
  readonly messages: readonly string[]
}

/**
 * Reads directive lines of a backend through bundles, without the configuration language: words are cut at spaces and
 * a backslash escapes one. For tests of directives.
 */
export function readLines(bundles: readonly Bundle[], text: string, store = new OptionsStore()): ReadLines {
  const vocabulary = createVocabulary(bundles)
  const directives = vocabulary.directives('backend')
  const declared = new Map<string, object>()
  const messages: string[] = []
  const section = { kind: 'backend', name: 'be' } as const
  for (const [index, line] of text.trim().split('\n').entries()) {
    if (line.trim() === '') continue
    const span: Span = { file: 'test.cfg', line: index + 1, column: 0, length: line.length }
    const words = line
      .trim()
      .split(/(?<!\\) +/)
      .map((word) => ({ text: word.replaceAll('\\ ', ' '), span }))
    const prefix = words[0]?.text === 'no' ? 'no' : null
    if (prefix !== null) words.shift()
    const directive = longestName(
      directives,
      words.map((word) => word.text),
    )
    const name = words.splice(0, directive.name.split(' ').length)
    const keyword = { text: name.map((word) => word.text).join(' '), span }
    const host = createParseHost({
      vocabulary,
      section,
      ...(directive.phase === undefined ? {} : { phase: directive.phase }),
      reference: (kind, target, at) => ({ kind, name: target, span: at, target: null }),
    })
    const report = (finding: Finding): void => void messages.push(finding.message)
    const endsAtCondition = directive.params.some((parameter) => parameter.type === 'condition')
    const reader = new WordReader({ style: 'line', keyword, words, host, report, endsAtCondition })
    const values: unknown[] = []
    for (const parameter of directive.params) {
      values.push(parameter.parse(reader))
      if (values.at(-1) === FAILED) break
    }
    if (values.includes(FAILED)) continue
    const extra = reader.next()
    if (extra !== null) {
      messages.push(`'${keyword.text}' cannot handle unexpected argument '${extra.text}'`)
      continue
    }
    directive.apply(store.get(directive.options), values as never, {
      span,
      section,
      prefix,
      options: store,
      owner: { ...section, mode: 'http', options: store } as unknown as SectionModel,
      declare(_kind: ReferenceKind, declaredName, object) {
        const earlier = declared.get(declaredName)
        if (earlier === undefined) declared.set(declaredName, object)
        return earlier ?? null
      },
      complain: (message) => void messages.push(message),
      warn: (message) => void messages.push(message),
    })
  }
  return { options: store, declared, messages }
}

function longestName(directives: ReadonlyMap<string, DirectiveKeyword>, words: readonly string[]): DirectiveKeyword {
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const directive = directives.get(words.slice(0, count).join(' '))
    if (directive !== undefined) return directive
  }
  throw new Error(`no directive is called '${words.join(' ')}'`)
}
