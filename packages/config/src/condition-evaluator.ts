import { cutArguments, FAILED, nameAt, type Word } from '@weir/keyword'
import { compareVersions } from './version.ts'

/** What the predicates of `.if` look at. */
export interface ConditionEnvironment {
  /** True for a variable that exists, whatever it holds. */
  isDefined(name: string): boolean
  /** Names that `feature(…)` finds. */
  readonly features: ReadonlySet<string>
  /** The version of the language, such as `3.5-dev5`. */
  readonly version: string
  /** Names that `enabled(…)` finds. */
  readonly enabled?: ReadonlySet<string>
  /** Of the TLS library: three numbers. */
  readonly opensslVersion?: string
  /** The name of the TLS library. */
  readonly tlsLibrary?: string
}

/** The verdict, or what is wrong with the text and where. `position` counts characters from 0. */
export type ConditionResult = { readonly holds: boolean } | { readonly error: string; readonly position: number }

/** A predicate over its arguments. */
interface Predicate {
  readonly count: number
  /** Null when an argument makes no sense. */
  test(values: readonly string[], environment: ConditionEnvironment): boolean | null
}

const integer = /[+-]?(?:0x[0-9a-f]+|0[0-7]*|[1-9][0-9]*)/iy

const predicates: Readonly<Record<string, Predicate>> = {
  defined: { count: 1, test: ([name], environment) => environment.isDefined(name!) },
  feature: { count: 1, test: ([name], environment) => name === '' || environment.features.has(name!) },
  enabled: { count: 1, test: ([name], environment) => environment.enabled?.has(name!) ?? false },
  streq: { count: 2, test: ([a, b]) => a === b },
  strneq: { count: 2, test: ([a, b]) => a !== b },
  strstr: { count: 2, test: ([text, part]) => text!.includes(part!) },
  version_atleast: { count: 1, test: ([version], { version: own }) => compareVersions(own, version!) >= 0 },
  version_before: { count: 1, test: ([version], { version: own }) => compareVersions(own, version!) < 0 },
  openssl_version_atleast: {
    count: 1,
    test: ([version], environment) => compareLibrary(environment, version!, (order) => order >= 0),
  },
  openssl_version_before: {
    count: 1,
    test: ([version], environment) => compareLibrary(environment, version!, (order) => order < 0),
  },
  ssllib_name_startswith: {
    count: 1,
    test: ([name], environment) => environment.tlsLibrary?.startsWith(name!) ?? false,
  },
  awslc_api_atleast: { count: 1, test: () => null },
  awslc_api_before: { count: 1, test: () => null },
  fips_mode: { count: 0, test: () => false },
}

function compareLibrary(
  environment: ConditionEnvironment,
  wanted: string,
  judge: (order: number) => boolean,
): boolean | null {
  if (!/^[0-9]+\.[0-9]+\.[0-9]+$/.test(wanted)) return null
  return environment.opensslVersion === undefined ? false : judge(compareVersions(environment.opensslVersion, wanted))
}

/** Levels of `||`, `&&`, terms and parentheses, each inside the one before, that HAProxy follows. */
const maximumDepth = 1024

/**
 * Evaluates a condition of `.if`, `.elif` and `-cc` (manual 2.4): integers, predicates, `!`, parentheses, `&&`, `||`.
 * An empty text is false. All of it is parsed, whatever the outcome, so that an error never hides behind `||`.
 */
export function evaluateCondition(text: string, environment: ConditionEnvironment): ConditionResult {
  if (text === '') return { holds: false }
  const parser = new ConditionParser(text, environment)
  const holds = parser.parseOr(1)
  if (parser.error !== null) return parser.error
  const rest = parser.position
  if (rest < text.length)
    return {
      error: `unexpected character '${text[rest]}' at the end of conditional expression '${text}'`,
      position: rest,
    }
  return { holds }
}

class ConditionParser {
  position = 0
  error: { readonly error: string; readonly position: number } | null = null
  readonly #text: string
  readonly #environment: ConditionEnvironment

  constructor(text: string, environment: ConditionEnvironment) {
    this.#text = text
    this.#environment = environment
    this.#skipBlanks()
  }

  parseOr(depth: number): boolean {
    const holds = this.#parseAnd(depth + 1)
    return this.#takes('||') ? this.parseOr(depth + 1) || holds : holds
  }

  #parseAnd(depth: number): boolean {
    const holds = this.#parseTerm(depth + 1)
    return this.#takes('&&') ? this.#parseAnd(depth + 1) && holds : holds
  }

  #takes(operator: string): boolean {
    if (this.error !== null || !this.#text.startsWith(operator, this.position)) return false
    this.position += operator.length
    this.#skipBlanks()
    return true
  }

  #parseTerm(depth: number): boolean {
    const start = this.position
    if (depth > maximumDepth || start === this.#text.length)
      return this.#fail(`unparsable conditional sub-expression '${this.#text.slice(start)}'`, start)
    let negated = false
    while (this.#text[this.position] === '!') {
      negated = !negated
      this.position++
      this.#skipBlanks()
    }
    return this.#parseOperand(depth) !== negated
  }

  #parseOperand(depth: number): boolean {
    const start = this.position
    const text = this.#text
    if (text[start] === '(') return this.#parseGroup(start, depth)
    // As in C, 0x starts a hexadecimal number and 0 an octal one.
    integer.lastIndex = start
    const number = integer.exec(text)
    if (number !== null) {
      this.position += number[0].length
      this.#skipBlanks()
      return !/^[+-]?0(?:x?0*)$/i.test(number[0])
    }
    const name = nameAt(text, start)
    const predicate = Object.hasOwn(predicates, name) ? predicates[name]! : null
    if (predicate === null) return this.#fail(`unparsable conditional expression '${text.slice(start)}'`, start)
    return this.#parsePredicate(name, predicate, start)
  }

  #parseGroup(start: number, depth: number): boolean {
    this.position++
    this.#skipBlanks()
    const holds = this.parseOr(depth + 1)
    if (this.error !== null) return false
    if (this.#text[this.position] !== ')')
      return this.#fail(`expected ')' after conditional expression '${this.#text.slice(start)}'`, start)
    this.position++
    this.#skipBlanks()
    return holds
  }

  #parsePredicate(name: string, predicate: Predicate, start: number): boolean {
    const text = this.#text
    let end = start + name.length
    let values: readonly Word[] = []
    if (text[end] === '(') {
      const word = { text, span: { file: '', line: 0, column: 0, length: text.length } }
      const list = cutArguments(word, end, (message, at) => {
        this.#fail(`${message} in arguments of predicate '${name}' used in conditional expression`, at)
        return FAILED
      })
      if (list === FAILED) return false
      values = list.words
      end = list.end
    }
    const last = Math.max(start, end - 1)
    const given = values.length === 0 && predicate.count === 1 ? [''] : values.map((word) => word.text)
    if (given.length < predicate.count)
      return this.#fail(
        `missing arguments (got ${given.length}/${predicate.count}), type 'string' expected in argument ${given.length} of predicate '${name}' used in conditional expression`,
        last,
      )
    if (given.length > predicate.count)
      return this.#fail(
        `expected ')' before ',${given[predicate.count]}' in arguments of predicate '${name}' used in conditional expression`,
        last,
      )
    const holds = predicate.test(given, this.#environment)
    if (holds === null) return this.#fail('invalid argument to conditional expression predicate', start)
    this.position = end
    this.#skipBlanks()
    return holds
  }

  #fail(error: string, position: number): false {
    this.error ??= { error, position }
    return false
  }

  #skipBlanks(): void {
    while (this.#text[this.position] === ' ' || this.#text[this.position] === '\t') this.position++
  }
}
