export type { Model, ProxyModel, SectionModel } from '@weir/keyword'
export { evaluateCommandLineCondition } from './command-line-condition.ts'
export {
  type ConditionEnvironment,
  type ConditionResult,
  evaluateCondition,
} from './condition-evaluator.ts'
export { createEnvironment, type Environment } from './environment.ts'
export { type FormatOptions, formatConfig } from './format.ts'
export { type LanguageDirective, languageDirectives } from './language/index.ts'
export { createLanguageVariables } from './language-variables.ts'
export { type LookUpVariable, maximumWords, type TokenizedLine, tokenize } from './lexer.ts'
export type { ConfigFiles } from './line-host.ts'
export { type ParseConfigOptions, type ParsedConfig, parseConfig } from './parse-config.ts'
export { isSectionKind, sectionKinds } from './section-kinds.ts'
export { type SourceFile, type SourceLine, splitLines } from './source-file.ts'
export {
  type ConfigTree,
  parseTree,
  printTree,
  type TreeLine,
  type TreePiece,
  type TreeSection,
  wordsOf,
} from './tree.ts'
export { compareVersions, languageVersion } from './version.ts'
