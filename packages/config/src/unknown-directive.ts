import type { Diagnostic } from '@weir/base'
import { joinSpans, nearest, type SectionKind, type Vocabulary, type Word } from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'
import type { DirectiveEntry, DirectiveIndex } from './directive-index.ts'
import type { Section } from './model.ts'
import { isProxyKind } from './section-kinds.ts'

/** Directives of the other side that HAProxy refuses where it only ignores the rest. */
const refusedOnOtherSide = new Set([
  'retry-on',
  'server',
  'default-server',
  'server-template',
  'declare capture request',
  'declare capture response',
  'option http-drop-request-trailers',
  'option http-drop-response-trailers',
  'tcp-request connection',
  'tcp-request session',
  'tcp-response content',
  'tcp-response inspect-delay',
])

interface Site {
  readonly vocabulary: Vocabulary
  readonly index: DirectiveIndex
  report(diagnostic: Diagnostic): void
}

/** Says why a line's first words name nothing here: misplaced, refused, removed, or unknown and near to something. */
export function reportUnknownDirective(site: Site, section: Section, words: readonly Word[]): void {
  const { vocabulary, index, report } = site
  const first = words[0]!
  const elsewhere = findElsewhere(index, section.kind, words)
  if (elsewhere !== null) {
    const span = joinSpans(first.span, words[words.length - 1]!.span)
    const word = elsewhere.name.replace(/^option /, '')
    if (section.kind === 'defaults') report(diagnostics.notInDefaults(elsewhere.name, false, span))
    else if (refusedOnOtherSide.has(elsewhere.name))
      report(diagnostics.notAllowedHere(elsewhere.name, section.kind, section.name, span))
    else report(diagnostics.ignoredHere(word, section.kind, section.name, span))
    return
  }
  for (let count = Math.min(3, words.length); count > 0; count--) {
    const name = words
      .slice(0, count)
      .map((word) => word.text)
      .join(' ')
    const span = joinSpans(first.span, words[count - 1]!.span)
    const refused = vocabulary.refused('directive', name, section.kind)
    if (refused === null) {
      if (!isOfOtherSide(vocabulary, name, section.kind)) continue
      report(diagnostics.ignoredHere(name.replace(/^option /, ''), section.kind, section.name, span))
      return
    }
    report(
      refused.state === 'removed'
        ? diagnostics.removed(name, refused.reason, span)
        : diagnostics.unsupported(name, refused.reason, span),
    )
    return
  }
  if (section.kind === 'frontend' && first.text === 'stick') {
    report(diagnostics.ignoredHere('stick', section.kind, section.name, first.span))
    return
  }
  const seconds = index.secondWords(section.kind, first.text)
  if (seconds.length > 0) {
    const second = words[1]
    const suggestion = second === undefined ? null : nearest(second.text, seconds)
    const span = second?.span ?? first.span
    if (first.text !== 'option')
      report(diagnostics.unknownSecondWord(first.text, second?.text ?? '', seconds, span, suggestion))
    else if (second === undefined) report(diagnostics.missingArgument('option', 'an option name', span))
    else report(diagnostics.unknownOption(second.text, span, suggestion))
    return
  }
  report(
    diagnostics.unknownKeyword(
      first.text,
      section.kind,
      first.span,
      nearest(first.text, index.firstWords(section.kind)),
    ),
  )
}

/** A directive of the other side that a frontend or backend ignores, provided its arguments are right. */
export function findMisplaced(index: DirectiveIndex, kind: SectionKind, words: readonly Word[]): DirectiveEntry | null {
  if (kind !== 'frontend' && kind !== 'backend') return null
  const entry = findElsewhere(index, kind, words)
  return entry === null || entry.kind !== 'directive' || refusedOnOtherSide.has(entry.name) ? null : entry
}

/** Those of the other side that HAProxy takes without a word. */
const silentOnOtherSide = new Set(['hash-balance-factor', 'unique-id-header'])

export function isSilentOnOtherSide({ name }: DirectiveEntry): boolean {
  return silentOnOtherSide.has(name)
}

/** True for a directive of the other side whose arguments HAProxy does not look at. */
export function isUnreadOnOtherSide({ words }: DirectiveEntry): boolean {
  return words[0] === 'stick'
}

/** True for a word that Weir refuses, and that has no effect here in HAProxy either. */
function isOfOtherSide(vocabulary: Vocabulary, name: string, kind: SectionKind): boolean {
  if (kind !== 'frontend' && kind !== 'backend') return false
  const refused = vocabulary.refused('directive', name, kind === 'frontend' ? 'backend' : 'frontend')
  return refused !== null && refused.state === 'unsupported'
}

/** The directive as other sections of a proxy know it. */
function findElsewhere(index: DirectiveIndex, kind: SectionKind, words: readonly Word[]): DirectiveEntry | null {
  if (!isProxyKind(kind) || kind === 'listen') return null
  const others: readonly SectionKind[] =
    kind === 'defaults' ? ['listen', 'frontend', 'backend'] : kind === 'frontend' ? ['backend'] : ['frontend']
  for (const other of others) {
    const entry = index.find(other, words)
    if (entry !== null) return entry
  }
  return null
}

/** Lines whose arguments are looked at first: nothing is said of the section when they are wrong. */
export function isReadBeforeWarned(entry: DirectiveEntry): boolean {
  const isSwitch = entry.kind === 'directive' && entry.directive.params.length === 0 && entry.words[0] === 'option'
  return isSwitch || /^(?:cli|srv)tcpka-|^timeout /.test(entry.name) || readFirst.has(entry.name)
}

const readFirst = new Set(['log-format', 'max-keep-alive-queue', 'option httplog', 'rate-limit sessions'])
