import type { DirectiveKeyword, RulesetKeyword, SectionKind, Vocabulary, Word } from '@weir/keyword'
import { type LanguageDirective, languageDirectives } from './language/index.ts'

/** What a line's first words name. */
export type DirectiveEntry = { readonly words: readonly string[] } & (
  | { readonly kind: 'language'; readonly name: string; readonly directive: LanguageDirective }
  | { readonly kind: 'ruleset'; readonly name: string; readonly ruleset: RulesetKeyword }
  | { readonly kind: 'directive'; readonly name: string; readonly directive: DirectiveKeyword }
)

/** Finds the directive of a line: the longest of the names that its words start with wins. */
export class DirectiveIndex {
  readonly #vocabulary: Vocabulary
  readonly #sections = new Map<SectionKind, ReadonlyMap<string, readonly DirectiveEntry[]>>()

  constructor(vocabulary: Vocabulary) {
    this.#vocabulary = vocabulary
  }

  find(section: SectionKind, words: readonly Word[]): DirectiveEntry | null {
    const first = words[0]
    if (first === undefined) return null
    for (const entry of this.#entries(section).get(first.text) ?? []) {
      if (entry.words.every((name, index) => words[index]?.text === name)) return entry
    }
    return null
  }

  /** The first words that are legal in a section. */
  firstWords(section: SectionKind): string[] {
    return [...this.#entries(section).keys()]
  }

  /** The words that may follow `first` in a section, where `first` alone is no directive. */
  secondWords(section: SectionKind, first: string): string[] {
    const entries = this.#entries(section).get(first) ?? []
    return [...new Set(entries.map((entry) => entry.words[1]).filter((word) => word !== undefined))]
  }

  #entries(section: SectionKind): ReadonlyMap<string, readonly DirectiveEntry[]> {
    const known = this.#sections.get(section)
    if (known !== undefined) return known
    const byName = new Map<string, DirectiveEntry>()
    for (const [name, directive] of this.#vocabulary.directives(section))
      byName.set(name, { kind: 'directive', name, words: name.split(' '), directive })
    for (const [name, ruleset] of this.#vocabulary.rulesets) {
      if (ruleset.sections.includes(section))
        byName.set(name, { kind: 'ruleset', name, words: name.split(' '), ruleset })
    }
    for (const directive of languageDirectives) {
      if (directive.sections.includes(section))
        byName.set(directive.name, {
          kind: 'language',
          name: directive.name,
          words: directive.name.split(' '),
          directive,
        })
    }
    const byFirst = new Map<string, DirectiveEntry[]>()
    for (const entry of byName.values()) {
      const first = entry.words[0]!
      byFirst.set(first, [...(byFirst.get(first) ?? []), entry])
    }
    for (const list of byFirst.values()) list.sort((a, b) => b.words.length - a.words.length)
    this.#sections.set(section, byFirst)
    return byFirst
  }
}

const indexes = new WeakMap<Vocabulary, DirectiveIndex>()

/** The index of a vocabulary, made once. */
export function indexOf(vocabulary: Vocabulary): DirectiveIndex {
  let index = indexes.get(vocabulary)
  if (index === undefined) {
    index = new DirectiveIndex(vocabulary)
    indexes.set(vocabulary, index)
  }
  return index
}
