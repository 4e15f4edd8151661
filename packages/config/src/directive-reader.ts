import type { Diagnostic, Span } from '@weir/base'
import {
  type DirectiveKeyword,
  FAILED,
  type Finding,
  joinSpans,
  nearest,
  type Parameter,
  type Phase,
  type RuleNode,
  type RulesetKeyword,
  type Vocabulary,
  type Word,
  WordReader,
} from '@weir/keyword'
import { diagnostics } from './diagnostics.ts'
import type { DirectiveEntry, DirectiveIndex } from './directive-index.ts'
import type { Environment } from './environment.ts'
import { countIgnoredWords } from './ignored-words.ts'
import type { LanguageDirective } from './language/index.ts'
import { type ConfigFiles, createLineHost, type Gathered } from './line-host.ts'
import type { ModelBuilder, Section } from './model.ts'
import { severityOfRepetition } from './once-in-global.ts'
import type { Paths } from './paths.ts'
import { RuleOrder } from './rule-order.ts'
import { isProxyKind } from './section-kinds.ts'
import {
  findMisplaced,
  isReadBeforeWarned,
  isSilentOnOtherSide,
  isUnreadOnOtherSide,
  reportUnknownDirective,
} from './unknown-directive.ts'

/** What reading a directive needs besides its line. */
export interface DirectiveReaderOptions {
  readonly vocabulary: Vocabulary
  readonly index: DirectiveIndex
  readonly model: ModelBuilder
  readonly environment: Environment
  readonly files: ConfigFiles
  readonly paths: Paths
  readonly gathered: Gathered
  report(diagnostic: Diagnostic): void
}

/** A directive's line, once its name is known. */
interface Line {
  readonly name: Word
  readonly words: readonly Word[]
  readonly span: Span
  readonly prefix: 'no' | 'default' | null
  readonly section: Section
  /** True when the line is of the other side of a proxy: it is checked, and changes nothing. */
  readonly isMisplaced: boolean
}

/** Reads the lines of sections into the model. */
export class DirectiveReader {
  readonly #options: DirectiveReaderOptions
  readonly #orders = new WeakMap<Section, RuleOrder>()
  constructor(options: DirectiveReaderOptions) {
    this.#options = options
  }

  /** Reads one line of a section. Everything wrong with it is reported, and the line then changes nothing. */
  read(section: Section, words: readonly Word[]): void {
    const { index, report } = this.#options
    const first = words[0]!
    const prefix = first.text === 'no' || first.text === 'default' ? first.text : null
    const rest = prefix === null ? words : words.slice(1)
    const own = index.find(section.kind, rest)
    const entry = own ?? findMisplaced(index, section.kind, rest)
    if (entry === null) {
      reportUnknownDirective(this.#options, section, rest.length === 0 ? words : rest)
      return
    }
    const count = entry.words.length
    const nameWord = { text: entry.name, span: joinSpans(rest[0]!.span, rest[count - 1]!.span) }
    const line: Line = {
      name: nameWord,
      words: rest.slice(count),
      span: joinSpans(first.span, words[words.length - 1]!.span),
      prefix,
      section,
      isMisplaced: own === null,
    }
    if (prefix !== null && !allowsPrefix(entry, prefix)) {
      report(diagnostics.noPrefix(prefix, entry.name, line.span))
      return
    }
    if (line.isMisplaced) {
      const word = entry.name.replace(/^option /, '')
      if (isReadBeforeWarned(entry) && !this.#readSafely(entry, line)) return
      if (!isSilentOnOtherSide(entry)) report(diagnostics.ignoredHere(word, section.kind, section.name, line.span))
      if (!isUnreadOnOtherSide(entry) && !isReadBeforeWarned(entry)) this.#readSafely(entry, line)
      // What is ignored has its place in the order of rules all the same.
      this.#noteOrder(entry.name, line)
      return
    }
    const repetition = section.kind === 'global' ? severityOfRepetition(entry.name) : null
    const earlier = repetition === null ? null : section.lineOf(entry.name)
    if (repetition !== null && earlier !== null) {
      report(diagnostics.alreadySpecified(repetition, entry.name, line.span, earlier))
      return
    }
    const isRead = this.#readSafely(entry, line)
    // A line at fault counts as given, so that no pass says it is missing on top of that.
    if (isUnset(line)) section.lines.delete(entry.name)
    else if (!section.lines.has(entry.name)) section.lines.set(entry.name, line.span)
    if (isRead) this.#noteOrder(entry.name, line)
  }

  /** Counts a line as given that cannot be read, so that no pass says it is missing on top of that. */
  note(section: Section, words: readonly Word[]): void {
    const name = this.#options.index.find(section.kind, words)?.name
    if (name === undefined || section.lines.has(name)) return
    section.lines.set(name, joinSpans(words[0]!.span, words[words.length - 1]!.span))
  }

  /** A keyword that throws has a bug; the rest of the configuration is read all the same. */
  #readSafely(entry: DirectiveEntry, line: Line): boolean {
    try {
      return this.#readEntry(entry, line)
    } catch (error) {
      this.#options.report(diagnostics.keywordFailed(entry.name, String(error), line.span))
      return false
    }
  }

  #readEntry(entry: DirectiveEntry, line: Line): boolean {
    switch (entry.kind) {
      case 'ruleset':
        return this.#readRule(entry.ruleset, line)
      case 'directive':
        return this.#readDirective(entry.directive, line)
      case 'language': {
        if (!this.#readLanguage(entry.directive, line)) return false
        const own = this.#options.vocabulary.directives(line.section.kind).get(entry.name)
        return own === undefined || this.#readDirective(own, line)
      }
    }
  }

  #readLanguage(directive: LanguageDirective, line: Line): boolean {
    const { model, environment, paths, report } = this.#options
    const { section } = line
    if (directive.name === 'acl' && section.kind === 'defaults' && section.name === '') {
      report(diagnostics.notInDefaults('acl', true, line.span))
      return false
    }
    const host = this.#host(line, [], directive.name)
    return directive.read({
      words: line.words,
      name: line.name,
      span: line.span,
      section,
      model,
      environment,
      paths,
      host,
      reader: (prefix) =>
        new WordReader({ style: 'line', keyword: line.name, words: line.words, host, report: this.#sink(prefix) }),
      report,
    })
  }

  #readDirective(directive: DirectiveKeyword, line: Line): boolean {
    const { report } = this.#options
    if (directive.isExperimental === true && !this.#allowExperiment('directive', line.name)) return false
    this.#checkTimeout(line)
    const host = this.#host(line, directive.phase === undefined ? [] : [directive.phase], line.name.text)
    const params = directive.params as readonly Parameter<unknown>[]
    const endsAtCondition = params.some((parameter) => parameter.type === 'condition')
    const reader = new WordReader({
      style: 'line',
      keyword: line.name,
      words: line.words,
      host,
      report: this.#sink(''),
      endsAtCondition,
    })
    const values = readValues(params, reader)
    if (values === null) return false
    const extra = reader.next()
    if (extra !== null) {
      const { text: name } = line.name
      if (endsAtCondition) {
        report(diagnostics.expectsCondition(name, extra.text, extra.span))
        return false
      }
      const refused = wordBehind(extra, reader, countIgnoredWords(name, line.section.kind))
      if (refused !== null) {
        report(diagnostics.unexpectedArgument(name, refused.text, refused.span))
        return false
      }
      report(diagnostics.ignoredArgument(name, extra.text, extra.span))
    }
    let isRefused = false
    // What is ignored is checked all the same, on records of its own.
    const options = line.isMisplaced ? line.section.ignored : line.section.options
    directive.apply(options.get(directive.options), values as never, {
      span: line.span,
      section: line.section,
      prefix: line.prefix,
      options,
      owner: line.section,
      declare: (kind, name, object) => (line.isMisplaced ? null : line.section.declare(kind, name, object)),
      complain(message, hint) {
        isRefused = true
        report(diagnostics.invalid(message, line.span, hint))
      },
      warn(message, hint) {
        if (!line.isMisplaced) report(diagnostics.warning(message, line.span, hint))
      },
    })
    return !isRefused
  }

  #readRule(ruleset: RulesetKeyword, line: Line): boolean {
    const { vocabulary, report } = this.#options
    const { section } = line
    if (section.kind === 'defaults' && section.name === '') {
      report(diagnostics.notInDefaults(ruleset.name, true, line.span))
      return false
    }
    const word = line.words[0]
    const action = word === undefined ? null : vocabulary.action(ruleset.name, word.text)
    if (word === undefined || action === null) {
      reportUnknownAction(this.#options, ruleset, word, line.name.span)
      return false
    }
    const { keyword, suffix } = action
    if (keyword.isExperimental === true && !this.#allowExperiment('action', word)) return false
    const name = suffix === '' ? word.text : word.text.slice(0, word.text.length - suffix.length)
    const host = this.#host(line, rulesetPhases(ruleset, section), name, ruleset.name)
    const place = isProxyKind(section.kind) ? `${section.kind} '${section.name}'` : `section '${section.name}'`
    const full = `${ruleset.name} ${word.text}`
    const reader = new WordReader({
      style: 'line',
      keyword: word,
      suffix,
      words: line.words.slice(1),
      host,
      report: this.#sink(`error detected in ${place} while parsing '${full}' rule : `),
      endsAtCondition: true,
    })
    const values = readValues(keyword.params as readonly Parameter<unknown>[], reader)
    if (values === null) return false
    let isRefused = false
    keyword.check?.(
      values as never,
      (message) => {
        isRefused = true
        reader.fail(message, { span: line.span })
      },
      ruleset.name,
    )
    if (isRefused) return false
    const condition = host.condition(reader)
    if (condition === FAILED) return false
    const extra = reader.next()
    if (extra !== null) {
      report(diagnostics.expectsCondition(full, extra.text, extra.span))
      return false
    }
    const rule: RuleNode = {
      ruleset: ruleset.name,
      action: { keyword, name: word.text, values, span: word.span },
      condition,
      span: line.span,
    }
    this.#checkReach(ruleset, rule, section)
    const rules = section.rules.get(ruleset.name)
    if (rules === undefined) section.rules.set(ruleset.name, [rule])
    else rules.push(rule)
    return true
  }

  #host(line: Line, phases: readonly Phase[], via: string, directive = line.name.text) {
    const { vocabulary, model, files, paths, environment, gathered } = this.#options
    const { section, isMisplaced } = line
    return createLineHost({
      vocabulary,
      model,
      files,
      paths,
      environment,
      gathered,
      section,
      phases,
      directive,
      via,
      changesNothing: isMisplaced,
    })
  }

  #sink(prefix: string): (finding: Finding) => void {
    return (finding) => {
      const message = finding.severity === 'alert' ? `${prefix}${finding.message}` : finding.message
      this.#options.report({ ...finding, message, stage: 'parsing' })
    }
  }

  /** Warns about a rule behind one that always ends its ruleset. Only HTTP rulesets are told so, as in HAProxy. */
  #checkReach(ruleset: RulesetKeyword, rule: RuleNode, section: Section): void {
    const previous = section.rules.get(ruleset.name)?.at(-1)
    if (!ruleset.needsHttp || previous === undefined) return
    if (previous.condition === null && previous.action.keyword.isFinal === true)
      this.#options.report(diagnostics.unreachableRule(ruleset.name, rule.span, previous.span))
  }

  #allowExperiment(what: string, word: Word): boolean {
    const { model, report } = this.#options
    if (model.global.lineOf('expose-experimental-directives') === null) {
      report(diagnostics.experimental(what, word.text, word.span))
      return false
    }
    model.usesExperiments = true
    return true
  }

  /** A small number without a unit was probably meant in seconds. */
  #checkTimeout({ name, words, section }: Line): void {
    const value = words[0]
    if (!name.text.startsWith('timeout ') || value === undefined || !/^[1-9][0-9]?$/.test(value.text)) return
    this.#options.report(diagnostics.smallTimeout(name.text, value.text, section.kind, section.name, value.span))
  }

  #noteOrder(name: string, line: Line): void {
    if (!isProxyKind(line.section.kind)) return
    let order = this.#orders.get(line.section)
    if (order === undefined) this.#orders.set(line.section, (order = new RuleOrder()))
    const earlier = order.note(name, line.span)
    if (earlier !== null) this.#options.report(diagnostics.rulePlacedAfter(name, earlier.name, line.span, earlier.span))
  }
}

function readValues(params: readonly Parameter<unknown>[], reader: WordReader): unknown[] | null {
  const values: unknown[] = []
  for (const parameter of params) {
    const value = reader.read(parameter)
    if (value === FAILED) return null
    values.push(value)
  }
  return values
}

/** The word that is `count` words behind the first of those left over, or null. */
function wordBehind(first: Word, reader: WordReader, count: number): Word | null {
  let word: Word | null = first
  for (let left = count; left > 0 && word !== null; left--) word = reader.next()
  return word
}

function allowsPrefix(entry: DirectiveEntry, prefix: 'no' | 'default'): boolean {
  return entry.kind === 'directive' && (entry.directive.prefixes?.includes(prefix) ?? false)
}

/** A timeout of nothing is none, also where `defaults` sets one. */
function isUnset({ name, words }: Line): boolean {
  return name.text.startsWith('timeout ') && /^0+(us|ms|[smhd])?$/.test(words[0]?.text ?? '')
}

/** Where the rules of a section are evaluated: on one side, or on both for `listen` and `defaults`. */
function rulesetPhases(ruleset: RulesetKeyword, section: Section): readonly Phase[] {
  const { frontendPhase, backendPhase } = ruleset
  const phases: Phase[] = []
  if (frontendPhase !== null && section.kind !== 'backend') phases.push(frontendPhase)
  if (backendPhase !== null && section.kind !== 'frontend') phases.push(backendPhase)
  return phases
}

function reportUnknownAction(
  options: DirectiveReaderOptions,
  ruleset: RulesetKeyword,
  word: Word | undefined,
  nameSpan: Span,
): void {
  const { vocabulary, report } = options
  const name = word?.text ?? ''
  const base = /^[^(]*/.exec(name)![0]
  const span = word?.span ?? nameSpan
  for (const candidate of [name, base, base.replace(/[0-9]+$/, '')]) {
    const refused =
      vocabulary.refused('action', `${ruleset.name} ${candidate}`) ?? vocabulary.refused('action', candidate)
    if (refused === null) continue
    report(
      refused.state === 'removed'
        ? diagnostics.removed(`${ruleset.name} ${candidate}`, refused.reason, span)
        : diagnostics.unsupported(`${ruleset.name} ${candidate}`, refused.reason, span),
    )
    return
  }
  const known = vocabulary.actions(ruleset.name).flatMap((action) => [action.name, ...(action.aliases ?? [])])
  report(diagnostics.unknownAction(ruleset.name, name, known, span, nearest(base, known)))
}
