import type { Span } from '@weir/base'
import type { LateName } from '../address.ts'
import { type ArgumentReader, FAILED, type Failed, type ParseHost } from '../argument-reader.ts'
import type { FetchKeyword, LogAliasKeyword, SectionKind } from '../kinds.ts'
import type {
  AclNode,
  Call,
  ConditionTerm,
  ExpressionNode,
  LogFormatNode,
  Reference,
  ReferenceKind,
  Word,
} from '../node.ts'
import type { PatternLists } from '../pattern-list.ts'
import type { Phase } from '../phase.ts'
import type { Vocabulary } from '../vocabulary.ts'
import { parseAcl } from './acl.ts'
import { parseCondition } from './condition.ts'
import { parseExpression } from './expression.ts'
import { parseLogFormat } from './log-format.ts'

/** What a host may be given. Only the vocabulary is needed. */
export interface ParseHostOptions {
  readonly vocabulary: Vocabulary
  readonly section?: { readonly kind: SectionKind; readonly name: string } | null
  /** Where expressions will be evaluated; any fetch may stand without it. */
  readonly phase?: Phase | null
  /** Where there are several, as in a `listen` section: data must exist in one of them. */
  readonly phases?: readonly Phase[]
  readonly readFile?: ParseHost['readFile']
  readonly resolvePath?: (path: string) => string
  readonly variable?: (name: string) => string | undefined
  readonly isDeclared?: NonNullable<ParseHost['isDeclared']>
  readonly patternLists?: PatternLists
  readonly lateNames?: LateName[]
  readonly reference?: (kind: ReferenceKind, name: string, span: Span) => Reference
  /** Settles a named ACL of a condition. Without it only pre-defined ACLs are known. */
  readonly settle?: (term: ConditionTerm, reader: ArgumentReader) => undefined | Failed
  /** Called for every fetch and log alias that an expression, log format or ACL uses. */
  readonly onUse?: (call: Call<FetchKeyword | LogAliasKeyword>) => void
}

/** A host for the grammars, usable without a configuration. Files cannot be read unless `readFile` is given. */
export function createParseHost(options: ParseHostOptions): ParseHost {
  const { vocabulary, onUse } = options
  const phase = options.phase ?? options.phases?.[0] ?? null
  const phases = options.phases ?? (phase === null ? [] : [phase])
  const noteExpression = <T extends ExpressionNode | Failed>(node: T): T => {
    if (node !== FAILED) onUse?.((node as ExpressionNode).fetch)
    return node
  }
  const host: ParseHost = {
    vocabulary,
    section: options.section ?? null,
    phase,
    expression: (reader, other) =>
      noteExpression(parseExpression({ reader, host, phases: other === undefined ? phases : [other] })),
    logFormat(reader, word) {
      const node = parseLogFormat({ reader, host, phases }, word)
      if (node !== FAILED && onUse !== undefined) noteItems(node, onUse)
      return node
    },
    condition(reader) {
      const settle = (term: ConditionTerm): undefined | Failed =>
        options.settle === undefined ? settlePredefined(host, term, reader) : options.settle(term, reader)
      const node = parseCondition({ reader, host, settle })
      if (node !== null && node !== FAILED && onUse !== undefined) {
        for (const term of node.alternatives.flat()) for (const acl of term.acls) onUse(acl.expression.fetch)
      }
      return node
    },
    reference: options.reference ?? ((kind, name, span) => ({ kind, name, span, target: null })),
    resolvePath: options.resolvePath ?? ((path) => path),
    variable: options.variable ?? (() => undefined),
    ...(options.isDeclared === undefined ? {} : { isDeclared: options.isDeclared }),
    ...(options.patternLists === undefined ? {} : { patternLists: options.patternLists }),
    ...(options.lateNames === undefined ? {} : { lateNames: options.lateNames }),
    readFile: options.readFile ?? (() => ({ error: 'no file can be read here' })),
  }
  return host
}

function noteItems(node: LogFormatNode, onUse: (call: Call<FetchKeyword | LogAliasKeyword>) => void): void {
  for (const item of node.items) {
    if (item.kind === 'alias') onUse(item.alias)
    else if (item.kind === 'expression') onUse(item.expression.fetch)
  }
}

function settlePredefined(host: ParseHost, term: ConditionTerm, reader: ArgumentReader): undefined | Failed {
  const acl = parsePredefinedAcl(host, term.name, term.span, reader)
  if (acl === FAILED) return FAILED
  if (acl === null) return reader.fail(`no such ACL : '${term.name}'`, { code: 'config/unknown-acl', span: term.span })
  term.acls = [acl]
  return undefined
}

/** The pre-defined ACL of a name, or null when there is none. Its parts all have the span they are used at. */
export function parsePredefinedAcl(
  host: ParseHost,
  name: string,
  span: Span,
  reader: ArgumentReader,
): AclNode | null | Failed {
  const predefined = host.vocabulary.predefinedAcls.get(name)
  if (predefined === undefined) return null
  const words: Word[] = predefined.definition
    .split(/\s+/)
    .filter((text) => text !== '')
    .map((text) => ({ text, span }))
  return parseAcl({ reader, host }, name, words, span)
}
