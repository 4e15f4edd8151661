import type { Diagnostic, DiagnosticStage, Severity, Span } from '@weir/base'
import type { ProxyModel, SectionKind, Word } from '@weir/keyword'

function make(
  severity: Severity,
  code: string,
  message: string,
  span: Span | null,
  more: {
    readonly hint?: string | null
    readonly related?: Diagnostic['related']
    readonly stage?: DiagnosticStage
  } = {},
): Diagnostic {
  return {
    code: `config/${code}`,
    severity,
    stage: more.stage ?? 'parsing',
    message,
    span,
    ...(more.hint === undefined || more.hint === null ? {} : { hint: more.hint }),
    ...(more.related === undefined ? {} : { related: more.related }),
  }
}

const maybe = (suggestion: string | null): string | null =>
  suggestion === null ? null : `did you mean '${suggestion}' maybe ?`

const capability = (kind: SectionKind): string => (kind === 'backend' ? 'frontend' : 'backend')

/** Everything the language says, one small function each. Texts follow HAProxy's where it has one. */
export const diagnostics = {
  // Files and lines
  missingLineFeed: (span: Span) =>
    make('alert', 'missing-line-feed', 'Missing LF on last line, file might have been truncated', span),
  nul: (span: Span) => make('alert', 'nul', `Stray NUL character at position ${span.column + 1}`, span),
  syntax: (message: string, span: Span) => make('alert', 'syntax', `${message} at position ${span.column + 1}`, span),
  tooManyWords: (span: Span, word: string) =>
    make(
      'alert',
      'too-many-words',
      `too many words, truncating after word 64, position ${span.column + 1}: <${word}>`,
      span,
    ),
  emptyWord: (index: number, span: Span) =>
    make(
      'alert',
      'empty-word',
      `argument number ${index} at position ${span.column + 1} is empty and marks the end of the argument list`,
      span,
      { hint: 'remove it; where a variable may be empty, give it a default value' },
    ),

  // Dot directives
  unknownDot: (word: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-dot-directive', `unknown directive '${word}'`, span, { hint: maybe(suggestion) }),
  dotArgument: (directive: string, word: string, span: Span) =>
    make('alert', 'unexpected-argument', `unexpected argument '${word}' for '${directive}'`, span, {
      hint: 'use quotes if the message should contain spaces',
    }),
  lone: (directive: string, span: Span) =>
    make('alert', 'lone-branch', `lone '${directive}' with no matching '.if'`, span),
  afterElse: (directive: string, span: Span) =>
    make('alert', 'after-else', `'${directive}' after '.else' is not permitted`, span),
  openIf: (span: Span, opening: Span) =>
    make('alert', 'open-if', `non-terminated '.if' block`, span, {
      related: [{ message: 'opened here', span: opening }],
    }),
  condition: (message: string, directive: string, span: Span) =>
    make('alert', 'condition', `${message} in '${directive}' at position ${span.column + 1}`, span),
  userMessage: (severity: Severity, text: string, span: Span) => make(severity, 'user-message', `'${text}'`, span),

  // Sections
  outOfSection: (word: string, span: Span, suggestion: string | null) =>
    make('alert', 'out-of-section', `unknown keyword '${word}' out of section`, span, { hint: maybe(suggestion) }),
  outOfUnopened: (word: string, span: Span, extra: Word) =>
    make(
      'alert',
      'out-of-section',
      `'${word}' stands in no section: the header above cannot handle '${extra.text}'`,
      span,
      {
        related: [{ message: 'one argument too much', span: extra.span }],
      },
    ),
  missingName: (kind: string, span: Span) => make('alert', 'missing-name', `'${kind}' expects a <name> argument`, span),
  invalidName: (character: string, kind: string, name: string, span: Span) =>
    make('alert', 'invalid-name', `character '${character}' is not permitted in '${kind}' name '${name}'`, span),
  headerArgument: (kind: string, word: string, span: Span) =>
    make('alert', 'unexpected-argument', `'${kind}' cannot handle unexpected argument '${word}'`, span),
  lateGlobal: (span: Span) =>
    make(
      'diag',
      'late-global',
      "'global' section detected after a non-global one, the prevalence of their statements is unspecified",
      span,
    ),
  addressOnHeader: (span: Span) =>
    make(
      'warning',
      'address-on-header',
      "please use the 'bind' keyword for listening addresses: the section is left out",
      span,
    ),
  duplicateProxy: (kind: string, name: string, other: string, span: Span, first: Span) =>
    make(
      'alert',
      'duplicate-proxy',
      `${kind} '${name}' has the same name as ${other} '${name}' declared at ${first.file}:${first.line}`,
      span,
      {
        hint: 'rename one or the other',
        related: [{ message: 'declared here first', span: first }],
      },
    ),
  duplicateSection: (kind: string, name: string, span: Span, first: Span) =>
    make(
      kind === 'userlist' ? 'warning' : 'alert',
      'duplicate-section',
      kind === 'userlist'
        ? `ignoring duplicated userlist '${name}'`
        : `${kind} section '${name}' has the same name as another ${kind} section declared at ${first.file}:${first.line}`,
      span,
      { related: [{ message: 'declared here first', span: first }] },
    ),
  unknownDefaults: (name: string, kind: string, proxy: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-defaults', `defaults section '${name}' not found for ${kind} '${proxy}'`, span, {
      hint: maybe(suggestion),
    }),
  ambiguousDefaults: (name: string, kind: string, proxy: string, span: Span, places: readonly Span[]) =>
    make(
      'alert',
      'ambiguous-defaults',
      `ambiguous defaults section name '${name}' referenced by ${kind} '${proxy}' exists at least at ${places.map((place) => `${place.file}:${place.line}`).join(' and ')}`,
      span,
      { related: places.map((place) => ({ message: `'${name}' is declared here`, span: place })) },
    ),
  replacedDefaults: (name: string, span: Span, first: Span) =>
    make(
      'alert',
      'replaced-defaults',
      `defaults section '${name}' has the same name as another defaults section declared at ${first.file}:${first.line} which was explicitly referenced hence cannot be replaced`,
      span,
      { hint: 'remove or rename one of the two', related: [{ message: 'declared here first', span: first }] },
    ),
  mixedDefaults: (name: string, span: Span, first: Span) =>
    make(
      'warning',
      'mixed-defaults',
      `defaults section '${name}' (declared at ${first.file}:${first.line}) is explicitly referenced by another proxy and implicitly used here`,
      span,
      { hint: 'add a last defaults section that nothing names, or always use explicit references' },
    ),

  // Directives
  unknownKeyword: (word: string, section: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-keyword', `unknown keyword '${word}' in '${section}' section`, span, {
      hint: maybe(suggestion),
    }),
  unknownOption: (word: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-keyword', `unknown option '${word}'`, span, { hint: maybe(suggestion) }),
  unknownSecondWord: (first: string, word: string, known: readonly string[], span: Span, suggestion: string | null) =>
    make(
      'alert',
      'unknown-keyword',
      `'${first}' expects ${known.map((name) => `'${name}'`).join(', ')}, but got ${word === '' ? 'nothing' : `'${word}'`}`,
      span,
      { hint: maybe(suggestion) },
    ),
  unsupported: (word: string, reason: string, span: Span) =>
    make('alert', 'unsupported-keyword', `'${word}' is known to HAProxy, but not supported by Weir: ${reason}`, span),
  removed: (word: string, reason: string, span: Span) =>
    make('alert', 'removed-keyword', `'${word}' is not supported any more: ${reason}`, span),
  alreadySpecified: (severity: 'alert' | 'warning', name: string, span: Span, first: Span) =>
    make(
      severity,
      'already-specified',
      `'${name}' already specified.${severity === 'alert' ? '' : ' Continuing.'}`,
      span,
      {
        related: [{ message: 'specified here first', span: first }],
      },
    ),
  ignoredArgument: (name: string, word: string, span: Span) =>
    make('diag', 'ignored-argument', `'${name}' does not look at argument '${word}'`, span),
  ignoredHere: (word: string, kind: SectionKind, name: string, span: Span) =>
    make(
      'warning',
      'ignored-here',
      `'${word}' ignored because ${kind} '${name}' has no ${capability(kind)} capability`,
      span,
    ),
  notAllowedHere: (word: string, kind: SectionKind, name: string, span: Span) =>
    make(
      'alert',
      'not-allowed-here',
      `'${word}' not allowed because ${kind} '${name}' has no ${capability(kind)} capability`,
      span,
    ),
  notInDefaults: (word: string, isAnonymous: boolean, span: Span) =>
    make(
      'alert',
      'not-in-defaults',
      `'${word}' not allowed in ${isAnonymous ? 'anonymous ' : ''}'defaults' section`,
      span,
    ),
  noPrefix: (prefix: string, word: string, span: Span) =>
    make('alert', 'no-prefix', `negation/default is not supported for '${word}'`, span, { hint: `remove '${prefix}'` }),
  unexpectedArgument: (directive: string, word: string, span: Span) =>
    make('alert', 'unexpected-argument', `'${directive}' cannot handle unexpected argument '${word}'`, span),
  expectsCondition: (directive: string, word: string, span: Span) =>
    make(
      'alert',
      'expects-condition',
      `'${directive}' expects either 'if' or 'unless' followed by a condition but found '${word}'`,
      span,
    ),
  missingArgument: (directive: string, what: string, span: Span) =>
    make('alert', 'missing-argument', `'${directive}' expects ${what}`, span),
  invalid: (message: string, span: Span, hint?: string) =>
    make('alert', 'invalid-argument', message, span, hint === undefined ? {} : { hint }),
  warning: (message: string, span: Span, hint?: string) =>
    make('warning', 'questionable', message, span, hint === undefined ? {} : { hint }),

  experimental: (what: string, word: string, span: Span) =>
    make(
      'alert',
      'experimental',
      `${what === 'section' ? `section '${word}'` : `'${word}' ${what}`} is experimental, must be allowed via a global 'expose-experimental-directives'`,
      span,
    ),
  unusedExposure: (span: Span) =>
    make(
      'warning',
      'unused-exposure',
      `option 'expose-experimental-directives' is set in the global section but is no longer used`,
      span,
      { hint: 'remove it', stage: 'model' },
    ),
  zeroWarning: (span: Span) =>
    make('alert', 'zero-warning', `some warnings were found and 'zero-warning' is set`, span, { stage: 'model' }),
  smallTimeout: (directive: string, value: string, kind: string, name: string, span: Span) =>
    make(
      'warning',
      'small-timeout',
      `'${directive} ${value}' in ${kind} '${name}' is suspiciously small for a value in milliseconds`,
      span,
      { hint: `use an explicit unit ('${value}ms') if that was the intent` },
    ),

  keywordFailed: (directive: string, error: string, span: Span) =>
    make('alert', 'keyword-failed', `'${directive}' could not be read: ${error}`, span, {
      hint: 'this is a defect of the keyword, please report it',
    }),

  // Rules
  unknownAction: (ruleset: string, word: string, known: readonly string[], span: Span, suggestion: string | null) =>
    make(
      'alert',
      'unknown-action',
      `'${ruleset}' expects ${known.map((name) => `'${name}'`).join(', ')}, but got ${word === '' ? 'nothing' : `'${word}'`}`,
      span,
      { hint: maybe(suggestion) },
    ),
  unreachableRule: (ruleset: string, span: Span, first: Span) =>
    make(
      'warning',
      'unreachable-rule',
      `previous '${ruleset}' action is final and has no condition attached, further entries are NOOP`,
      span,
      { related: [{ message: 'this rule always ends the ruleset', span: first }] },
    ),
  rulePlacedAfter: (rule: string, earlier: string, span: Span, first: Span) =>
    make(
      'warning',
      'rule-order',
      `a '${rule}' rule placed after ${article(earlier)} '${earlier}' rule will still be processed before`,
      span,
      {
        related: [{ message: `the '${earlier}' rule`, span: first }],
      },
    ),

  // ACLs
  aclName: (name: string, span: Span) =>
    make(
      'alert',
      'acl-name',
      `acl name '${name}' will never match. '${name}' is used to express a logical disjunction within a condition`,
      span,
    ),
  unknownAcl: (name: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-acl', `no such ACL : '${name}'`, span, { hint: maybe(suggestion) }),
  aclDeclaredLater: (name: string, span: Span, declared: Span) =>
    make('alert', 'acl-declared-later', `no such ACL : '${name}'`, span, {
      hint: `move the 'acl' line ${declared.file}:${declared.line} above this one`,
      related: [{ message: `'${name}' is declared here`, span: declared }],
    }),
  aclNeverMatches: (name: string | null, fetch: string, phase: string, span: Span) =>
    make(
      'warning',
      'acl-never-matches',
      `${name === null ? 'anonymous acl' : `acl '${name}'`} will never match because it uses keyword '${fetch}' which is incompatible with '${phase}'`,
      span,
    ),

  // The finished model
  unknownReference: (proxy: string, kind: string, name: string, via: string, span: Span, suggestion: string | null) =>
    make('alert', 'unknown-reference', referenceMessage(proxy, kind, name, via), span, {
      hint: maybe(suggestion),
      stage: 'model',
    }),
  namelessReference: (kind: string, via: string, span: Span) => ({
    ...make('alert', 'unknown-reference', `missing ${kind} name in an argument of ${via}`, span, { stage: 'model' }),
    showsPlace: true,
  }),
  proxyWithoutTable: (proxy: string, name: string, via: string, span: Span) =>
    make('alert', 'no-table', `Proxy '${proxy}': proxy '${name}' referenced by ${via} has no stick-table`, span, {
      stage: 'model',
    }),
  duplicateId: (kind: string, name: string, otherKind: string, other: string, span: Span, first: Span) =>
    make(
      'alert',
      'duplicate-id',
      `${kind} ${name} reuses same custom id as ${otherKind} ${other} (declared at ${first.file}:${first.line})`,
      span,
    ),
  duplicateGuid: (guid: string, span: Span, first: Span) =>
    make('alert', 'duplicate-guid', `GUID '${guid}' is already used at ${first.file}:${first.line}`, span),
  selfReference: (proxy: string, kind: string, via: string, span: Span) =>
    make('alert', 'no-capability', `proxy '${proxy}', referenced by ${via}, has no ${kind} capability`, span, {
      stage: 'model',
    }),
  rulesFromDefaults: (kind: string, span: Span, defaults: Span) =>
    make(
      'alert',
      'rules-from-defaults',
      kind === 'frontend' || kind === 'backend'
        ? `frontends and backends cannot inherit from the same defaults section if it defines TCP/HTTP rules (defaults section at ${defaults.file}:${defaults.line})`
        : `a ${kind} section cannot inherit from a defaults section defining TCP/HTTP rules (defaults section at ${defaults.file}:${defaults.line})`,
      span,
    ),
  missingBind: (kind: string, name: string, span: Span) =>
    make('warning', 'missing-bind', `${kind} '${name}' has no 'bind' directive`, span, {
      hint: 'declare it as a backend if this was intended',
      stage: 'model',
    }),
  missingTimeouts: (kind: string, name: string, missing: readonly string[], span: Span) =>
    make('warning', 'missing-timeouts', `missing timeouts for ${kind} '${name}'`, span, {
      hint: `set these timeouts to a non-zero value: ${missing.map((timeout) => `'${timeout}'`).join(', ')}`,
      stage: 'model',
    }),
  modeMismatch: (frontend: ProxyModel, backend: ProxyModel, via: string, span: Span) =>
    make(
      'alert',
      'mode-mismatch',
      `${frontend.mode} frontend '${frontend.name}' (${at(frontend.span)}) tries to use incompatible ${backend.mode} backend '${backend.name}' (${at(backend.span)}) ${via === 'default_backend' ? 'as its default backend' : `in a '${via}' rule`} (see 'mode')`,
      span,
      { related: [{ message: 'the backend', span: backend.span }], stage: 'model' },
    ),
  backendLoop: (proxy: string, via: string, span: Span) =>
    make('alert', 'backend-loop', `Proxy '${proxy}': loop detected for ${via}: '${proxy}'`, span, { stage: 'model' }),
  rulesNeedHttp: (ruleset: string, kind: string, name: string, span: Span) =>
    make(
      'warning',
      'rules-need-http',
      `'${ruleset}' rules ignored for ${kind} '${name}' as they require HTTP mode`,
      span,
      {
        stage: 'model',
      },
    ),
  itemNeedsHttp: (what: string, item: string, kind: string, name: string, span: Span) =>
    make(
      'warning',
      'item-needs-http',
      `${what} '${item}' used from ${kind} '${name}' may not work as expected (item depends on HTTP proxy mode)`,
      span,
      { stage: 'model' },
    ),
  rawDataInCondition: (proxy: string, item: string, span: Span) =>
    make('warning', 'raw-data-in-http', `Proxy '${proxy}': L6 sample fetches ignored on HTTP proxies`, span, {
      hint: `'${item}' looks at bytes, of which HTTP mode shows none`,
      stage: 'model',
    }),
} as const

const at = (span: Span): string => `${span.file}:${span.line}`

function article(word: string): string {
  return /^(?:[aeio]|http)/.test(word) ? 'an' : 'a'
}

function referenceMessage(proxy: string, kind: string, name: string, via: string): string {
  const owner = proxy === '' ? '' : `Proxy '${proxy}': `
  if (kind === 'backend' && (via === 'use_backend' || via === 'default_backend'))
    return `${owner}unable to find required ${via}: '${name}'`
  return `${owner}unable to find ${kind} '${name}' referenced by ${via}`
}
