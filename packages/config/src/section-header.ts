import type { Diagnostic, Span } from '@weir/base'
import { joinSpans, type SectionKind, type Vocabulary, type Word } from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'
import { type ModelBuilder, type ProxyKind, ProxySection, Section } from './model.ts'
import { findForbiddenCharacter, isProxyKind, sectionForms } from './section-kinds.ts'
import { Suggestions } from './suggestions.ts'

interface Site {
  readonly model: ModelBuilder
  readonly vocabulary: Vocabulary
  report(diagnostic: Diagnostic): void
}

/**
 * Opens sections. A header at fault still gives a section, outside the model, so that its lines are read and reported
 * on without a cascade.
 */
export class SectionOpener {
  readonly #site: Site
  /** `defaults` sections named by a `from`. */
  readonly #named = new Set<ProxySection>()
  /** The first of each name that a `from` names. */
  readonly #referenced = new Map<string, ProxySection>()
  /** `defaults` sections that a section without `from` takes after. */
  readonly #implied = new Set<ProxySection>()
  /** Which kind of proxy takes after a `defaults` section with rules. */
  readonly #side = new Map<ProxySection, ProxyKind>()
  readonly #suggestions = new Suggestions()
  #lastDefaults: ProxySection | null = null
  /** The word on the last header that kept it from opening a section, or null: its lines stand nowhere. */
  unopened: Word | null = null
  /** True once a section other than `global` was opened. */
  #hasOthers = false

  constructor(site: Site) {
    this.#site = site
  }

  /** Null for a section that Weir refuses as a whole: its lines are then not worth a word each. */
  open(kind: SectionKind, words: readonly Word[]): Section | null {
    const { model, vocabulary, report } = this.#site
    const span = joinSpans(words[0]!.span, words[words.length - 1]!.span)
    this.unopened = null
    const refused = vocabulary.directives(kind).size > 0 ? null : vocabulary.refused('section', kind)
    if (refused !== null) {
      const isAllowed = sectionForms[kind].isExperimental !== true || this.#allowExperiment(kind, span)
      const say = refused.state === 'removed' ? diagnostics.removed : diagnostics.unsupported
      if (isAllowed) report(say(kind, refused.reason, span))
      return null
    }
    if (kind === 'global') {
      if (words[1] !== undefined) report(diagnostics.headerArgument(kind, words[1].text, words[1].span))
      if (this.#hasOthers) report(diagnostics.lateGlobal(span))
      return model.global
    }
    this.#hasOthers = true
    const header = this.#readHeader(kind, words, span)
    if (this.unopened !== null) return null
    if (isProxyKind(kind)) return this.#openProxy(kind, header, span)
    const section = new Section(kind, header.name, span)
    if (sectionForms[kind].isExperimental === true) this.#allowExperiment(kind, span)
    if (!header.isValid) return section
    const earlier = model.addSection(section)
    if (earlier !== null) {
      if (kind === 'traces') return earlier
      // A cache that says nothing is refused for that, and its name is free again.
      if (kind === 'cache' && earlier.lineOf('total-max-size') === null) return section
      report(diagnostics.duplicateSection(kind, header.name, span, earlier.span))
    }
    return section
  }

  /** Reports an experiment that the configuration did not ask for. */
  #allowExperiment(kind: SectionKind, span: Span): boolean {
    const { model, report } = this.#site
    model.usesExperiments = true
    if (model.global.lineOf('expose-experimental-directives') !== null) return true
    report(diagnostics.experimental('section', kind, span))
    return false
  }

  #readHeader(
    kind: SectionKind,
    words: readonly Word[],
    span: Span,
  ): { name: string; from: Word | null; isValid: boolean } {
    const { report } = this.#site
    const form = sectionForms[kind]
    const rest = words.slice(1)
    let name = ''
    let from: Word | null = null
    let isValid = true
    const fail = (diagnostic: Diagnostic): void => {
      report(diagnostic)
      isValid = false
    }
    const nameWord =
      form.name === 'none' ||
      (form.name === 'optional' && rest[0]?.text === 'from' && rest.length === 2 && form.hasFrom)
        ? undefined
        : rest.shift()
    if (nameWord !== undefined) name = nameWord.text
    else if (form.name === 'required') fail(diagnostics.missingName(kind, span))
    const forbidden = form.isNameChecked ? findForbiddenCharacter(name) : null
    if (forbidden !== null) fail(diagnostics.invalidName(forbidden, kind, name, nameWord!.span))
    if (form.hasFrom && rest[0]?.text === 'from' && rest[1] !== undefined) {
      from = rest[1]
      rest.splice(0, 2)
    }
    if (kind === 'defaults' && name !== '' && from === null && rest[0]?.text === 'from')
      fail(diagnostics.missingName('from', rest[0].span))
    const extra = rest[0]
    if (extra !== undefined && form.furtherWords === 'ignored')
      report(diagnostics.ignoredArgument(kind, extra.text, extra.span))
    else if (extra !== undefined && form.furtherWords === 'open nothing' && from === null) {
      this.unopened = extra
      if (kind === 'backend') this.#leaveOut(kind, name, extra, span)
    } else if (extra !== undefined) {
      if (isProxyKind(kind)) this.unopened = extra
      if (from !== null || kind === 'defaults' || !isProxyKind(kind))
        fail(diagnostics.headerArgument(kind, extra.text, extra.span))
      if (kind === 'frontend' || kind === 'listen') this.#leaveOut(kind, name, extra, span)
    }
    return { name, from, isValid }
  }

  /** A proxy with an address on its header is none, which is no mistake until a line follows (seen in the oracle). */
  #leaveOut(kind: ProxyKind, name: string, address: Word, span: Span): void {
    const { model, report } = this.#site
    if (kind !== 'backend') report(diagnostics.addressOnHeader(address.span))
    const earlier = model.proxy(name)
    if (earlier === null) return
    if (kind === 'listen' || (kind === 'backend' ? earlier.isBackend : earlier.isFrontend))
      report(diagnostics.duplicateProxy(kind, name, earlier.kind, span, earlier.span))
  }

  #openProxy(kind: ProxyKind, header: { name: string; from: Word | null; isValid: boolean }, span: Span): ProxySection {
    const { model, report } = this.#site
    const proxy = new ProxySection(kind, header.name, span)
    const parent = this.#findDefaults(proxy, header.from)
    if (parent !== null) {
      proxy.inherit(parent)
      if (parent.rules.size > 0) this.#takeRules(proxy, parent)
    }
    if (!header.isValid) return proxy
    if (kind === 'defaults') {
      this.#addDefaults(proxy)
      return proxy
    }
    const earlier = model.addProxy(proxy) ?? model.defaultsNamed(proxy.name)[0]
    if (earlier !== undefined) report(diagnostics.duplicateProxy(kind, proxy.name, earlier.kind, span, earlier.span))
    return proxy
  }

  /** A `defaults` section with rules serves frontends or backends, not both, and nothing else. */
  #takeRules(proxy: ProxySection, parent: ProxySection): void {
    const { vocabulary, report } = this.#site
    const others = this.#side.get(parent)
    if (proxy.kind === 'listen' || proxy.kind === 'defaults' || (others !== undefined && others !== proxy.kind))
      report(diagnostics.rulesFromDefaults(proxy.kind, proxy.span, parent.span))
    this.#side.set(parent, proxy.kind)
    for (const name of parent.rules.keys()) {
      if (vocabulary.rulesets.get(name)?.sections.includes(proxy.kind) === false) proxy.rules.delete(name)
    }
  }

  #addDefaults(proxy: ProxySection): void {
    const { model, report } = this.#site
    if (proxy.name !== '') {
      const referenced = this.#referenced.get(proxy.name)
      const clash = model.proxy(proxy.name)
      if (referenced !== undefined) report(diagnostics.replacedDefaults(proxy.name, proxy.span, referenced.span))
      else if (clash !== null)
        report(diagnostics.duplicateProxy('defaults', proxy.name, clash.kind, proxy.span, clash.span))
    }
    model.addDefaults(proxy)
    this.#lastDefaults = proxy
  }

  #findDefaults(proxy: ProxySection, from: Word | null): ProxySection | null {
    const { model, report } = this.#site
    if (from === null) {
      const last = this.#lastDefaults
      if (proxy.kind === 'defaults' || last === null) return null
      if (this.#named.has(last)) report(diagnostics.mixedDefaults(last.name, proxy.span, last.span))
      this.#implied.add(last)
      return last
    }
    const found = model.defaultsNamed(from.text)
    const last = found[found.length - 1]
    if (last === undefined) {
      const known = () => model.defaults.map((candidate) => candidate.name).filter((name) => name !== '')
      const suggestion = this.#suggestions.nearest(from.text, known)
      report(diagnostics.unknownDefaults(from.text, proxy.kind, proxy.name, from.span, suggestion))
      return null
    }
    if (found.length > 1) {
      const places = [found[0]!.span, last.span]
      report(diagnostics.ambiguousDefaults(from.text, proxy.kind, proxy.name, from.span, places))
    }
    if (this.#implied.has(last)) report(diagnostics.mixedDefaults(last.name, proxy.span, last.span))
    this.#named.add(last)
    if (!this.#referenced.has(last.name)) this.#referenced.set(last.name, last)
    return last
  }
}
