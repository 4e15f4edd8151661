import type { SectionKind } from '@weir/keyword'
import { readLines } from './lines.ts'

/** What lines of a section complain about; warnings begin with `warning: `. */
export function complaintsOf(kind: SectionKind, ...lines: string[]): string[] {
  return readLines(kind, lines).complaints
}
