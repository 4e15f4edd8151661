import type { Diagnostic } from '@weir/base'
import { type HostFacts, type Model, nearest, PatternLists, type Vocabulary, type Word } from '@weir/keyword'
import type { ConditionEnvironment } from './condition-evaluator.ts'
import { ConditionalBlocks } from './conditional-blocks.ts'
import { diagnostics } from './diagnostics.ts'
import { indexOf } from './directive-index.ts'
import { DirectiveReader } from './directive-reader.ts'
import { createEnvironment, type Environment } from './environment.ts'
import { tokenize } from './lexer.ts'
import type { ConfigFiles, Gathered } from './line-host.ts'
import { ModelBuilder, type Section } from './model.ts'
import { passes } from './passes/index.ts'
import { Paths } from './paths.ts'
import { resolve } from './resolve.ts'
import { SectionOpener } from './section-header.ts'
import { isSectionKind, sectionKinds } from './section-kinds.ts'
import { checkFile, type SourceFile, splitLines } from './source-file.ts'
import { languageVersion } from './version.ts'

/** What a configuration is read from. */
export interface ParseConfigOptions {
  /** Read in this order; every file starts outside any section. */
  readonly files: readonly SourceFile[]
  readonly vocabulary: Vocabulary
  /** Variables, which lines of `global` may change while reading; none without it. */
  readonly environment?: Environment
  /** Access to the files that lines name; nothing can be read without it. */
  readonly configFiles?: ConfigFiles
  /** What `feature(…)` finds. */
  readonly features?: ReadonlySet<string>
  /** The language's version, `3.5-dev5` unless given. */
  readonly version?: string
  /** Told of every line that counts, once it is cut into words; `isHeader` when it opens a section. */
  readonly onLine?: (words: readonly Word[], isHeader: boolean) => void
  /** The process that will run it, for checks that depend on names of its own. */
  readonly host?: HostFacts
  /** More facts for the predicates of `.if`. */
  readonly facts?: Pick<ConditionEnvironment, 'enabled' | 'opensslVersion' | 'tlsLibrary'>
}

export interface ParsedConfig {
  readonly model: Model
  /** In the order of the lines, then what the finished model shows. */
  readonly diagnostics: readonly Diagnostic[]
  /** False when there is an alert: HAProxy would refuse to start. */
  readonly isValid: boolean
}

const noFiles: ConfigFiles = {
  read: () => ({ error: 'no file can be read here' }),
  list: () => ({ error: 'no directory can be read here' }),
}

/**
 * Reads a configuration. Never throws, whatever the text: every finding is a diagnostic, and reading goes on after it,
 * so that one run reports all. Takes time in proportion to the text.
 */
export function parseConfig(options: ParseConfigOptions): ParsedConfig {
  return new ConfigReader(options).run()
}

class ConfigReader {
  readonly #options: ParseConfigOptions
  readonly #environment: Environment
  readonly #diagnostics: Diagnostic[] = []
  readonly #model: ModelBuilder
  readonly #gathered: Gathered = { terms: [], unknown: [], predefined: new Map(), patternLists: new PatternLists() }
  readonly #paths = new Paths()
  readonly #directives: DirectiveReader
  readonly #opener: SectionOpener

  constructor(options: ParseConfigOptions) {
    this.#options = options
    this.#environment = options.environment ?? createEnvironment()
    this.#model = new ModelBuilder(options.files[0]?.name ?? '')
    const { vocabulary } = options
    const report = this.#report
    this.#opener = new SectionOpener({ model: this.#model, vocabulary, report })
    this.#directives = new DirectiveReader({
      vocabulary,
      index: indexOf(vocabulary),
      model: this.#model,
      environment: this.#environment,
      files: options.configFiles ?? noFiles,
      paths: this.#paths,
      gathered: this.#gathered,
      report,
    })
  }

  readonly #report = (diagnostic: Diagnostic): void => {
    this.#diagnostics.push(diagnostic)
  }

  run(): ParsedConfig {
    for (const file of this.#options.files) this.#readFile(file)
    this.#numberProxies()
    resolve(this.#model, this.#gathered, this.#report)
    const { configFiles: files } = this.#options
    const site = {
      model: this.#model,
      ...(files === undefined ? {} : { files }),
      host: this.#options.host ?? null,
      report: (diagnostic: Omit<Diagnostic, 'stage'> & Partial<Pick<Diagnostic, 'stage'>>) =>
        this.#report({ stage: 'model', ...diagnostic }),
    }
    for (const pass of [...passes, ...this.#options.vocabulary.passes]) pass.run(site)
    this.#checkWarnings()
    const isValid = !this.#diagnostics.some((diagnostic) => diagnostic.severity === 'alert')
    return { model: this.#model, diagnostics: sortDiagnostics(this.#diagnostics, this.#options.files), isValid }
  }

  /** `zero-warning` makes warnings fatal. */
  #checkWarnings(): void {
    const line = this.#model.global.lineOf('zero-warning')
    if (line !== null && this.#diagnostics.some((diagnostic) => diagnostic.severity === 'warning'))
      this.#report(diagnostics.zeroWarning(line))
  }

  #readFile(file: SourceFile): void {
    const lines = splitLines(file.text)
    const environment = this.#environment
    this.#paths.enterFile(file.name)
    let section: Section | null = null
    let isRefused = false
    let lineNumber = 0
    const lookUp = (name: string): string | undefined => {
      if (!name.startsWith('.')) return environment.get(name)
      if (name === '.FILE') return file.name
      if (name === '.LINE') return String(lineNumber)
      if (name === '.SECTION') return section === null ? '' : section.name === '' ? section.kind : section.name
      return undefined
    }
    const blocks = new ConditionalBlocks(
      {
        ...this.#options.facts,
        isDefined: (name) => environment.get(name) !== undefined,
        features: this.#options.features ?? new Set(),
        version: this.#options.version ?? languageVersion,
      },
      this.#report,
    )
    for (const line of lines) {
      lineNumber = line.number
      const { words, diagnostics: findings } = tokenize(line.text, file.name, line.number, lookUp)
      if (findings.length > 0) {
        for (const finding of findings) this.#report(finding)
        continue
      }
      const first = words[0]
      if (first === undefined) continue
      if (first.text.startsWith('.')) {
        blocks.read(words)
        continue
      }
      if (!blocks.isActive) continue
      this.#options.onLine?.(words, isSectionKind(first.text))
      const empty = words.findIndex((word) => word.text === '')
      if (empty >= 0) {
        this.#report(diagnostics.emptyWord(empty, words[empty]!.span))
        if (section !== null) this.#directives.note(section, words)
      } else if (isSectionKind(first.text)) {
        section = this.#opener.open(first.text, words)
        isRefused = section === null
      } else if (isRefused) {
        const { unopened } = this.#opener
        if (unopened !== null) this.#report(diagnostics.outOfUnopened(first.text, first.span, unopened))
      } else if (section === null) this.#reportOutside(first.text, first.span)
      else this.#directives.read(section, words)
    }
    blocks.finish(lineNumber)
    for (const finding of checkFile(file, lines)) this.#report(finding)
  }

  #reportOutside(word: string, span: NonNullable<Diagnostic['span']>): void {
    const refused = this.#options.vocabulary.refused('section', word)
    if (refused === null) this.#report(diagnostics.outOfSection(word, span, nearest(word, sectionKinds)))
    else if (refused.state === 'removed') this.#report(diagnostics.removed(word, refused.reason, span))
    else this.#report(diagnostics.unsupported(word, refused.reason, span))
  }

  /** Numbers from 2 on go to the proxies without an `id`, in the order of the file. */
  #numberProxies(): void {
    const taken = new Set(this.#model.proxies.map((proxy) => proxy.id))
    let next = 2
    for (const proxy of this.#model.proxies) {
      if (proxy.id !== 0) continue
      while (taken.has(next)) next++
      proxy.id = next
      taken.add(next)
    }
  }
}

/** What lines said in the order of the lines, also where it came out later; then what the finished model showed. */
function sortDiagnostics(found: readonly Diagnostic[], files: readonly SourceFile[]): Diagnostic[] {
  const ranks = new Map(files.map((file, index) => [file.name, index]))
  const rank = ({ span }: Diagnostic): number => (span === null ? -1 : (ranks.get(span.file) ?? files.length))
  const parsing = found.filter((diagnostic) => diagnostic.stage === 'parsing')
  parsing.sort((a, b) => rank(a) - rank(b) || (a.span?.line ?? 0) - (b.span?.line ?? 0))
  return [...parsing, ...found.filter((diagnostic) => diagnostic.stage !== 'parsing')]
}
