import type { Clock, Random, Span } from '@weir/base'
import type { SectionModel } from './model.ts'
import type { ConditionNode, ExpressionNode, LogFormatNode, MatchMethod, Reference, ReferenceKind } from './node.ts'
import type { OptionsKey, OptionsStore } from './options.ts'
import type { Parameter, ValuesOf } from './parameter.ts'
import type { Phase, Source } from './phase.ts'
import type { SampleType, SampleValue, ValueOf } from './sample-type.ts'

type Parameters = readonly Parameter<unknown>[]

/**
 * What an expression is evaluated against. Engines widen this interface with the state they own (declaration merging
 * in the package that owns the state): a fetch reads only what its source promises, and copes with null.
 */
export interface SampleContext {
  readonly clock: Clock
  readonly random: Random
  /**
   * Set by a fetch that gives no sample only because what it looks at has not arrived yet. A rule whose condition
   * leaves it set waits rather than decides, unless `isFinal`.
   */
  isIncomplete?: boolean
  /** True once nothing more will arrive: an inspection delay is over, a buffer is full, a side has closed. */
  isFinal?: boolean
}

/** A bound expression: null means "no sample". Allocates nothing beyond its result. */
export type Evaluate<T = SampleValue> = (context: SampleContext) => T | null

/** Hands samples to `visit` until it returns true, and then returns true. */
export type EvaluateEach<T = SampleValue> = (
  context: SampleContext,
  visit: (value: T, context: SampleContext) => boolean,
) => boolean

/**
 * Where a log format's text goes (as the oracle shows): a `log` line has `-` for what is missing and honours quotes on
 * expressions; an `http` value has bytes that may not stand in a header percent-encoded; a `variable` is left as
 * it is; in a `body` only the text stands as written.
 */
export type LogFormatUse = 'log' | 'http' | 'variable' | 'body'

/** A rule's outcome. Small integers, so that a rule list is a loop over closures. */
export const verdicts = {
  /** Go on with the next rule. */
  proceed: 0,
  /** Stop this ruleset; the traffic is allowed. */
  stop: 1,
  /** The action has answered, denied or closed: stop everything. */
  done: 2,
  /** Come back to this very rule when the stream is resumed (asynchronous actions, missing data). */
  wait: 3,
} as const
export type Verdict = (typeof verdicts)[keyof typeof verdicts]

/** Names a service that an engine supplies to keywords: a table registry, a cryptographic port, a backend's state. */
export interface PortKey<T> {
  readonly name: string
  /** Never set; carries the type. */
  readonly type?: T
  /** What holds in an assembly that supplies nothing. */
  readonly fallback?: T
}

/** A service without a fallback must be supplied by every assembly whose keywords ask for it. */
export function definePort<T>(name: string, fallback?: T): PortKey<T> {
  return fallback === undefined ? { name } : { name, fallback }
}

/** Turns parsed nodes into closures, once per configuration. */
export interface Binder {
  /** `as` casts the result; a value that cannot be cast gives no sample. */
  expression<T extends SampleType = 'any'>(node: ExpressionNode, as?: T): Evaluate<ValueOf<T>>
  /** `use` is `http` unless given. */
  logFormat(node: LogFormatNode, use?: LogFormatUse): (context: SampleContext) => string
  /** Null for no condition: the rule always applies. */
  condition(node: ConditionNode | null): ((context: SampleContext) => boolean) | null
  /** The running object behind a reference (backend state, table, user list). Throws when it was never settled. */
  resolve<T>(reference: Reference): T
  /** The service registered for `key`, or its fallback. Throws when the assembly lacks it. */
  port<T>(key: PortKey<T>): T
}

interface KeywordBase<P extends Parameters> {
  readonly name: string
  readonly aliases?: readonly string[]
  /** One sentence, full stop included. */
  readonly summary: string
  readonly params: P
  /** Section of the manual, such as `4.2` or `RFC 9110 §7.8`. */
  readonly manual?: string
  /** Only legal after `expose-experimental-directives`. Looked at for directives and actions. */
  readonly isExperimental?: boolean
}

/** An expression and its result as text, run by tests and shown in the docs. */
export interface ExpressionExample {
  readonly expression: string
  /** The result cast to a string, or null for "no sample". */
  readonly gives: string | null
}

/** Reports a semantic error of one call's values; `argument` is the index of the one to blame. */
export type Complain = (message: string, argument?: number) => void

export interface FetchKeyword<P extends Parameters = Parameters, T extends SampleType = SampleType>
  extends KeywordBase<P> {
  readonly kind: 'fetch'
  readonly out: T
  /** The type that HAProxy declares it with, where its samples come in another: converters are checked against it. */
  readonly declaredOut?: SampleType
  readonly source: Source
  /** The method an ACL uses when no `-m` is given, where it is not the one of the output type. */
  readonly defaultMatch?: MatchMethod
  /** `dotted` when the integers an ACL compares with are written `major.minor` (SSL versions, manual 7.1.2). */
  readonly patternForm?: 'dotted'
  /** True when it only exists in HTTP mode: in a tcp proxy it is worth a warning. */
  readonly needsHttp?: boolean
  readonly examples?: readonly ExpressionExample[]
  check?(values: ValuesOf<P>, complain: Complain): void
  bind(values: ValuesOf<P>, binder: Binder, call: { readonly name: string }): Evaluate<ValueOf<T>>
  /**
   * For a fetch that can find several samples (every value of a header, every cookie): an ACL tries them in turn until
   * one matches. Elsewhere, and where this is absent, the one sample of `bind` counts.
   */
  bindEach?(values: ValuesOf<P>, binder: Binder, call: { readonly name: string }): EvaluateEach<ValueOf<T>>
}

export interface ConverterKeyword<
  P extends Parameters = Parameters,
  I extends SampleType = SampleType,
  O extends SampleType = SampleType,
> extends KeywordBase<P> {
  readonly kind: 'converter'
  readonly in: I
  readonly out: O
  /** The type that HAProxy declares it with, where its samples come in another: converters are checked against it. */
  readonly declaredOut?: SampleType
  readonly examples?: readonly ExpressionExample[]
  check?(values: ValuesOf<P>, complain: Complain): void
  bind(values: ValuesOf<P>, binder: Binder): Convert<I, O>
}

/** A bound converter. Declared as a method so that converters of all types fit in one list. */
export type Convert<I extends SampleType, O extends SampleType> = {
  convert(input: ValueOf<I>, context: SampleContext): ValueOf<O> | null
}['convert']

/** An ACL keyword that stands for a fetch with a matching method, such as `path_beg`. */
export interface AclKeyword {
  readonly kind: 'acl'
  readonly name: string
  readonly fetch: string
  readonly match: MatchMethod
}

/** A pre-defined ACL (manual 7.4), written as an `acl` line would be. */
export interface PredefinedAcl {
  readonly name: string
  readonly definition: string
}

/** A log-format alias such as `%ci`; `bind` gives the text before flags are applied. */
export interface LogAliasKeyword {
  readonly kind: 'log-alias'
  readonly name: string
  readonly summary: string
  readonly needsHttp?: boolean
  /** What the value is when it is encoded (JSON, CBOR): text unless said otherwise. */
  readonly out?: 'str' | 'sint'
  /** False for dates and termination states, which `Q` leaves bare as it does numbers. */
  readonly isQuotable?: boolean
  /** True for numbers and addresses that flag `X` prints as bare digits, whatever `Q` says. */
  readonly isBareInHexadecimal?: boolean
  /** `flags.hexadecimal` matters to a few. Null prints as `-`; of a list each item is quoted, and missing, by itself. */
  bind(
    binder: Binder,
    flags: { readonly hexadecimal: boolean; readonly escape: boolean },
  ): (context: SampleContext) => string | number | null | readonly (string | null)[]
}

export type SectionKind =
  | 'global'
  | 'defaults'
  | 'frontend'
  | 'backend'
  | 'listen'
  | 'userlist'
  | 'peers'
  | 'resolvers'
  | 'mailers'
  | 'ring'
  | 'log-forward'
  | 'log-profile'
  | 'http-errors'
  | 'cache'
  | 'fcgi-app'
  | 'crt-store'
  | 'acme'
  | 'healthcheck'
  | 'traces'

/** A list of rules that a directive of the same name fills, with where its expressions are evaluated. */
export interface RulesetKeyword {
  readonly kind: 'ruleset'
  /** `http-request`, `tcp-request content`, … */
  readonly name: string
  readonly summary: string
  readonly sections: readonly SectionKind[]
  readonly needsHttp: boolean
  readonly frontendPhase: Phase | null
  readonly backendPhase: Phase | null
}

export interface ActionKeyword<P extends Parameters = Parameters> extends KeywordBase<P> {
  readonly kind: 'action'
  readonly rulesets: readonly string[]
  /** True when more follows in the same word: `set-var(…)`, `track-sc0`. Read it from the reader's `suffix`. */
  readonly isPrefix?: boolean
  /** True when no rule after an unconditional one can be reached. */
  readonly isFinal?: boolean
  check?(values: ValuesOf<P>, complain: Complain, ruleset: string): void
  bind(values: ValuesOf<P>, binder: Binder, ruleset: string): (context: SampleContext) => Verdict
}

/** Where a directive's line stands, for `apply`. */
export interface DirectiveSite {
  readonly span: Span
  readonly section: { readonly kind: SectionKind; readonly name: string }
  /** `no` or `default` when the line starts with that prefix. */
  readonly prefix: 'no' | 'default' | null
  readonly options: OptionsStore
  /** The section's model: its other settings, and what it has declared so far. */
  readonly owner: SectionModel
  /**
   * Makes something nameable from elsewhere: a server, a table, a filter. References of that kind and name get `object`
   * as their target. Returns what already bore the name in the same place, which stays, or null.
   */
  declare(kind: ReferenceKind, name: string, object: object): object | null
  complain(message: string, hint?: string): void
  warn(message: string, hint?: string): void
}

/**
 * A line of a section. `apply` writes the values into the record of `options`. `name` may have several words
 * (`timeout client`, `option httplog`); the longest match wins.
 */
export interface DirectiveKeyword<P extends Parameters = Parameters, O extends object = object> extends KeywordBase<P> {
  readonly kind: 'directive'
  readonly sections: readonly SectionKind[]
  readonly options: OptionsKey<O>
  /** Which prefixes are legal; none unless given. */
  readonly prefixes?: readonly ('no' | 'default')[]
  readonly needsHttp?: boolean
  /** Set when the line is read and checked but changes nothing: the reason, for the coverage page. */
  readonly withoutEffect?: string
  /** Where expressions on this line are evaluated. */
  readonly phase?: Phase
  apply(record: O, values: ValuesOf<P>, site: DirectiveSite): void
}

/** A word after the address of a `bind` line. */
export interface BindOptionKeyword<P extends Parameters = Parameters, O extends object = object>
  extends KeywordBase<P> {
  readonly kind: 'bind-option'
  readonly options: OptionsKey<O>
  /** True where lines of a `crt-list` file take it as well, between brackets. */
  readonly isCrtListOption?: boolean
  readonly withoutEffect?: string
  apply(record: O, values: ValuesOf<P>, site: DirectiveSite): void
}

/** A word after the address of a `server` line, or on `default-server`. */
export interface ServerOptionKeyword<P extends Parameters = Parameters, O extends object = object>
  extends KeywordBase<P> {
  readonly kind: 'server-option'
  readonly options: OptionsKey<O>
  /** False when it is refused on `default-server`. */
  readonly onDefaultServer?: boolean
  /** True when more follows in the same word: `set-proxy-v2-tlv-fmt(…)`. Read it from the reader's `suffix`. */
  readonly isPrefix?: boolean
  readonly withoutEffect?: string
  apply(record: O, values: ValuesOf<P>, site: DirectiveSite): void
}

/** A keyword that HAProxy 3.5 knows and Weir refuses, or one that HAProxy has removed. */
export interface RefusedKeyword {
  readonly kind: 'refused'
  /** What it would have been: `directive`, `action`, `fetch`, `converter`, `bind-option`, `server-option`, … */
  readonly slot: string
  readonly name: string
  readonly state: 'unsupported' | 'removed'
  /** Of a directive: where it would stand. Everywhere without it. */
  readonly sections?: readonly SectionKind[]
  readonly reason: string
}

/** A word that names an algorithm of `balance`. The owner narrows `create`'s result. */
export interface AlgorithmKeyword<P extends Parameters = Parameters, A = unknown> extends KeywordBase<P> {
  readonly kind: 'algorithm'
  /** False when weights cannot change at run time. */
  readonly isDynamic: boolean
  create(values: ValuesOf<P>, binder: Binder): A
}

/** A kind of health check, such as `tcp`, `httpchk`. The owner narrows `create`'s result. */
export interface CheckKeyword<A = unknown> {
  readonly kind: 'check'
  readonly name: string
  readonly summary: string
  readonly create: A
}

/**
 * A word after `filter`. Its line makes one filter of a proxy: `create` is called once, when the configuration is put to
 * work, and the owner of the data path narrows what it gives.
 */
export interface FilterKeyword<P extends Parameters = Parameters, F = unknown> extends KeywordBase<P> {
  readonly kind: 'filter'
  /** The name by which rules and `filter-sequence` find the filter; the keyword's own without this. */
  identify?(values: ValuesOf<P>): string
  /** What is said of a second filter of one name in one proxy, which then is an error. */
  describeDuplicate?(id: string, proxyName: string): string
  check?(values: ValuesOf<P>, complain: Complain): void
  create(values: ValuesOf<P>, binder: Binder, site: FilterSite): F
}

/** What a filter knows of the proxy that it stands in. */
export interface FilterSite {
  readonly id: string
  readonly proxyName: string
  readonly isFrontend: boolean
  readonly isBackend: boolean
}

export type CommandLevel = 'user' | 'operator' | 'admin'

/** A command of the runtime socket. The owner narrows `run`. */
export interface CommandKeyword<R = unknown> {
  readonly kind: 'command'
  /** The words that select it: `show stat`. */
  readonly name: string
  /** As `help` prints it, arguments included. */
  readonly usage: string
  readonly summary: string
  readonly level: CommandLevel
  /** True for one that a session has to allow with `experimental-mode`. */
  readonly isExperimental?: boolean
  readonly run: R
}
