import type { LanguageDirective } from '@weir/config'
import {
  type ActionKeyword,
  type BindOptionKeyword,
  callSignature,
  type DirectiveKeyword,
  declaredWords,
  isAvailable,
  type Parameter,
  phases,
  type RulesetKeyword,
  type SectionKind,
  type ServerOptionKeyword,
  type Vocabulary,
} from '@weir/keyword'
import { servicesOf } from '@weir/standard'

/** What a dump is made of: the loaded keywords, and the directives that the language brings itself. */
export interface DumpedWords {
  readonly vocabulary: Vocabulary
  readonly language: readonly LanguageDirective[]
}

/** By code units, as HAProxy sorts. */
const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort(byCodeUnit)

export function aclRows({ vocabulary }: DumpedWords): string[] {
  return sorted(vocabulary.acls.keys()).map((name) => {
    const { fetch, match } = vocabulary.acls.get(name)!
    return `${name} = ${fetch} -m ${match}`
  })
}

export function converterRows({ vocabulary }: DumpedWords): string[] {
  return sorted(vocabulary.converters.keys()).map((name) => {
    const converter = vocabulary.converters.get(name)!
    // The output stands first: that is how HAProxy prints it.
    return `${name}${callSignature(converter.params)}: ${converter.declaredOut ?? converter.out} => ${converter.in}`
  })
}

export function fetchRows({ vocabulary }: DumpedWords): string[] {
  return sorted(vocabulary.fetches.keys()).map((name) => {
    const fetch = vocabulary.fetches.get(name)!
    const columns = phases.map((phase) => (isAvailable(fetch.source, phase) ? 'Y' : '.')).join(' ')
    return `[ ${columns} ] ${name}${callSignature(fetch.params)}: ${fetch.declaredOut ?? fetch.out}`
  })
}

/** The staircase above the columns of the fetches, one step for each place. */
export function fetchHead(): string[] {
  const last = phases.length - 1
  const steps = phases.map((phase, index) => {
    const rails = ' /'.repeat(index)
    return `#${' '.repeat(last - index + 1)}${rails} _.${'-'.repeat(last - index + 1)} ${phase}`
  })
  return [...steps, `#${' /'.repeat(last + 1)}  `, `#${' |'.repeat(last + 1)} `]
}

export function commandRows({ vocabulary }: DumpedWords): string[] {
  const experiments = new Set(vocabulary.commands.flatMap(({ name, isExperimental }) => (isExperimental ? name : [])))
  // There is no socket of a master that could know any of them.
  return sorted(vocabulary.commands.map(({ name }) => name)).map(
    (name) => `${name} [WORKER] ${experiments.has(name) ? '[EXPERIM] ' : ''}`,
  )
}

/** Each with the family that it belongs to. */
export function filterRows({ vocabulary }: DumpedWords): string[] {
  return sorted(vocabulary.filters.keys()).map((name) => {
    const family = name.startsWith('comp') ? 'comp' : name.split('-')[0]!
    return `${name} [${family.toUpperCase()}]`
  })
}

export function serviceRows({ vocabulary }: DumpedWords): string[] {
  return sorted(servicesOf(vocabulary.bundles))
}

/** The words of sections: first words of directives alone, then what follows the address, the options, the actions. */
export function configurationRows(words: DumpedWords): string[] {
  const rows: string[] = []
  const section = (title: string, lines: readonly string[]): void => {
    if (lines.length > 0) rows.push(title, ...lines.map((line) => `\t${line}`))
  }
  section('global', firstWords(words, ['global']))
  section('listen', [
    ...firstWords(words, proxySections),
    ...lineOptionRows('bind <addr>', words.vocabulary.bindOptions),
    ...lineOptionRows('server <name> <addr>', words.vocabulary.serverOptions),
    ...optionRows(words),
    ...[...words.vocabulary.rulesets.values()].flatMap((ruleset) => actionRows(words.vocabulary, ruleset)),
  ])
  for (const kind of otherSections)
    if (words.vocabulary.directives(kind).size > 0) section(kind, firstWords(words, [kind]))
  return rows
}

const proxySections: readonly SectionKind[] = ['frontend', 'listen', 'backend']
const otherSections: readonly SectionKind[] = [
  'userlist',
  'peers',
  'resolvers',
  'mailers',
  'ring',
  'log-forward',
  'log-profile',
  'http-errors',
  'cache',
  'fcgi-app',
  'crt-store',
  'traces',
  'acme',
  'healthcheck',
]

function firstWords({ vocabulary, language }: DumpedWords, sections: readonly SectionKind[]): string[] {
  const names = sections.flatMap((kind) => [...vocabulary.directives(kind).keys()])
  for (const directive of language)
    if (directive.sections.some((kind) => sections.includes(kind))) names.push(directive.name)
  for (const [name, ruleset] of vocabulary.rulesets)
    if (ruleset.sections.some((kind) => sections.includes(kind))) names.push(name)
  return sorted(names.map((name) => name.split(' ')[0]!).filter((name) => name !== 'option'))
}

function lineOptionRows(
  prefix: string,
  options: ReadonlyMap<string, BindOptionKeyword | ServerOptionKeyword>,
): string[] {
  return sorted(options.keys()).map((name) => {
    const option = options.get(name)!
    // HAProxy does not count behind a name that goes on in parentheses.
    const isPrefix = option.kind === 'server-option' && option.isPrefix === true
    return `${prefix} ${name}${isPrefix ? '' : wordCount(option.params)}`
  })
}

/** ` +1` for one word that must follow, ` +-1` for words without end. */
function wordCount(params: readonly Parameter<unknown>[]): string {
  const counts = params.map(declaredWords)
  if (counts.some(({ most }) => most === Number.POSITIVE_INFINITY)) return ' +-1'
  const required = counts.reduce((sum, { needed }) => sum + needed, 0)
  return required === 0 ? '' : ` +${required}`
}

function optionRows({ vocabulary }: DumpedWords): string[] {
  const options = new Map<string, DirectiveKeyword>()
  for (const kind of proxySections) {
    for (const [name, directive] of vocabulary.directives(kind))
      if (name.startsWith('option ')) options.set(name, directive)
  }
  return sorted(options.keys()).map((name) => {
    const { sections, needsHttp } = options.get(name)!
    const marks = [
      sections.includes('frontend') ? 'FE ' : '',
      sections.includes('backend') ? 'BE ' : '',
      needsHttp === true ? 'HTTP ' : '',
    ]
    return `${name} [ ${marks.join('')}]`
  })
}

function actionRows(vocabulary: Vocabulary, ruleset: RulesetKeyword): string[] {
  const actions = new Map<string, ActionKeyword>()
  for (const action of vocabulary.actions(ruleset.name))
    for (const name of [action.name, ...(action.aliases ?? [])]) actions.set(name, action)
  return sorted(actions.keys()).map(
    (name) => `${ruleset.name} ${name}${actions.get(name)!.isPrefix === true ? '*' : ''}`,
  )
}
