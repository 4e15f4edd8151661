/** Expressions, conditions and log formats from text, for use without a configuration. */
import type { Span } from '@weir/base'
import {
  type ArgumentReader,
  type ConditionNode,
  createParseHost,
  type ExpressionNode,
  FAILED,
  type Failed,
  type Finding,
  type LogFormatNode,
  type LogFormatUse,
  type ParseHost,
  type SampleContext,
  type SampleValue,
  type Verdict,
  type Vocabulary,
  type Word,
  WordReader,
} from '@weir/keyword'
import { toText } from './cast.ts'
import { createBinder, Ports, type SampleBinder } from './compile/binder.ts'
import { createSampleContext } from './context.ts'
import { PatternRegistry, patternsPort } from './pattern/registry.ts'

export interface LanguageOptions {
  readonly vocabulary: Vocabulary
  readonly binder?: SampleBinder
  /** Reads pattern files when they are first named; without it lists must be optional or virtual. */
  readonly readFile?: ParseHost['readFile']
}

/** Thrown when a text does not parse: `message` says why. */
export class SampleSyntaxError extends Error {
  override readonly name = 'SampleSyntaxError'
}

function wordsOf(texts: readonly string[]): Word[] {
  let column = 0
  return texts.map((text) => {
    const span: Span = { file: '', line: 1, column, length: text.length }
    column += text.length + 1
    return { text, span }
  })
}

function createPorts(readFile: ParseHost['readFile'] = () => ({ error: 'no file can be read here' })): Ports {
  const patterns = new PatternRegistry({
    readFile(path) {
      const file = readFile(path)
      return 'text' in file ? file.text : null
    },
  })
  return new Ports().provide(patternsPort, patterns)
}

/** Reads and binds expressions, conditions and log formats of one vocabulary. Every method throws on a syntax error. */
export class SampleLanguage {
  readonly vocabulary: Vocabulary
  readonly binder: SampleBinder
  readonly #host: ParseHost

  constructor({ vocabulary, binder, readFile }: LanguageOptions) {
    this.vocabulary = vocabulary
    this.binder = binder ?? createBinder({ ports: createPorts(readFile) })
    this.#host = createParseHost({ vocabulary, ...(readFile === undefined ? {} : { readFile }) })
  }

  #read<T>(texts: readonly string[], parse: (reader: ArgumentReader) => T | Failed, suffix = ''): T {
    const findings: Finding[] = []
    const words = wordsOf(texts)
    const reader = new WordReader({
      style: 'line',
      keyword: words[0] ?? { text: '', span: { file: '', line: 1, column: 0, length: 0 } },
      suffix,
      words,
      host: this.#host,
      report: (finding) => findings.push(finding),
    })
    const value = parse(reader)
    const alert = findings.find((finding) => finding.severity === 'alert')
    if (alert !== undefined || value === FAILED) throw new SampleSyntaxError(alert?.message ?? 'cannot be parsed')
    const extra = reader.next()
    if (extra !== null) throw new SampleSyntaxError(`unexpected '${extra.text}'`)
    return value as T
  }

  /** The pattern lists in use. */
  get patterns(): PatternRegistry {
    return this.binder.port(patternsPort)
  }

  /** One word: `str(abc),upper`. */
  parseExpression(text: string): ExpressionNode {
    return this.#read([text], (reader) => this.#host.expression(reader))
  }

  /** Words separated by blanks: `if { str(a) -m str a b }`; as a list they may contain blanks. */
  parseCondition(text: string | readonly string[]): ConditionNode {
    const words = typeof text === 'string' ? text.split(/\s+/) : text
    const node = this.#read(words, (reader) => this.#host.condition(reader))
    if (node === null) throw new SampleSyntaxError("expects 'if' or 'unless'")
    return node
  }

  parseLogFormat(text: string): LogFormatNode {
    return this.#read([text], (reader) => this.#host.logFormat(reader, reader.next()!))
  }

  /** Runs one rule, such as `set-var(txn.x) int(5)`, with each argument a word. */
  runAction(ruleset: string, words: readonly string[], context: SampleContext): Verdict {
    const found = this.vocabulary.action(ruleset, words[0] ?? '')
    if (found === null) throw new SampleSyntaxError(`unknown action '${words[0]}'`)
    const { keyword, suffix } = found
    const values = this.#read(
      words,
      (reader) => {
        reader.next()
        const read: unknown[] = []
        for (const parameter of keyword.params) {
          const value = parameter.parse(reader)
          if (value === FAILED) return FAILED
          read.push(value)
        }
        return read
      },
      suffix,
    )
    return keyword.bind(values as never, this.binder, ruleset)(context)
  }

  /** The expression's value in a context; null for no sample. */
  evaluate(text: string, context: SampleContext = createSampleContext()): SampleValue | null {
    return this.binder.expression(this.parseExpression(text))(context)
  }

  /** The same as a byte string. */
  evaluateText(text: string, context?: SampleContext): string | null {
    const value = this.evaluate(text, context)
    return value === null ? null : toText(value)
  }

  /** Whether a condition (`if …` or `unless …`) holds. */
  test(text: string | readonly string[], context: SampleContext = createSampleContext()): boolean {
    return this.binder.condition(this.parseCondition(text))!(context)
  }

  format(text: string, context: SampleContext = createSampleContext(), use: LogFormatUse = 'http'): string {
    return this.binder.logFormat(this.parseLogFormat(text), use)(context)
  }
}

/** A language with the keywords of `vocabulary`, for tools, tests and programs of their own. */
export function createSampleLanguage(options: LanguageOptions): SampleLanguage {
  return new SampleLanguage(options)
}
