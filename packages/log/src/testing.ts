import type { Span } from '@weir/base'
import {
  type ArgumentReader,
  createVocabulary,
  type DirectiveKeyword,
  type DirectiveSite,
  FAILED,
  OptionsStore,
  type Parameter,
  type ParseHost,
  type SectionModel,
  type ServerOptionKeyword,
  type Word,
} from '@weir/keyword'

/** What one line did to the record of its directive. */
export interface AppliedLine<O extends object> {
  readonly record: O
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
  readonly notes: readonly string[]
}

/**
 * Runs one line through a directive without the configuration language: words are split at blanks. For tests of
 * directives, expressions are refused, log formats are taken as text.
 */
export function applyLine<O extends object>(
  directive: DirectiveKeyword<readonly Parameter<unknown>[], O>,
  line: string,
  place: {
    readonly store?: OptionsStore
    readonly section?: DirectiveSite['section']
    readonly serverOptions?: readonly ServerOptionKeyword[]
  } = {},
): AppliedLine<O> {
  const store = place.store ?? new OptionsStore()
  const section = place.section ?? { kind: directive.sections[0]!, name: 'test' }
  const errors: string[] = []
  const warnings: string[] = []
  const notes: string[] = []
  const { prefix, words } = splitLine(directive, line)
  const note = (message: string): void => void notes.push(message)
  const reader = { ...createReader(words, section, errors, warnings, place.serverOptions ?? []), note }
  const values = directive.params.map((parameter) => parameter.parse(reader))
  const left = reader.next()
  if (left !== null && errors.length === 0) errors.push(`unexpected argument '${left.text}'`)
  const record = store.get(directive.options)
  if (errors.length === 0 && !values.includes(FAILED)) {
    const site: DirectiveSite = {
      span: words[0]!.span,
      section,
      prefix,
      options: store,
      owner: createSection(section, store, words[0]!.span),
      declare: () => null,
      complain: (message) => errors.push(message),
      warn: (message) => warnings.push(message),
    }
    directive.apply(record, values as never, site)
  }
  return { record, errors, warnings, notes }
}

function createSection(section: DirectiveSite['section'], options: OptionsStore, span: Span): SectionModel {
  const { kind, name } = section
  const nothing = new Map<string, never>()
  return { kind, name, span, options, rules: nothing, acls: nothing, declared: () => nothing, lineOf: () => null }
}

function splitLine(
  directive: { readonly name: string },
  line: string,
): { prefix: 'no' | 'default' | null; words: Word[] } {
  const texts = line.split(/\s+/).filter((text) => text !== '')
  const prefix = texts[0] === 'no' || texts[0] === 'default' ? texts[0] : null
  if (prefix !== null) texts.shift()
  const nameLength = directive.name.split(' ').length
  const named = [texts.slice(0, nameLength).join(' '), ...texts.slice(nameLength)]
  const words = named.map((text, column) => ({ text, span: { file: 'test', line: 1, column, length: text.length } }))
  return { prefix, words }
}

function createReader(
  words: readonly Word[],
  section: DirectiveSite['section'],
  errors: string[],
  warnings: string[],
  serverOptions: readonly ServerOptionKeyword[],
): ArgumentReader {
  let index = 1
  const fail = (message: string): typeof FAILED => {
    errors.push(message)
    return FAILED
  }
  const host: ParseHost = {
    vocabulary: createVocabulary([{ name: 'test', serverOptions }]),
    section,
    phase: null,
    expression: () => fail('expressions are not read in this test'),
    logFormat: (_reader, word) => ({
      items: [{ kind: 'text', text: word.text }],
      flags: { quote: false, hexadecimal: false, escape: false, mandatory: false, encoding: 'text', binary: false },
      text: word.text,
      span: word.span,
    }),
    condition: () => null,
    reference: (kind, name, span) => ({ kind, name, span, target: null }),
    readFile: (path) => ({ error: `'${path}' is not read in this test` }),
  }
  return {
    style: 'line',
    keyword: words[0]!,
    suffix: '',
    host,
    peek: (ahead = 0) => words[index + ahead] ?? null,
    next: () => words[index++] ?? null,
    fail,
    warn: (message) => warnings.push(message),
  }
}
