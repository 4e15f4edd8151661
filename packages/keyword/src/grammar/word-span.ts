import type { Span } from '@weir/base'
import type { Word } from '../node.ts'

/** The place of `length` characters of a word from `start` on, even where quotes or escapes stand between them. */
export function spanWithin(word: Word, start: number, length: number): Span {
  const { span, columns } = word
  if (columns === undefined) {
    const column = span.column + Math.min(start, span.length)
    return { ...span, column, length: Math.min(length, span.column + span.length - column) }
  }
  const end = span.column + span.length
  const column = columns[start] ?? end
  const last = length > 0 ? (columns[start + length - 1] ?? end - 1) : column - 1
  return { ...span, column, length: Math.max(0, last + 1 - column) }
}

/** A part of a word as a word of its own. */
export function sliceWord(word: Word, start: number, end: number): Word {
  const text = word.text.slice(start, end)
  const span = spanWithin(word, start, end - start)
  return word.columns === undefined ? { text, span } : { text, span, columns: word.columns.slice(start, end) }
}

/** From the first span to the last, which stand on one line. */
export function joinSpans(first: Span, last: Span): Span {
  return { ...first, length: Math.max(first.length, last.column + last.length - first.column) }
}
