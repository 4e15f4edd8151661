import type { Diagnostic, Span } from '@weir/base'
import type { ParseHost, SectionKind, Word, WordReader } from '@weir/keyword'
import type { Environment } from '../environment.ts'
import type { ModelBuilder, Section } from '../model.ts'
import type { Paths } from '../paths.ts'

/** What a directive of the language is given. */
export interface DirectiveLine {
  /** The words after the directive's name. */
  readonly words: readonly Word[]
  readonly name: Word
  readonly span: Span
  readonly section: Section
  readonly model: ModelBuilder
  readonly environment: Environment
  readonly host: ParseHost
  readonly paths: Paths
  /** A reader over `words`; `prefix` goes in front of what it reports. */
  reader(prefix: string): WordReader
  report(diagnostic: Diagnostic): void
}

export interface LanguageDirective {
  readonly name: string
  readonly sections: readonly SectionKind[]
  readonly summary: string
  readonly usage: string
  /** Returns false when the line is at fault, which has been reported. */
  read(line: DirectiveLine): boolean
}
