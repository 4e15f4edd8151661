import type { IpAddress } from '@weir/base'
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
  PredefinedAcl,
  RefusedKeyword,
  RulesetKeyword,
  SectionKind,
  ServerOptionKeyword,
} from './kinds.ts'
import type { Pass } from './model.ts'
import type { MatchMethod } from './node.ts'

/** The keywords that one package brings. A plain value: nothing registers itself. */
export interface Bundle {
  readonly name: string
  readonly fetches?: readonly FetchKeyword[]
  readonly converters?: readonly ConverterKeyword[]
  readonly acls?: readonly AclKeyword[]
  readonly predefinedAcls?: readonly PredefinedAcl[]
  readonly logAliases?: readonly LogAliasKeyword[]
  readonly rulesets?: readonly RulesetKeyword[]
  readonly actions?: readonly ActionKeyword[]
  readonly directives?: readonly DirectiveKeyword[]
  readonly bindOptions?: readonly BindOptionKeyword[]
  readonly serverOptions?: readonly ServerOptionKeyword[]
  readonly algorithms?: readonly AlgorithmKeyword[]
  readonly checks?: readonly CheckKeyword[]
  readonly filters?: readonly FilterKeyword[]
  readonly commands?: readonly CommandKeyword[]
  readonly refused?: readonly RefusedKeyword[]
  /** Checks of the finished model. */
  readonly passes?: readonly Pass[]
  /** What the engine says about patterns. At most one bundle has it. */
  readonly patternCheck?: PatternCheck
}

/** What is wrong with a pattern: an alert when it cannot be used, a warning when it should not. */
export interface PatternFinding {
  readonly severity: 'alert' | 'warning'
  /** The whole sentence, with the pattern; in a file with its line, in front of the file's name. */
  readonly message: string
  readonly hint?: string
}

/** Holds patterns against the engine, which alone knows how they are matched. */
export interface PatternCheck {
  regex(text: string, ignoreCase: boolean): PatternFinding | null
  /** The lines of a pattern file that are worth a word, the first ones. */
  file(text: string, use: PatternUse): readonly (PatternFinding & { readonly line: number })[]
}

/** How the patterns of a file are used. */
export interface PatternUse {
  readonly match: MatchMethod
  readonly ignoreCase: boolean
  readonly noResolve: boolean
  /** Numbers are `major.minor`. */
  readonly isDotted: boolean
  /** What groups of a regular expression hold is asked for. */
  readonly usesGroups?: boolean
  /** The first of two columns. */
  readonly isMap: boolean
  /** The address of a name that stands where an address is expected; null when it is unknown. */
  readonly lookUpHost?: (name: string) => IpAddress | null
}

/** Every keyword that a configuration may use, indexed by what is looked up. */
export interface Vocabulary {
  readonly bundles: readonly Bundle[]
  readonly fetches: ReadonlyMap<string, FetchKeyword>
  readonly converters: ReadonlyMap<string, ConverterKeyword>
  readonly acls: ReadonlyMap<string, AclKeyword>
  readonly predefinedAcls: ReadonlyMap<string, PredefinedAcl>
  readonly logAliases: ReadonlyMap<string, LogAliasKeyword>
  readonly rulesets: ReadonlyMap<string, RulesetKeyword>
  readonly bindOptions: ReadonlyMap<string, BindOptionKeyword>
  readonly serverOptions: ReadonlyMap<string, ServerOptionKeyword>
  readonly algorithms: ReadonlyMap<string, AlgorithmKeyword>
  readonly checks: ReadonlyMap<string, CheckKeyword>
  readonly filters: ReadonlyMap<string, FilterKeyword>
  readonly commands: readonly CommandKeyword[]
  readonly passes: readonly Pass[]
  /** The action that `word` names in `ruleset`, and what of the word follows the name of a prefix action. */
  action(ruleset: string, word: string): { readonly keyword: ActionKeyword; readonly suffix: string } | null
  actions(ruleset: string): readonly ActionKeyword[]
  /** Directives of a section by their full name. */
  directives(section: SectionKind): ReadonlyMap<string, DirectiveKeyword>
  /** What is said about a word that no keyword has: the last bundle's word counts. */
  refused(slot: string, name: string, section?: SectionKind): RefusedKeyword | null
  /** Absent without an engine: then no pattern is refused on its account. */
  readonly patternCheck?: PatternCheck
}

function index<T extends { readonly name: string; readonly aliases?: readonly string[] }>(
  kind: string,
  keywords: readonly T[],
): Map<string, T> {
  const map = new Map<string, T>()
  for (const keyword of keywords) {
    for (const name of [keyword.name, ...(keyword.aliases ?? [])]) {
      if (map.has(name)) throw new Error(`two bundles define the ${kind} '${name}'`)
      map.set(name, keyword)
    }
  }
  return map
}

/** Joins bundles. Throws when two of them define one name in one slot. */
export function createVocabulary(bundles: readonly Bundle[]): Vocabulary {
  const gather = <T>(pick: (bundle: Bundle) => readonly T[] | undefined): T[] =>
    bundles.flatMap((bundle) => [...(pick(bundle) ?? [])])
  const directives = new Map<SectionKind, Map<string, DirectiveKeyword>>()
  for (const directive of gather((bundle) => bundle.directives)) {
    for (const section of directive.sections) {
      const known = directives.get(section) ?? new Map<string, DirectiveKeyword>()
      directives.set(section, known)
      for (const name of [directive.name, ...(directive.aliases ?? [])]) {
        if (known.has(name)) throw new Error(`two bundles define the directive '${name}' of section '${section}'`)
        known.set(name, directive)
      }
    }
  }
  const exact = new Map<string, Map<string, ActionKeyword>>()
  const prefixed = new Map<string, ActionKeyword[]>()
  const all = new Map<string, ActionKeyword[]>()
  for (const action of gather((bundle) => bundle.actions)) {
    for (const ruleset of action.rulesets) {
      const names = exact.get(ruleset) ?? new Map<string, ActionKeyword>()
      exact.set(ruleset, names)
      for (const name of [action.name, ...(action.aliases ?? [])]) {
        if (names.has(name)) throw new Error(`two bundles define the action '${name}' of '${ruleset}'`)
        names.set(name, action)
      }
      all.set(ruleset, [...(all.get(ruleset) ?? []), action])
      if (action.isPrefix === true) prefixed.set(ruleset, [...(prefixed.get(ruleset) ?? []), action])
    }
  }
  for (const list of prefixed.values()) list.sort((a, b) => b.name.length - a.name.length)
  // Made when a word is first unknown: there are well over a thousand, and most configurations ask for none.
  let refused: Map<string, RefusedKeyword[]> | null = null
  const none: ReadonlyMap<string, DirectiveKeyword> = new Map()
  const patternCheck = bundles.find((bundle) => bundle.patternCheck !== undefined)?.patternCheck
  return {
    bundles,
    fetches: index(
      'fetch',
      gather((bundle) => bundle.fetches),
    ),
    converters: index(
      'converter',
      gather((bundle) => bundle.converters),
    ),
    acls: index(
      'ACL keyword',
      gather((bundle) => bundle.acls),
    ),
    predefinedAcls: index(
      'pre-defined ACL',
      gather((bundle) => bundle.predefinedAcls),
    ),
    logAliases: index(
      'log alias',
      gather((bundle) => bundle.logAliases),
    ),
    rulesets: index(
      'ruleset',
      gather((bundle) => bundle.rulesets),
    ),
    bindOptions: index(
      'bind option',
      gather((bundle) => bundle.bindOptions),
    ),
    serverOptions: index(
      'server option',
      gather((bundle) => bundle.serverOptions),
    ),
    algorithms: index(
      'balance algorithm',
      gather((bundle) => bundle.algorithms),
    ),
    checks: index(
      'check',
      gather((bundle) => bundle.checks),
    ),
    filters: index(
      'filter',
      gather((bundle) => bundle.filters),
    ),
    commands: gather((bundle) => bundle.commands),
    passes: gather((bundle) => bundle.passes),
    action(ruleset, word) {
      const keyword = exact.get(ruleset)?.get(word)
      if (keyword !== undefined) return { keyword, suffix: '' }
      for (const candidate of prefixed.get(ruleset) ?? []) {
        for (const name of [candidate.name, ...(candidate.aliases ?? [])]) {
          if (word.startsWith(name)) return { keyword: candidate, suffix: word.slice(name.length) }
        }
      }
      return null
    },
    actions: (ruleset) => all.get(ruleset) ?? [],
    directives: (section) => directives.get(section) ?? none,
    ...(patternCheck === undefined ? {} : { patternCheck }),
    refused: (slot, name, section) =>
      (refused ??= indexRefused(gather((bundle) => bundle.refused)))
        .get(`${slot} ${name}`)
        ?.find(({ sections }) => section === undefined || (sections?.includes(section) ?? true)) ?? null,
  }
}

/** By slot and name; of those that share both, the later bundle's first. */
function indexRefused(keywords: readonly RefusedKeyword[]): Map<string, RefusedKeyword[]> {
  const refused = new Map<string, RefusedKeyword[]>()
  for (const keyword of keywords) {
    const key = `${keyword.slot} ${keyword.name}`
    const earlier = refused.get(key)
    if (earlier === undefined) refused.set(key, [keyword])
    else earlier.unshift(keyword)
  }
  return refused
}
