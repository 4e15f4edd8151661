export { findInHostsFile, type LateName, lateAddress, readAddress, readSocketAddress } from './address.ts'
export { type ArgumentReader, type Complaint, FAILED, type Failed, type ParseHost } from './argument-reader.ts'
export {
  defineAcl,
  defineAction,
  defineAlgorithm,
  defineBindOption,
  defineCheck,
  defineCommand,
  defineConverter,
  defineDirective,
  defineFetch,
  defineFilter,
  defineLogAlias,
  defineRuleset,
  defineServerOption,
} from './define.ts'
export { expandVariables } from './expand-variables.ts'
export { type AclSite, parseAcl } from './grammar/acl.ts'
export { type ArgumentList, cutArguments } from './grammar/arguments.ts'
export { canCast } from './grammar/cast-table.ts'
export { type ConditionSite, parseCondition } from './grammar/condition.ts'
export {
  type ExpressionSite,
  nameAt,
  type PartialExpression,
  parseExpression,
  parseExpressionIn,
} from './grammar/expression.ts'
export { grammarFindings } from './grammar/findings.ts'
export { type LogFormatSite, parseLogFormat } from './grammar/log-format.ts'
export { canMatch, defaultMatch, isMatchMethod, matchMethods } from './grammar/match-table.ts'
export { createParseHost, type ParseHostOptions, parsePredefinedAcl } from './grammar/parse-host.ts'
export { checkPatternFile, isNetwork } from './grammar/pattern.ts'
export { type Finding, isConditionStart, WordReader, type WordReaderOptions } from './grammar/word-reader.ts'
export { joinSpans, sliceWord, spanWithin } from './grammar/word-span.ts'
export {
  type AclKeyword,
  type ActionKeyword,
  type AlgorithmKeyword,
  type Binder,
  type BindOptionKeyword,
  type CheckKeyword,
  type CommandKeyword,
  type CommandLevel,
  type Complain,
  type Convert,
  type ConverterKeyword,
  type DirectiveKeyword,
  type DirectiveSite,
  definePort,
  type Evaluate,
  type EvaluateEach,
  type ExpressionExample,
  type FetchKeyword,
  type FilterKeyword,
  type FilterSite,
  type LogAliasKeyword,
  type LogFormatUse,
  type PortKey,
  type PredefinedAcl,
  type RefusedKeyword,
  type RulesetKeyword,
  type SampleContext,
  type SectionKind,
  type ServerOptionKeyword,
  type Verdict,
  verdicts,
} from './kinds.ts'
export { type ApplyOptions, lineOptions } from './line-options.ts'
export {
  definePass,
  type HostFacts,
  type Model,
  type Pass,
  type PassFiles,
  type PassSite,
  type ProxyModel,
  type SectionModel,
} from './model.ts'
export type {
  AclNode,
  Call,
  ConditionNode,
  ConditionTerm,
  ExpressionNode,
  FilterNode,
  LogFormatFlags,
  LogFormatItem,
  LogFormatNode,
  MatchMethod,
  PatternFile,
  PatternNode,
  Reference,
  ReferenceKind,
  RuleNode,
  Word,
} from './node.ts'
export { defineOptions, type OptionsKey, OptionsStore } from './options.ts'
export {
  backend,
  condition,
  custom,
  type DeclaredWords,
  declaredAs,
  duration,
  expression,
  flag,
  int,
  lateLogFormat,
  logFormat,
  many,
  oneOf,
  optional,
  type Parameter,
  path,
  readDuration,
  readLateLogFormat,
  reference,
  rest,
  server,
  settings,
  size,
  table,
  text,
  type ValuesOf,
  word,
} from './parameter.ts'
export { type PatternListName, PatternLists, parsePatternListName } from './pattern-list.ts'
export { isAvailable, type Phase, phases, type Source, sources } from './phase.ts'
export {
  parseDuration,
  parseInteger,
  parseLeadingInteger,
  parseSize,
  parseWrappedInteger,
  type QuantityError,
} from './quantity.ts'
export type { SampleType, SampleValue, ValueOf } from './sample-type.ts'
export { callSignature, declaredWords, lineUsage } from './signature.ts'
export { hintAmong, nearest } from './suggest.ts'
export {
  type Bundle,
  createVocabulary,
  type PatternCheck,
  type PatternFinding,
  type PatternUse,
  type Vocabulary,
} from './vocabulary.ts'
