export { decodeBase64, decodeBase64Url, encodeBase64 } from './base64.ts'
export { type BufferSize, bufferPort } from './buffer.ts'
export { sampleBundle } from './bundle.ts'
export { bytesOfHex, bytesOfText, hexOfBytes, lowerAscii, textOfBytes, upperAscii } from './bytes.ts'
export {
  type Cast,
  type ConcreteType,
  castFunction,
  toAddress,
  toBool,
  toBytes,
  toSint,
  toText,
  typeOfValue,
} from './cast.ts'
export { type BinderOptions, createBinder, Ports, type SampleBinder } from './compile/binder.ts'
export type { Recorder } from './compile/recorder.ts'
export { createSampleContext } from './context.ts'
export { type DebugSink, debugPort } from './converters/debug.ts'
export type { StreamFacts } from './converters/when.ts'
export {
  type CipherMode,
  type CryptographicKey,
  type Cryptography,
  cryptoPort,
  type KeyFiles,
  keyFilesPort,
} from './cryptography.ts'
export { createSampleLanguage, type LanguageOptions, SampleLanguage, SampleSyntaxError } from './evaluate.ts'
export { createCryptography, type NodeCrypto } from './node-cryptography.ts'
export {
  bindOperand,
  bindSint,
  ipAddress,
  type Operand,
  readVariable,
  sint,
  sintOrVariable,
  textOrVariable,
  variableName,
  withDefault,
} from './parameters.ts'
export { readRegex } from './pattern/check.ts'
export type { PatternEntry, PatternIndex } from './pattern/entry.ts'
export { type PatternLine, parsePatternFile } from './pattern/file.ts'
export { createIndex, type IndexOptions, type PatternMethod, refusePattern } from './pattern/matcher.ts'
export {
  PatternRegistry,
  type PatternSources,
  patternsPort,
} from './pattern/registry.ts'
export { PatternSet, type PatternSetOrigin, type PatternSetUser } from './pattern/set.ts'
export { type ProcessFacts, processPort } from './process.ts'
export { findBacktracking } from './regex/backtracking.ts'
export { type Regex, type RegexMatch, translateRegex } from './regex/regex.ts'
export { isValidForwarded } from './rfc7239.ts'
export { maximumSint, minimumSint, parseSint, type Sint, saturate } from './sint.ts'
export { type BrokenTime, breakLocalTime, breakTime, formatTime } from './strftime.ts'
export { parseSubstitution, type Substitution, substitute } from './substitution.ts'
export {
  CheckVariables,
  createProcessVariables,
  parseVariableName,
  SessionVariables,
  StreamVariables,
  unlimitedVariables,
  type VariableLimits,
  type VariableName,
  type VariableScope,
  type VariableScopes,
  VariableStore,
  variableScopes,
} from './variables.ts'
