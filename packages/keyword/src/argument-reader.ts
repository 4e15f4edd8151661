import type { Span } from '@weir/base'
import type { LateName } from './address.ts'
import type { SectionKind } from './kinds.ts'
import type { ConditionNode, ExpressionNode, LogFormatNode, Reference, ReferenceKind, Word } from './node.ts'
import type { OptionsKey } from './options.ts'
import type { PatternLists } from './pattern-list.ts'
import type { Phase } from './phase.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Returned by a parameter that has reported why it could not read its value. */
export const FAILED: unique symbol = Symbol('failed')
export type Failed = typeof FAILED

/** What a parameter may say about a word. */
export interface Complaint {
  /** Defaults to `config/invalid-argument`. */
  readonly code?: string
  readonly hint?: string
  /** Defaults to the word read last. */
  readonly span?: Span
}

/**
 * A cursor over the arguments of one keyword: the words of a line, or the comma-separated arguments between the
 * parentheses of a fetch or converter. Errors get file and line from it for free.
 */
export interface ArgumentReader {
  /** `line` for words of a line, `call` for arguments in parentheses. */
  readonly style: 'line' | 'call'
  /** The keyword's own word as written (`set-var(txn.x)`, `track-sc0`, `option`). */
  readonly keyword: Word
  /** What follows the keyword's name in its word, for keywords that match a prefix: `(txn.x)`, `0`. */
  readonly suffix: string
  readonly host: ParseHost
  /** The word `ahead` places further (0: the next one), or null at the end. */
  peek(ahead?: number): Word | null
  /** Takes the next word, or null at the end. */
  next(): Word | null
  /** Reports an alert. Returns FAILED so that a parser can `return reader.fail(…)`. */
  fail(message: string, complaint?: Complaint): Failed
  warn(message: string, complaint?: Complaint): void
  /** Says what HAProxy leaves unsaid; shown where diagnostics are asked for (`-dD`). */
  note?(message: string, complaint?: Complaint): void
}

/** What the language gives to parameters. Implemented by `config`; `sample` has a small one for use alone. */
export interface ParseHost {
  readonly vocabulary: Vocabulary
  /** Section in which the line stands, with its name; null outside a configuration. */
  readonly section: { readonly kind: SectionKind; readonly name: string } | null
  /** Where the expressions of this line will be evaluated; null where any fetch may stand. */
  readonly phase: Phase | null
  /**
   * Parses the expression that starts at the reader's next word; converters may be spread over several words. `phase` is
   * where its data has to exist, when that is not the phase of the line.
   */
  expression(reader: ArgumentReader, phase?: Phase): ExpressionNode | Failed
  logFormat(reader: ArgumentReader, word: Word): LogFormatNode | Failed
  /** Reads `if …` or `unless …` to the end of the line; null when the next word is neither. */
  condition(reader: ArgumentReader): ConditionNode | null | Failed
  /** A reference to be settled after the last line. `name` may be empty for "the current proxy". */
  reference(kind: ReferenceKind, name: string, span: Span): Reference
  /** Whether a section of that kind and name stands above this line; unknown without this. */
  isDeclared?(kind: SectionKind, name: string): boolean
  /** Where a relative path of this line leads (`default-path`); the path itself without this. */
  resolvePath?(path: string): string
  /** Settings of `global` as the lines above give them; their defaults without this. */
  settings?<T extends object>(key: OptionsKey<T>): Readonly<T>
  /** The value of an environment variable; none is set without this. */
  variable?(name: string): string | undefined
  /** What the lines of one configuration share; absent for a line alone. */
  readonly patternLists?: PatternLists
  /** Takes the names that are looked up once all is read; addresses alone are taken without it. */
  readonly lateNames?: LateName[]
  /** Reads a file that the configuration names, as a byte string, or says why it cannot be read. */
  readFile(path: string): { readonly text: string } | { readonly error: string }
}
