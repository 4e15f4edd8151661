import type { Bundle, RefusedKeyword, SectionKind } from '@weir/keyword'
import { type Family, families } from './families.ts'
import { manualLineOptions, manualWords } from './manual-words.ts'
import { removedKeywords } from './removed.ts'
import { rowGroups } from './rows.ts'
import { servicesOf } from './services.ts'

type Slot = Exclude<keyof Family, 'reason' | 'sections'>

/** What is said about a word that no family has: it comes from a bundle that this vocabulary was made without. */
export const undefinedHere = 'none of the loaded keyword bundles has it'

/** Sections that HAProxy has; some of them no bundle fills. */
const sections: readonly SectionKind[] = [
  'cache',
  'crt-store',
  'acme',
  'fcgi-app',
  'healthcheck',
  'log-forward',
  'log-profile',
  'mailers',
  'peers',
  'resolvers',
  'traces',
]

/** Why Weir refuses a word, or null when no family has it. */
export function findReason(slot: Slot, name: string, where?: readonly SectionKind[]): string | null {
  for (const family of families) {
    const restricted = slot === 'directive' && family.sections !== undefined
    if (restricted && where?.some((section) => family.sections!.includes(section)) !== true) continue
    if (family[slot]?.test(name) === true) return family.reason
  }
  return null
}

/** Directives that the language reads without any bundle. */
const languageWords = new Set(['default-path', 'guid', 'presetenv', 'resetenv', 'setenv', 'unsetenv'])

/** What bundles define or refuse themselves. */
class KnownWords {
  readonly #words = new Set<string>()
  readonly #defined = new Map<SectionKind, Set<string>>()
  readonly #refused = new Map<string, Set<SectionKind | null>>()

  constructor(bundles: readonly Bundle[]) {
    for (const name of servicesOf(bundles)) this.#words.add(`service ${name}`)
    for (const bundle of bundles) {
      for (const keyword of [...(bundle.fetches ?? []), ...(bundle.acls ?? [])]) this.#add('fetch', keyword)
      for (const keyword of bundle.converters ?? []) this.#add('converter', keyword)
      for (const keyword of bundle.bindOptions ?? []) {
        this.#add('bind-option', keyword)
        if (keyword.isCrtListOption === true) this.#add('crt-list-option', keyword)
      }
      for (const keyword of bundle.serverOptions ?? []) this.#add('server-option', keyword)
      for (const keyword of bundle.commands ?? []) this.#add('command', keyword)
      for (const keyword of bundle.filters ?? []) this.#add('filter', keyword)
      for (const action of bundle.actions ?? []) {
        for (const ruleset of action.rulesets) {
          for (const name of [action.name, ...(action.aliases ?? [])]) this.#words.add(`action ${ruleset} ${name}`)
        }
      }
      for (const { name, aliases = [], sections: where } of bundle.directives ?? []) {
        for (const each of [name, ...aliases]) this.#define(each, where)
      }
      for (const { name, sections: where } of bundle.rulesets ?? []) this.#define(name, where)
      for (const { slot, name, sections: where = [null] } of bundle.refused ?? []) {
        if (slot !== 'directive') this.#words.add(`${slot} ${name}`)
        else this.#refused.set(name, new Set([...(this.#refused.get(name) ?? []), ...where]))
      }
    }
  }

  #add(slot: Slot, { name, aliases = [] }: { readonly name: string; readonly aliases?: readonly string[] }): void {
    for (const each of [name, ...aliases]) this.#words.add(`${slot} ${each}`)
  }

  #define(name: string, where: readonly SectionKind[]): void {
    for (const section of where) {
      const names = this.#defined.get(section) ?? new Set()
      this.#defined.set(section, names.add(name))
    }
  }

  has(slot: Slot, name: string): boolean {
    return this.#words.has(`${slot} ${name}`) || (slot === 'action' && this.#words.has(`action ${lastWord(name)}`))
  }

  /**
   * Those of `where` in which nothing is said about a directive. One that is defined, by itself or as the start of
   * longer names, is known in all of them: where it may not stand, that is what is said.
   */
  missing(name: string, where: readonly SectionKind[]): readonly SectionKind[] {
    if (languageWords.has(name)) return []
    for (const section of where) {
      for (const defined of this.#defined.get(section) ?? []) {
        if (defined === name || defined.startsWith(`${name} `) || name.startsWith(`${defined} `)) return []
      }
    }
    const refused = this.#refused.get(name)
    if (refused === undefined) return where
    return refused.has(null) ? [] : where.filter((section) => !refused.has(section))
  }

  hasSection(section: SectionKind): boolean {
    return this.#words.has(`section ${section}`) || this.#defined.has(section)
  }
}

const lastWord = (name: string): string => name.slice(name.lastIndexOf(' ') + 1)

/**
 * Refuses, each with its reason (worked out when a word is first looked up), every word of HAProxy that none of `bundles` defines or refuses itself, and what HAProxy
 * has removed. Make it the first of the bundles of a vocabulary.
 */
export function createRefusedBundle(bundles: readonly Bundle[]): Bundle {
  let refused: readonly RefusedKeyword[] | null = null
  return {
    name: 'haproxy-words',
    get refused() {
      refused ??= gatherRefused(bundles)
      return refused
    },
  }
}

function gatherRefused(bundles: readonly Bundle[]): readonly RefusedKeyword[] {
  const known = new KnownWords(bundles)
  const refused: RefusedKeyword[] = []
  const gone = new Set(removedKeywords.map(({ slot, name }) => `${slot} ${name}`))
  const refuse = (slot: Slot, name: string, where?: readonly SectionKind[]): void => {
    if (gone.has(`${slot} ${name}`)) return
    const reason = findReason(slot, name, where) ?? undefinedHere
    const place = where === undefined ? {} : { sections: where }
    refused.push({ kind: 'refused', slot, name, state: 'unsupported', reason, ...place })
  }
  const refuseDirective = (name: string, where: readonly SectionKind[]): void => {
    const missing = known.missing(name, where)
    if (missing.length > 0) refuse('directive', name, missing)
  }
  for (const { slot, names, sections: where } of rowGroups) {
    for (const name of names) {
      if (where !== undefined) refuseDirective(name, where)
      else if (!known.has(slot, name)) refuse(slot, name)
    }
  }
  for (const [slot, names] of Object.entries(manualLineOptions) as [Slot, readonly string[]][])
    for (const name of names) if (!known.has(slot, name)) refuse(slot, name)
  for (const { sections: where, names } of manualWords) for (const name of names) refuseDirective(name, where)
  for (const section of sections) if (!known.hasSection(section)) refuse('section', section)
  return [...refused, ...removedKeywords]
}
