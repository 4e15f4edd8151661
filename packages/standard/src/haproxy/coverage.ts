import type { DirectiveKeyword, SectionKind, Vocabulary } from '@weir/keyword'
import { removedKeywords } from './removed.ts'
import { type RowGroup, rowGroups } from './rows.ts'
import { servicesOf } from './services.ts'

/**
 * What Weir makes of a word: it does it, reads it without effect, refuses it, or refuses it as HAProxy itself does by
 * now. `unknown` is a defect: nothing is said about the word at all.
 */
export type Standing = 'supported' | 'without effect' | 'refused' | 'removed' | 'unknown'

export interface CoveredRow {
  readonly name: string
  readonly standing: Standing
  /** Why it has no effect or is refused; what to write instead of what was removed. */
  readonly reason: string | null
}

export interface CoveredGroup {
  readonly title: string
  readonly rows: readonly CoveredRow[]
}

/** A directive that the language itself reads. */
interface OwnDirective {
  readonly name: string
  readonly sections: readonly SectionKind[]
}

/** Says of every word that HAProxy registers what `vocabulary` makes of it. `language` is what the parser brings. */
export function coverageOf(vocabulary: Vocabulary, language: readonly OwnDirective[]): readonly CoveredGroup[] {
  return rowGroups.map((group) => ({
    title: group.title,
    rows: group.names.map((name) => ({ name, ...standingOf(vocabulary, language, group, name) })),
  }))
}

type Verdict = Pick<CoveredRow, 'standing' | 'reason'>

const supported: Verdict = { standing: 'supported', reason: null }

function standingOf(
  vocabulary: Vocabulary,
  language: readonly OwnDirective[],
  { slot, sections }: RowGroup,
  name: string,
): Verdict {
  if (removedKeywords.some((removed) => removed.slot === slot && removed.name === name))
    return refusal(vocabulary, slot, name, sections)
  switch (slot) {
    case 'directive': {
      const own = directiveVerdict(vocabulary, language, sections ?? [], name)
      if (own !== null) return own
      break
    }
    case 'fetch':
      if (vocabulary.fetches.has(name) || vocabulary.acls.has(name)) return supported
      break
    case 'converter':
      if (vocabulary.converters.has(name)) return supported
      break
    case 'action': {
      const [, ruleset = '', word = ''] = /^(.*) (\S+)$/.exec(name) ?? []
      if (vocabulary.action(ruleset, word) !== null) return supported
      break
    }
    case 'command':
      if (vocabulary.commands.some((command) => command.name === name)) return supported
      break
    case 'service':
      if (servicesOf(vocabulary.bundles).includes(name)) return supported
      break
    case 'bind-option': {
      const option = vocabulary.bindOptions.get(name)
      if (option !== undefined) return effect(option.withoutEffect)
      break
    }
    case 'crt-list-option': {
      const option = vocabulary.bindOptions.get(name)
      if (option?.isCrtListOption === true) return effect(option.withoutEffect)
      break
    }
    case 'filter': {
      // One that is defined and refuses every use is told apart by its reason.
      if (vocabulary.filters.has(name) && vocabulary.refused(slot, name) === null)
        return name === 'trace' ? { standing: 'refused', reason: 'there are no traces' } : supported
      break
    }
    case 'server-option': {
      const option = vocabulary.serverOptions.get(name)
      if (option !== undefined) return effect(option.withoutEffect)
      break
    }
  }
  return refusal(vocabulary, slot, name, sections)
}

function effect(withoutEffect: string | undefined): Verdict {
  return withoutEffect === undefined ? supported : { standing: 'without effect', reason: withoutEffect }
}

/** A row may be the first word of several directives: it has an effect when one of them has. */
function directiveVerdict(
  vocabulary: Vocabulary,
  language: readonly OwnDirective[],
  sections: readonly SectionKind[],
  name: string,
): Verdict | null {
  const isNamed = (full: string): boolean => full === name || full.startsWith(`${name} `)
  const isHere = (where: readonly SectionKind[]): boolean => where.some((section) => sections.includes(section))
  if (language.some((directive) => isNamed(directive.name) && isHere(directive.sections))) return supported
  for (const [full, ruleset] of vocabulary.rulesets) if (isNamed(full) && isHere(ruleset.sections)) return supported
  const found: DirectiveKeyword[] = []
  for (const section of sections) {
    for (const [full, directive] of vocabulary.directives(section)) if (isNamed(full)) found.push(directive)
  }
  if (found.length === 0) return null
  const inert = found.find((directive) => directive.withoutEffect !== undefined)
  return found.every((directive) => directive.withoutEffect !== undefined) ? effect(inert?.withoutEffect) : supported
}

function refusal(
  vocabulary: Vocabulary,
  slot: string,
  name: string,
  sections: readonly SectionKind[] | undefined,
): Verdict {
  const places = sections ?? [undefined]
  const action = slot === 'action' ? vocabulary.refused(slot, name.slice(name.lastIndexOf(' ') + 1)) : null
  const refused =
    places.map((section) => vocabulary.refused(slot, name, section)).find((found) => found !== null) ?? action
  if (refused === undefined || refused === null) return { standing: 'unknown', reason: null }
  return { standing: refused.state === 'removed' ? 'removed' : 'refused', reason: refused.reason }
}
