import type { Span } from '@weir/base'
import {
  type ActionKeyword,
  type BindOptionKeyword,
  createParseHost,
  createVocabulary,
  type DirectiveKeyword,
  type DirectiveSite,
  FAILED,
  OptionsStore,
  type Parameter,
  type Reference,
  type SampleContext,
  type SectionKind,
  type ServerOptionKeyword,
  type Verdict,
  WordReader,
} from '@weir/keyword'
import {
  createBinder,
  createSampleLanguage,
  PatternRegistry,
  Ports,
  patternsPort,
  sampleBundle,
  toText,
} from '@weir/sample'
import { l4Bundle } from '../bundle.ts'
import { runningProxiesPort } from '../running-proxies.ts'
import type { ProxyFixture } from './proxy-fixture.ts'

export const testVocabulary = createVocabulary([sampleBundle, l4Bundle])

type LineKeyword<O extends object> =
  | DirectiveKeyword<readonly Parameter<unknown>[], O>
  | BindOptionKeyword<readonly Parameter<unknown>[], O>
  | ServerOptionKeyword<readonly Parameter<unknown>[], O>

/** What one line did. */
export interface ReadLine<O extends object> {
  readonly record: O
  readonly errors: readonly string[]
  readonly warnings: readonly string[]
}

function wordsOf(texts: readonly string[]) {
  return texts.map((text, column) => ({
    text,
    span: { file: 'test', line: 1, column, length: text.length } satisfies Span,
  }))
}

/** Runs a line, cut at blanks, through a directive or an option of a line. */
export function readLine<O extends object>(
  keyword: LineKeyword<O>,
  line: string,
  place: { readonly store?: OptionsStore; readonly section?: SectionKind } = {},
): ReadLine<O> {
  const texts = line.split(' ')
  const prefix = texts[0] === 'no' || texts[0] === 'default' ? texts[0] : null
  if (prefix !== null) texts.shift()
  const length = keyword.name.split(' ').length
  const [head, ...words] = wordsOf([texts.slice(0, length).join(' '), ...texts.slice(length)])
  const errors: string[] = []
  const warnings: string[] = []
  const sections = keyword.kind === 'directive' ? keyword.sections : []
  const section = { kind: place.section ?? sections[0] ?? 'frontend', name: 'test' }
  const phase = keyword.kind === 'directive' ? keyword.phase : undefined
  const reader = new WordReader({
    style: 'line',
    keyword: head!,
    words,
    host: createParseHost({ vocabulary: testVocabulary, section, ...(phase === undefined ? {} : { phase }) }),
    report: (finding) => (finding.severity === 'alert' ? errors : warnings).push(finding.message),
  })
  const values = keyword.params.map((parameter) => parameter.parse(reader))
  if (errors.length === 0 && reader.peek() !== null) errors.push(`unexpected '${reader.peek()!.text}'`)
  const store = place.store ?? new OptionsStore()
  const record = store.get(keyword.options)
  if (errors.length === 0 && !values.includes(FAILED)) {
    const site: DirectiveSite = {
      span: head!.span,
      section,
      prefix,
      options: store,
      owner: {
        ...section,
        span: head!.span,
        options: store,
        rules: new Map(),
        acls: new Map(),
        declared: () => new Map(),
        lineOf: () => null,
      },
      declare: () => null,
      complain: (message) => errors.push(message),
      warn: (message) => warnings.push(message),
    }
    keyword.apply(record, values as never, site)
  }
  return { record, errors, warnings }
}

function binderFor(fixture: ProxyFixture) {
  const resolve = (reference: Reference): unknown => {
    switch (reference.kind) {
      case 'backend':
        return reference.name === 'be' || reference.name === '' ? fixture.backend : null
      case 'frontend':
        return reference.name === 'fe' || reference.name === '' ? fixture.frontend : null
      case 'server':
        return fixture.backend.state.server(reference.name.replace(/^be\//, ''))
      default:
        return null
    }
  }
  const ports = new Ports().provide(patternsPort, new PatternRegistry({ readFile: () => null }))
  ports.provide(runningProxiesPort, {
    frontend: (name) => (name === fixture.frontend.name ? fixture.frontend : null),
    backend: (name) => (name === fixture.backend.name ? fixture.backend : null),
  })
  return createBinder({ resolve, ports })
}

/** Evaluates expressions and log formats, and runs actions, against what a fixture has. */
export class KeywordHarness {
  readonly fixture: ProxyFixture
  readonly language

  constructor(fixture: ProxyFixture) {
    this.fixture = fixture
    this.language = createSampleLanguage({ vocabulary: testVocabulary, binder: binderFor(fixture) })
  }

  /** The context of the newest stream, or of the newest session without one. */
  get context(): SampleContext {
    return [...this.fixture.engine.streams].at(-1) ?? [...this.fixture.engine.sessions].at(-1)!
  }

  /** The value as text, or null for no sample. */
  text(expression: string, context: SampleContext = this.context): string | null {
    const value = this.language.evaluate(expression, context)
    return value === null ? null : toText(value)
  }

  test(condition: string, context: SampleContext = this.context): boolean {
    return this.language.test(condition, context)
  }

  format(text: string, context: SampleContext = this.context): string {
    return this.language.format(text, context, 'log')
  }

  /** Parses and runs an action: `set-src src`. Throws the first complaint. */
  act(keyword: ActionKeyword, line: string, context: SampleContext = this.context): Verdict {
    const [head, ...words] = wordsOf(line.split(' '))
    const errors: string[] = []
    const reader = new WordReader({
      style: 'line',
      keyword: head!,
      words,
      suffix: head!.text.slice(keyword.name.length),
      host: createParseHost({ vocabulary: testVocabulary }),
      report: (finding) => errors.push(finding.message),
    })
    const values = keyword.params.map((parameter) => parameter.parse(reader))
    if (errors.length > 0) throw new Error(errors[0])
    return keyword.bind(values as never, this.language.binder, keyword.rulesets[0]!)(context)
  }
}
