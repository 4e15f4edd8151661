import type {
  AclKeyword,
  ActionKeyword,
  AlgorithmKeyword,
  BindOptionKeyword,
  CheckKeyword,
  CommandKeyword,
  ConverterKeyword,
  DirectiveKeyword,
  FetchKeyword,
  FilterKeyword,
  LogAliasKeyword,
  RulesetKeyword,
  ServerOptionKeyword,
} from './kinds.ts'
import type { Parameter } from './parameter.ts'
import type { SampleType } from './sample-type.ts'

type Parameters = readonly Parameter<unknown>[]

export function defineFetch<const P extends Parameters, const T extends SampleType>(
  keyword: Omit<FetchKeyword<P, T>, 'kind'>,
): FetchKeyword<P, T> {
  return { kind: 'fetch', ...keyword }
}

export function defineConverter<const P extends Parameters, const I extends SampleType, const O extends SampleType>(
  keyword: Omit<ConverterKeyword<P, I, O>, 'kind'>,
): ConverterKeyword<P, I, O> {
  return { kind: 'converter', ...keyword }
}

export function defineAcl(keyword: Omit<AclKeyword, 'kind'>): AclKeyword {
  return { kind: 'acl', ...keyword }
}

export function defineLogAlias(keyword: Omit<LogAliasKeyword, 'kind'>): LogAliasKeyword {
  return { kind: 'log-alias', ...keyword }
}

export function defineRuleset(keyword: Omit<RulesetKeyword, 'kind'>): RulesetKeyword {
  return { kind: 'ruleset', ...keyword }
}

export function defineAction<const P extends Parameters>(keyword: Omit<ActionKeyword<P>, 'kind'>): ActionKeyword<P> {
  return { kind: 'action', ...keyword }
}

export function defineDirective<const P extends Parameters, O extends object>(
  keyword: Omit<DirectiveKeyword<P, O>, 'kind'>,
): DirectiveKeyword<P, O> {
  return { kind: 'directive', ...keyword }
}

export function defineBindOption<const P extends Parameters, O extends object>(
  keyword: Omit<BindOptionKeyword<P, O>, 'kind'>,
): BindOptionKeyword<P, O> {
  return { kind: 'bind-option', ...keyword }
}

export function defineServerOption<const P extends Parameters, O extends object>(
  keyword: Omit<ServerOptionKeyword<P, O>, 'kind'>,
): ServerOptionKeyword<P, O> {
  return { kind: 'server-option', ...keyword }
}

export function defineAlgorithm<const P extends Parameters, A>(
  keyword: Omit<AlgorithmKeyword<P, A>, 'kind'>,
): AlgorithmKeyword<P, A> {
  return { kind: 'algorithm', ...keyword }
}

export function defineCheck<A>(keyword: Omit<CheckKeyword<A>, 'kind'>): CheckKeyword<A> {
  return { kind: 'check', ...keyword }
}

export function defineCommand<R>(keyword: Omit<CommandKeyword<R>, 'kind'>): CommandKeyword<R> {
  return { kind: 'command', ...keyword }
}

export function defineFilter<const P extends Parameters, F>(
  keyword: Omit<FilterKeyword<P, F>, 'kind'>,
): FilterKeyword<P, F> {
  return { kind: 'filter', ...keyword }
}
