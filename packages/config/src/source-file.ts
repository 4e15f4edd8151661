import type { Diagnostic } from '@weir/base'
import { diagnostics } from './diagnostics.ts'

/** One file of a configuration. `text` is a byte string: one character is one byte. */
export interface SourceFile {
  readonly name: string
  readonly text: string
}

/** A line without its line end; `number` counts from 1. */
export interface SourceLine {
  readonly number: number
  readonly text: string
  /** `\n`, `\r\n`, or nothing at the end of a file that was cut. */
  readonly end: string
}

/** Cuts a text into lines. Joined with their ends they give the text again. */
export function splitLines(text: string): SourceLine[] {
  const lines: SourceLine[] = []
  let start = 0
  while (start < text.length) {
    const feed = text.indexOf('\n', start)
    if (feed < 0) {
      lines.push({ number: lines.length + 1, text: text.slice(start), end: '' })
      break
    }
    const hasReturn = feed > start && text.charCodeAt(feed - 1) === 13
    const last = hasReturn ? feed - 1 : feed
    lines.push({ number: lines.length + 1, text: text.slice(start, last), end: hasReturn ? '\r\n' : '\n' })
    start = feed + 1
  }
  return lines
}

/** What is wrong with a file as a whole: a missing line feed at its end, which means that it may have been cut. */
export function checkFile(file: SourceFile, lines: readonly SourceLine[]): Diagnostic[] {
  const last = lines[lines.length - 1]
  if (last === undefined || last.end !== '') return []
  return [diagnostics.missingLineFeed({ file: file.name, line: last.number, column: last.text.length, length: 0 })]
}
