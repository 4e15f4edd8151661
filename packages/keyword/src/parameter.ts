import { type ArgumentReader, FAILED, type Failed } from './argument-reader.ts'
import { canCast } from './grammar/cast-table.ts'
import { noLogFormatFlags } from './grammar/log-format.ts'
import { type Finding, WordReader } from './grammar/word-reader.ts'
import type { ConditionNode, ExpressionNode, LogFormatNode, Reference, ReferenceKind, Word } from './node.ts'
import {
  parseDuration,
  parseInteger,
  parseLeadingInteger,
  parseSize,
  parseWrappedInteger,
  type QuantityError,
} from './quantity.ts'
import type { SampleType } from './sample-type.ts'
import { nearest } from './suggest.ts'

/** A number of words: those that have to come, and all that may. */
export interface DeclaredWords {
  readonly needed: number
  readonly most: number
}

/** Reads one value from the arguments of a keyword, and says how it is written. */
export interface Parameter<T> {
  readonly name: string
  /** The type as `-dK` prints it inside a fetch's parentheses: `integer`, `string`, `table`, … */
  readonly type: string
  readonly isOptional: boolean
  /** How usage shows it: `<name>`, `[name]`, `{ a | b }`. */
  readonly usage: string
  /** How many words it is declared with, as `-dK` prints it, where that is not one: it may read others than it says. */
  readonly words?: DeclaredWords
  parse(reader: ArgumentReader): T | Failed
}

/** The same parameter, declared with that many words. */
export function declaredAs<T>(parameter: Parameter<T>, needed: number, most = needed): Parameter<T> {
  return { ...parameter, words: { needed, most } }
}

/** The tuple of values that a tuple of parameters gives. */
export type ValuesOf<P extends readonly Parameter<unknown>[]> = {
  -readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never
}

/** A parameter with a reader of its own, for what the combinators cannot say. */
export function custom<T>(
  name: string,
  usage: string,
  parse: (reader: ArgumentReader) => T | Failed,
  type = 'string',
): Parameter<T> {
  return { name, type, isOptional: usage.startsWith('['), usage, parse }
}

function single<T>(name: string, type: string, read: (word: Word, reader: ArgumentReader) => T | Failed): Parameter<T> {
  return {
    name,
    type,
    isOptional: false,
    usage: `<${name}>`,
    parse(reader) {
      const word = reader.next()
      if (word === null)
        return reader.fail(`'${reader.keyword.text}' expects <${name}>`, { code: 'config/missing-argument' })
      return read(word, reader)
    },
  }
}

/** Any one word. */
export function text(name: string): Parameter<string> {
  return single(name, 'string', (word) => word.text)
}

/** Any one word with its place. */
export function word(name: string): Parameter<Word> {
  return single(name, 'string', (found) => found)
}

/** The path of a file or directory, with `default-path` applied when it is relative. */
export function path(name: string): Parameter<string> {
  return single(name, 'string', (found, reader) => reader.host.resolvePath?.(found.text) ?? found.text)
}

/** What an integer may be. */
export interface IntegerBounds {
  readonly min?: number
  readonly max?: number
  /** A value outside counts as the bound next to it, where HAProxy does not refuse it. */
  readonly clamps?: true
  /** HAProxy keeps the number of a line in so many bits, so that it wraps around; the bounds are those of what is left. */
  readonly wraps?: 16 | 32
  /** Nothing but digits will do, where HAProxy looks at all of the word. */
  readonly isStrict?: true
  /** A line that ends here means this number, as HAProxy takes no word for one without digits. */
  readonly atEnd?: number
}

/**
 * A decimal integer, optionally signed, within the given bounds. On a line, where HAProxy reads numbers as C's atol does,
 * what follows the digits is let pass, and a word without digits counts as 0; a note says so.
 */
export function int(name: string, bounds: IntegerBounds = {}): Parameter<number> {
  const min = bounds.min ?? Number.MIN_SAFE_INTEGER
  const max = bounds.max ?? Number.MAX_SAFE_INTEGER
  const parameter = single(name, 'integer', (found, reader) => {
    const exact = parseInteger(found.text)
    const isLenient = reader.style === 'line' && bounds.isStrict !== true
    const read = exact === null && isLenient ? parseLeadingInteger(found.text) : exact
    const isWrapped = bounds.wraps !== undefined && isLenient
    const loose = isWrapped ? parseWrappedInteger(found.text, bounds.wraps) : read
    const value = loose !== null && bounds.clamps === true ? Math.min(Math.max(loose, min), max) : loose
    if (value !== null && value >= min && value <= max && value !== exact)
      reader.note?.(
        `<${name}> expects an integer${describeBounds(bounds)}, but got '${found.text}', taken for ${value}`,
        { code: 'config/loose-number' },
      )
    if (value === null) return reader.fail(`<${name}> expects an integer, but got '${found.text}'`)
    if (value < min || value > max) {
      return reader.fail(`<${name}> expects an integer${describeBounds(bounds)}, but got '${found.text}'`)
    }
    return value
  })
  const { atEnd } = bounds
  if (atEnd === undefined) return parameter
  return {
    ...parameter,
    parse(reader) {
      if (reader.style === 'call' || reader.peek() !== null) return parameter.parse(reader)
      reader.note?.(`<${name}> is missing, taken for ${atEnd}`, { code: 'config/loose-number' })
      return atEnd
    },
  }
}

function describeBounds({ min, max }: IntegerBounds): string {
  if (min === undefined) return max === undefined ? '' : ` of at most ${max}`
  return max === undefined ? ` of at least ${min}` : ` between ${min} and ${max}`
}

/** A time with more behind its unit, which HAProxy only warns about. */
const looseTime = /^([0-9]+(?:us|ms|m(?!s)|[shd]))(.)/s

/**
 * The time that a text gives, in milliseconds; `defaultUnit` applies to bare numbers. On a line, what follows the unit is
 * let pass with a warning.
 */
export function readDuration(
  text: string,
  reader: ArgumentReader,
  defaultUnit: 'ms' | 's' = 'ms',
  limitMs?: number,
): number | QuantityError {
  const loose = reader.style === 'line' ? looseTime.exec(text) : null
  if (loose === null) return parseDuration(text, defaultUnit, limitMs)
  reader.warn(
    `unexpected character '${loose[2]}' after the timer value '${text}', only (us=microseconds,ms=milliseconds,s=seconds,m=minutes,h=hours,d=days) are supported`,
    { code: 'config/loose-time' },
  )
  return parseDuration(loose[1]!, defaultUnit, limitMs)
}

/** A time (manual 2.5) in milliseconds; `defaultUnit` applies to bare numbers, and `limitMs` is the longest. */
export function duration(name: string, defaultUnit: 'ms' | 's' = 'ms', limitMs?: number): Parameter<number> {
  return single(name, 'time', (found, reader) => {
    const value = readDuration(found.text, reader, defaultUnit, limitMs)
    return typeof value === 'number' ? value : reader.fail(`<${name}> ${value.error}`)
  })
}

/** A size in bytes, with an optional `k`, `m` or `g`. */
export function size(name: string): Parameter<number> {
  return single(name, 'size', (found, reader) => {
    const value = parseSize(found.text)
    return typeof value === 'number' ? value : reader.fail(`<${name}> ${value.error}`)
  })
}

/** One of a closed list of words. */
export function oneOf<const W extends string>(name: string, words: readonly W[]): Parameter<W> {
  const parameter = single<W>(name, 'string', (found, reader) => {
    const match = words.find((candidate) => candidate === found.text)
    if (match !== undefined) return match
    const meant = nearest(found.text, words)
    return reader.fail(`<${name}> expects one of '${words.join("', '")}', but got '${found.text}'`, {
      ...(meant === null ? {} : { hint: `did you mean '${meant}' maybe ?` }),
    })
  })
  return { ...parameter, usage: `{ ${words.join(' | ')} }` }
}

/** True when the next word is exactly `literal`, which is then taken. */
export function flag(literal: string): Parameter<boolean> {
  return {
    name: literal,
    type: 'string',
    isOptional: true,
    usage: `[${literal}]`,
    parse(reader) {
      if (reader.peek()?.text !== literal) return false
      reader.next()
      return true
    },
  }
}

/** The value, or undefined when no argument is left (in parentheses: or the argument is empty). */
export function optional<T>(parameter: Parameter<T>): Parameter<T | undefined> {
  return {
    name: parameter.name,
    type: parameter.type,
    isOptional: true,
    usage: `[${parameter.usage.replace(/^<(.*)>$/, '$1')}]`,
    parse(reader) {
      const next = reader.peek()
      if (next === null) return undefined
      if (reader.style === 'call' && next.text === '') {
        reader.next()
        return undefined
      }
      return parameter.parse(reader)
    },
  }
}

/** All words that are left, up to a condition where the line may end in one. */
export function rest(name: string): Parameter<readonly Word[]> {
  return {
    name,
    type: 'string',
    isOptional: true,
    usage: `[${name}]*`,
    parse(reader) {
      const words: Word[] = []
      while (reader.peek() !== null) words.push(reader.next()!)
      return words
    },
  }
}

/** The same parameter again and again until the line, or what `until` recognises, ends it. */
export function many<T>(
  parameter: Parameter<T>,
  until: (next: Word) => boolean = () => false,
): Parameter<readonly T[]> {
  return {
    name: parameter.name,
    type: parameter.type,
    isOptional: true,
    usage: `${parameter.usage}*`,
    parse(reader) {
      const values: T[] = []
      for (let next = reader.peek(); next !== null && !until(next); next = reader.peek()) {
        const value = parameter.parse(reader)
        if (value === FAILED) return FAILED
        values.push(value)
      }
      return values
    },
  }
}

type SettingValues<S extends Readonly<Record<string, Parameter<unknown> | null>>> = {
  -readonly [K in keyof S]?: S[K] extends Parameter<infer T> ? T : true
}

/**
 * Named settings in any order: `{ status: int('code'), indirect: null }` reads `indirect status 404`; null stands for
 * a bare flag. Stops in front of the first word it does not know, such as `if`. A repeated setting is read again and
 * the last one wins, unless `repeated` names it: then its values gather in an array.
 */
export function settings<const S extends Readonly<Record<string, Parameter<unknown> | null>>>(
  known: S,
): Parameter<SettingValues<S>> {
  const usage = Object.entries(known).map(([name, parameter]) =>
    parameter === null ? `[${name}]` : `[${name} ${parameter.usage}]`,
  )
  return {
    name: 'settings',
    type: 'string',
    isOptional: true,
    usage: usage.join(' '),
    parse(reader) {
      const values: Record<string, unknown> = {}
      for (let next = reader.peek(); next !== null && Object.hasOwn(known, next.text); next = reader.peek()) {
        reader.next()
        const parameter = known[next.text]
        const value = parameter === null || parameter === undefined ? true : parameter.parse(reader)
        if (value === FAILED) return FAILED
        values[next.text] = value
      }
      return values as SettingValues<S>
    },
  }
}

/** A sample expression; the language checks that its result can be cast to `type`. */
export function expression(name: string, type: SampleType = 'any'): Parameter<ExpressionNode> {
  return {
    name,
    type: 'expression',
    isOptional: false,
    usage: `<${name}>`,
    parse(reader) {
      if (reader.peek() === null)
        return reader.fail(`'${reader.keyword.text}' expects <${name}>`, { code: 'config/missing-argument' })
      const node = reader.host.expression(reader)
      if (node === FAILED || canCast(node.type, type)) return node
      return reader.fail(
        `<${name}> expects a value of type ${type}, but '${node.text}' gives one of type ${node.type}`,
        {
          code: 'sample/type-mismatch',
          span: node.span,
        },
      )
    },
  }
}

/** A log-format string in one word (manual 8.2.6). */
export function logFormat(name: string): Parameter<LogFormatNode> {
  return single(name, 'log-format', (found, reader) => reader.host.logFormat(reader, found))
}

/**
 * A log-format string that HAProxy reads once it knows who uses it: what is wrong is noted in the node, for a pass to
 * report where the format is in force (`reportFaults`).
 */
export function lateLogFormat(name: string): Parameter<LogFormatNode> {
  return single(name, 'log-format', (found, reader) => readLateLogFormat(reader, found))
}

/** Reads one word as a late log format; never fails. */
export function readLateLogFormat({ style, keyword, host }: ArgumentReader, found: Word): LogFormatNode {
  const faults: Finding[] = []
  const reader = new WordReader({ style, keyword, words: [found], host, report: (finding) => faults.push(finding) })
  reader.next()
  const node = host.logFormat(reader, found)
  if (node !== FAILED) return faults.length === 0 ? node : { ...node, faults }
  return { items: [], flags: noLogFormatFlags, text: found.text, span: found.span, faults }
}

/** An optional `if …` or `unless …`, always last on its line. */
export function condition(): Parameter<ConditionNode | null> {
  return {
    name: 'condition',
    type: 'condition',
    isOptional: true,
    usage: '[{ if | unless } <condition>]',
    parse: (reader) => reader.host.condition(reader),
  }
}

/** The name of something declared elsewhere, settled after the last line. */
export function reference(name: string, kind: ReferenceKind): Parameter<Reference> {
  const type = kind === 'userlist' ? 'user list' : kind
  return single(name, type, (found, reader) => reader.host.reference(kind, found.text, found.span))
}

export function backend(name: string): Parameter<Reference> {
  return reference(name, 'backend')
}

export function table(name: string): Parameter<Reference> {
  return reference(name, 'table')
}

export function server(name: string): Parameter<Reference> {
  return reference(name, 'server')
}
