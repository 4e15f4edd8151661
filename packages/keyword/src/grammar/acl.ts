import type { Span } from '@weir/base'
import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { AclNode, ExpressionNode, MatchMethod, PatternFile, PatternNode, Word } from '../node.ts'
import { parsePatternListName } from '../pattern-list.ts'
import { parseWrappedInteger } from '../quantity.ts'
import { nearest } from '../suggest.ts'
import { nameAt, parseExpressionIn, parseFetchCall } from './expression.ts'
import { grammarFindings } from './findings.ts'
import { canMatch, defaultMatch, isMatchMethod, matchMethods } from './match-table.ts'
import { checkIntent, checkPattern, checkPatternFile, readIntegerPatterns } from './pattern.ts'
import { joinSpans, spanWithin } from './word-span.ts'

/** What an ACL is read with: a reader to report through, and the host. */
export interface AclSite {
  readonly reader: ArgumentReader
  readonly host: ParseHost
}

interface Criterion {
  readonly expression: ExpressionNode
  /** The method that an ACL keyword implies, or that follows from the type; null when `-m` must say it. */
  readonly match: MatchMethod | null
  /** True when the keyword's name ends in its method, as in `path_beg`. */
  readonly isSuffixed: boolean
  readonly usesKeywordMatch: boolean
}

/**
 * Reads `criterion [flags] [operator] [pattern]*` (manual 7.1). `name` is null for an anonymous ACL. Fetches are not
 * held against the phase: an ACL that cannot match where it is used is worth a warning there, no more.
 */
export function parseAcl(site: AclSite, name: string | null, words: readonly Word[], whole: Span): AclNode | Failed {
  const { reader } = site
  const first = words[0]
  if (first === undefined || first.text === '')
    return reader.fail('missing fetch method in ACL expression', { code: 'sample/missing-fetch', span: whole })
  const criterion = parseCriterion(site, first)
  if (criterion === FAILED) return FAILED
  const flags = parseFlags(site, words, criterion)
  if (flags === FAILED) return FAILED
  if (flags.match === null) {
    return reader.fail(
      `matching method must be specified first (using '-m') when using a sample fetch of this type ('${criterion.expression.fetch.name}')`,
      { code: 'acl/needs-method', span: first.span },
    )
  }
  const match = flags.match
  if (!flags.endsFlags) checkIntent(reader, flags.patterns)
  let patterns: readonly PatternNode[] | Failed = flags.patterns
  if (match === 'int' || match === 'len')
    patterns = readIntegerPatterns(reader, flags.patterns, isDotted(criterion.expression))
  else {
    for (const pattern of flags.patterns) {
      if (checkPattern(reader, match, pattern, flags) === FAILED) return FAILED
    }
  }
  if (patterns === FAILED) return FAILED
  const files = checkFiles(site, flags, match, criterion.expression)
  if (files === FAILED) return FAILED
  const after = words[1]
  if (after?.text.startsWith('(') && !first.text.includes('(')) {
    reader.warn(`matching '${first.text}' for pattern '${after.text}' is likely a mistake`, {
      code: 'acl/suspicious-pattern',
      span: after.span,
      hint: "remove the blank before '(', or put '--' in front of the pattern if it is meant",
    })
  }
  const needsPattern = match !== 'found' && match !== 'bool'
  // Flags or an operator without a pattern are passed over in silence.
  if (needsPattern && words.length === 1) {
    reader.warn(`no pattern to match against was provided for '${first.text}', so this ACL will never match`, {
      code: 'acl/no-pattern',
      span: first.span,
      hint: "add '--' if this is intended, or use '-m found' to match only for existence",
    })
  }
  return {
    name,
    expression: criterion.expression,
    match,
    ignoreCase: flags.ignoreCase,
    noResolve: flags.noResolve,
    patterns,
    files,
    isMap: flags.isMap,
    id: flags.id,
    span: whole,
  }
}

/** True when patterns may be written `major.minor`: only for the plain value of a fetch that says so. */
function isDotted({ fetch, converters }: ExpressionNode): boolean {
  return fetch.keyword.patternForm === 'dotted' && converters.length === 0
}

function parseCriterion(site: AclSite, word: Word): Criterion | Failed {
  const { reader, host } = site
  const { vocabulary } = host
  const name = nameAt(word.text, 0)
  const aclKeyword = vocabulary.acls.get(name)
  const expressionSite = { reader, host, phases: [] }
  const fetch = aclKeyword === undefined ? undefined : vocabulary.fetches.get(aclKeyword.fetch)
  if (aclKeyword === undefined || fetch === undefined) {
    if (!vocabulary.fetches.has(name)) {
      const unknown = grammarFindings.unknown(vocabulary, 'fetch', name, [
        ...vocabulary.fetches.keys(),
        ...vocabulary.acls.keys(),
      ])
      return reader.fail(`${unknown.message} in ACL expression '${word.text}'`, {
        ...unknown,
        span: spanWithin(word, 0, Math.max(1, name.length)),
      })
    }
    const parsed = parseExpressionIn(expressionSite, word, 0, false)
    if (parsed === FAILED) return FAILED
    const { node } = parsed
    const match = node.converters.length === 0 ? node.fetch.keyword.defaultMatch : undefined
    return {
      expression: node,
      match: match ?? defaultMatch(node.type),
      isSuffixed: false,
      usesKeywordMatch: false,
    }
  }
  const parsed = parseFetchCall(expressionSite, word, 0, name, fetch, false)
  if (parsed === FAILED) return FAILED
  const isSuffixed = name.endsWith(`_${aclKeyword.match}`)
  const hasConverters = parsed.node.converters.length > 0
  if (isSuffixed && hasConverters) warnOverwritten(reader, name, word.span)
  return {
    expression: parsed.node,
    match: hasConverters ? defaultMatch(parsed.node.type) : aclKeyword.match,
    isSuffixed,
    usesKeywordMatch: !hasConverters,
  }
}

function warnOverwritten(reader: ArgumentReader, name: string, span: Span): void {
  reader.warn(`original matching method '${name}' was overwritten and will not be applied as expected`, {
    code: 'acl/method-overwritten',
    span,
  })
}

interface Flags {
  match: MatchMethod | null
  ignoreCase: boolean
  noResolve: boolean
  isMap: boolean
  endsFlags: boolean
  id: number | null
  readonly files: PatternFile[]
  patterns: readonly Word[]
}

function parseFlags(site: AclSite, words: readonly Word[], criterion: Criterion): Flags | Failed {
  const { reader } = site
  const flags: Flags = {
    match: criterion.match,
    ignoreCase: false,
    noResolve: false,
    isMap: false,
    endsFlags: false,
    id: null,
    files: [],
    patterns: [],
  }
  let hasMethod = false
  let at = 1
  for (; at < words.length; at++) {
    const word = words[at]!
    if (!word.text.startsWith('-')) break
    if (word.text === '--') {
      flags.endsFlags = true
      at++
      break
    }
    if (word.text === '-i') flags.ignoreCase = true
    else if (word.text === '-n') flags.noResolve = true
    else if (word.text === '-M') flags.isMap = true
    else if (word.text === '-m') {
      const method = words[++at]
      if (method === undefined || !isMatchMethod(method.text))
        return failMethod(reader, method ?? word, method?.text ?? '')
      if (hasMethod) {
        return reader.fail("only one explicit matching method can be defined with '-m' parameter", {
          code: 'acl/several-methods',
          span: method.span,
          hint: 'if migrating from an old version, just keep the last one',
        })
      }
      if (flags.files.length > 0) {
        return reader.fail("'-m' must only be specified before patterns and files in ACL expression", {
          code: 'acl/late-method',
          span: method.span,
        })
      }
      if (!canMatch(criterion.expression.type, method.text)) {
        return reader.fail(
          `matching method '${method.text}' cannot be used with fetch keyword '${criterion.expression.fetch.name}'`,
          { code: 'acl/method-mismatch', span: method.span },
        )
      }
      hasMethod = true
      if (criterion.isSuffixed && criterion.usesKeywordMatch && method.text !== criterion.match) {
        warnOverwritten(reader, criterion.expression.fetch.name, criterion.expression.span)
      }
      flags.match = method.text
    } else if (word.text === '-f') {
      const file = words[++at]
      if (file === undefined)
        return reader.fail("'-f' expects a file name", { code: 'config/missing-argument', span: word.span })
      flags.files.push({ ...file, ignoreCase: flags.ignoreCase })
    } else if (word.text === '-u') {
      const id = words[++at]
      const { span } = id ?? word
      // At the end of the line it means 0, and of a number 32 bits count.
      if (id !== undefined && !/^[+-]?[0-9]+$/.test(id.text))
        return reader.fail('the argument of -u must be an integer', { span })
      flags.id = parseWrappedInteger(id?.text ?? '', 32) >>> 0
      if (site.host.patternLists?.claimId(flags.id) === false)
        return reader.fail('the id is already used', { code: 'acl/used-id', span })
    } else {
      return reader.fail(
        `'${word.text}' is not a valid ACL option. Please use '--' before any pattern beginning with a '-'`,
        { code: 'acl/unknown-flag', span: word.span },
      )
    }
  }
  flags.patterns = words.slice(at)
  return flags
}

/** Every file is looked at, so that one run says all. */
function checkFiles(
  { reader, host }: AclSite,
  flags: Flags,
  match: MatchMethod,
  expression: ExpressionNode,
): readonly PatternFile[] | Failed {
  let isValid = true
  const files = flags.files.map((file): PatternFile => {
    const use = { ...flags, match, ignoreCase: file.ignoreCase, isDotted: isDotted(expression) }
    if (checkPatternFile(reader, file, use) === FAILED) isValid = false
    const { path } = parsePatternListName(file.text)
    return path === null || host.resolvePath === undefined ? file : { ...file, path: host.resolvePath(path) }
  })
  return isValid ? files : FAILED
}

function failMethod(reader: ArgumentReader, place: Word, name: string): Failed {
  const suggestion = nearest(name, matchMethods)
  return reader.fail(`unknown matching method '${name}' when parsing ACL expression`, {
    code: 'acl/unknown-method',
    span: place.span,
    hint: suggestion === null ? `the methods are ${matchMethods.join(', ')}` : `did you mean '${suggestion}' maybe ?`,
  })
}

/** An anonymous ACL's span, from its opening brace to the closing one. */
export function anonymousSpan(open: Word, close: Word): Span {
  return joinSpans(open.span, close.span)
}
