export {
  type ConditionEnvironment,
  type ConditionResult,
  evaluateCondition,
} from './condition-evaluator.ts'
export { createEnvironment, type Environment } from './environment.ts'
export { type LanguageDirective, languageDirectives } from './language/index.ts'
export { type LookUpVariable, maximumWords, type TokenizedLine, tokenize } from './lexer.ts'
export type { ConfigFiles } from './line-host.ts'
export { type ParseConfigOptions, type ParsedConfig, parseConfig } from './parse-config.ts'
export { isSectionKind, sectionKinds } from './section-kinds.ts'
export { type SourceFile, type SourceLine, splitLines } from './source-file.ts'
export { compareVersions, languageVersion } from './version.ts'
