import {
  type AclNode,
  type ArgumentReader,
  type ConditionTerm,
  createParseHost,
  FAILED,
  type FetchKeyword,
  type LogFormatNode,
  type ParseHost,
  type PatternLists,
  type Phase,
  parsePredefinedAcl,
  type Vocabulary,
} from '@weir/keyword'
import type { Environment } from './environment.ts'
import type { ModelBuilder, Section } from './model.ts'
import type { Paths } from './paths.ts'
import { isProxyKind } from './section-kinds.ts'

/** Reads a file that the configuration names. */
export interface ConfigFiles {
  read(path: string): { readonly text: string } | { readonly error: string }
  /** The names in a directory, or why it cannot be read. */
  list(path: string): { readonly names: readonly string[] } | { readonly error: string }
}

/** What lines gather for the end of the file. */
export interface Gathered {
  readonly terms: { readonly term: ConditionTerm; readonly section: Section }[]
  /** Names of ACLs that nothing had declared when they were used. */
  readonly unknown: { readonly term: ConditionTerm; readonly section: Section }[]
  readonly predefined: Map<string, AclNode>
  readonly patternLists: PatternLists
}

export interface LineHostOptions {
  readonly vocabulary: Vocabulary
  readonly model: ModelBuilder
  readonly files: ConfigFiles
  readonly paths: Paths
  readonly environment: Environment
  readonly gathered: Gathered
  readonly section: Section
  readonly phases: readonly Phase[]
  /** The directive, or the ruleset of a rule. */
  readonly directive: string
  /** The directive or action that the line's references are made by. */
  readonly via: string
  /** True for a line that is checked but does not count: what it names need not exist. */
  readonly changesNothing: boolean
}

/** The host of one line: it knows the section, its ACLs, and keeps what can only be settled later. */
export function createLineHost(options: LineHostOptions): ParseHost {
  const { vocabulary, model, files, paths, gathered, section, phases, directive, via } = options
  const showsHttp =
    directive === 'unique-id-format' ||
    (vocabulary.rulesets.get(directive)?.needsHttp === true && via !== 'set-var-fmt')
  const host = createParseHost({
    vocabulary,
    section,
    phases,
    resolvePath: (path) => paths.resolve(path),
    variable: (name) => options.environment.get(name),
    isDeclared: (kind, name) => model.sections.some((other) => other.kind === kind && other.name === name),
    patternLists: gathered.patternLists,
    lateNames: options.changesNothing ? [] : model.lateNames,
    readFile: (path) => files.read(paths.resolve(path)),
    reference(kind, name, span) {
      const reference = { kind, name, span, target: null }
      // The backends of a line that is ignored are checked all the same.
      const counts = !options.changesNothing || via === 'use_backend' || via === 'default_backend'
      if (counts) model.pending.push({ reference, owner: section, via })
      return reference
    },
    settle(term, reader) {
      if (section.acls.has(term.name)) {
        gathered.terms.push({ term, section })
        return undefined
      }
      const known = gathered.predefined.get(term.name)
      const acl = known ?? parsePredefinedAcl(host, term.name, term.span, reader)
      if (acl === FAILED) return FAILED
      if (acl === null) {
        gathered.unknown.push({ term, section })
        return FAILED
      }
      gathered.predefined.set(term.name, acl)
      term.acls = [acl]
      return undefined
    },
  })
  return {
    ...host,
    settings: (key) => model.global.options.get(key),
    logFormat(reader, word) {
      const node = host.logFormat(reader, word)
      if (node === FAILED) return node
      noteHttpItems(model, section, node)
      if (showsHttp) warnOfRawData(node, reader)
      return node
    },
    condition(reader) {
      const node = host.condition(reader)
      if (node !== null && node !== FAILED && phases.length > 0 && isProxyKind(section.kind))
        model.conditions.push({ condition: node, phases, section, directive })
      return node
    },
  }
}

/** What goes into an HTTP message is put together where HTTP mode has taken the bytes apart. */
function warnOfRawData(node: LogFormatNode, reader: ArgumentReader): void {
  for (const item of node.items) {
    if (item.kind !== 'expression' || !readsRawData(item.expression.fetch.keyword)) continue
    const { name, span } = item.expression.fetch
    reader.warn(`L6 sample fetch '${name}' ignored in HTTP log-format string`, {
      code: 'config/raw-data-in-http',
      span,
    })
  }
}

/** True for a fetch that looks at bytes as they came, which only TCP mode shows. */
export function readsRawData({ source, needsHttp }: FetchKeyword): boolean {
  return needsHttp !== true && (source === 'request' || source === 'response' || source === 'message')
}

/** Remembers what only HTTP mode has: the mode of the section may be given further down. */
function noteHttpItems(model: ModelBuilder, section: Section, node: LogFormatNode): void {
  for (const item of node.items) {
    if (item.kind === 'text') continue
    const call = item.kind === 'alias' ? item.alias : item.expression.fetch
    if (call.keyword.needsHttp !== true) continue
    const what = item.kind === 'alias' ? 'format alias' : 'sample fetch'
    model.httpItems.push({ section, what, name: call.name, span: call.span })
  }
}
