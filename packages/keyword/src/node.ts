import type { Span } from '@weir/base'
import type { ConverterKeyword, FetchKeyword, FilterKeyword } from './kinds.ts'
import type { SampleType } from './sample-type.ts'

/** One word of a line, unquoted and unescaped, with the place it came from. */
export interface Word {
  readonly text: string
  readonly span: Span
  /** The column of each character of `text`, where quotes, escapes or variables set it apart from what is written. */
  readonly columns?: readonly number[]
}

/** What a reference can point to. */
export type ReferenceKind =
  | 'backend'
  | 'frontend'
  | 'proxy'
  | 'server'
  | 'table'
  | 'userlist'
  | 'peers'
  | 'resolvers'
  | 'mailers'
  | 'ring'
  | 'cache'
  | 'http-errors'
  | 'fcgi-app'
  | 'log-profile'
  | 'healthcheck'
  | 'acl'
  | 'filter'

/**
 * A name of something declared elsewhere. `target` is set in one pass after the last line, so order in the file never
 * matters; it stays null when the name is unknown, which has been reported then.
 */
export interface Reference<T = unknown> {
  readonly kind: ReferenceKind
  readonly name: string
  readonly span: Span
  target: T | null
}

/** A keyword with the values of its parameters. */
export interface Call<K> {
  readonly keyword: K
  /** The word as written: an alias, or a name with a suffix such as `sc0_get_gpc0`. */
  readonly name: string
  readonly values: readonly unknown[]
  readonly span: Span
}

/** A sample expression: one fetch, then converters (manual 7.3). */
export interface ExpressionNode {
  readonly fetch: Call<FetchKeyword>
  readonly converters: readonly Call<ConverterKeyword>[]
  /** The type after the last converter. */
  readonly type: SampleType
  readonly text: string
  readonly span: Span
}

/** How an ACL's patterns are matched (manual 7.1.2 to 7.1.6). */
export type MatchMethod =
  | 'found'
  | 'bool'
  | 'int'
  | 'ip'
  | 'bin'
  | 'len'
  | 'str'
  | 'beg'
  | 'sub'
  | 'reg'
  | 'end'
  | 'dir'
  | 'dom'

/**
 * One pattern of an ACL with its place: a word of the line, or a line of a pattern file. Integer operators are turned
 * into ranges: `gt 5` reads `6:`, `lt 0` reads `:-1`, `eq 3` reads `3`.
 */
export interface PatternNode {
  readonly text: string
  readonly span: Span
}

/** A pattern file of an ACL. `-i` counts for what follows it, so a file before it is compared with care for case. */
export interface PatternFile extends Word {
  readonly ignoreCase: boolean
  /** Where it is, when that is not where its name leads (`default-path`). */
  readonly path?: string
}

/** One `acl` line, or one anonymous `{ … }`: patterns are compared with the value of an expression. */
export interface AclNode {
  /** Null when anonymous. */
  readonly name: string | null
  readonly expression: ExpressionNode
  readonly match: MatchMethod
  readonly ignoreCase: boolean
  /** `-n`: never resolve host names. */
  readonly noResolve: boolean
  readonly patterns: readonly PatternNode[]
  /** `-f`: pattern files in order, as written, `opt@` and `virt@` included. */
  readonly files: readonly PatternFile[]
  /** `-M`: files have two columns, of which the first is the pattern. */
  readonly isMap?: boolean
  /** `-u`: the unique identifier, or null. */
  readonly id: number | null
  readonly span: Span
}

/** One operand of a condition: all ACL lines of one name (a match of any is a match), possibly negated. */
export interface ConditionTerm {
  readonly negated: boolean
  readonly name: string
  /** Settled after the last line for named ACLs; one entry for an anonymous one. */
  acls: readonly AclNode[]
  readonly span: Span
}

/** `if` or `unless`: a disjunction of conjunctions (manual 7.2). */
export interface ConditionNode {
  readonly polarity: 'if' | 'unless'
  readonly alternatives: readonly (readonly ConditionTerm[])[]
  readonly span: Span
}

/** Flags of a log-format item: `Q` quote, `X` hexadecimal, `E` escape, `M` mandatory, `json`, `cbor`, `bin`. */
export interface LogFormatFlags {
  readonly quote: boolean
  readonly hexadecimal: boolean
  readonly escape: boolean
  readonly mandatory: boolean
  readonly encoding: 'text' | 'json' | 'cbor'
  readonly binary: boolean
}

/** One item of a log format (manual 8.2.6). */
export type LogFormatItem =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'alias'
      readonly alias: Call<import('./kinds.ts').LogAliasKeyword>
      readonly itemName: string | null
      readonly itemType: 'str' | 'sint' | 'bool' | null
      readonly flags: LogFormatFlags
    }
  | {
      readonly kind: 'expression'
      readonly expression: ExpressionNode
      readonly itemName: string | null
      readonly itemType: 'str' | 'sint' | 'bool' | null
      readonly flags: LogFormatFlags
    }

/** A parsed log format. `flags` are those set globally by a bare `%{…}o`. */
export interface LogFormatNode {
  readonly items: readonly LogFormatItem[]
  readonly flags: LogFormatFlags
  readonly text: string
  readonly span: Span
  /** What is wrong with a format that counts only where something uses it (`lateLogFormat`). */
  readonly faults?: readonly import('./grammar/word-reader.ts').Finding[]
}

/** One rule of a ruleset. */
export interface RuleNode {
  readonly ruleset: string
  readonly action: Call<import('./kinds.ts').ActionKeyword>
  readonly condition: ConditionNode | null
  readonly span: Span
}

/** One `filter` line. */
export interface FilterNode {
  /** The name by which rules and `filter-sequence` find it. */
  readonly id: string
  readonly call: Call<FilterKeyword>
  readonly span: Span
}
