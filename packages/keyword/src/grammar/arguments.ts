import type { Failed } from '../argument-reader.ts'
import type { Word } from '../node.ts'
import { sliceWord, spanWithin } from './word-span.ts'

/** The arguments found between parentheses, and the position after the closing one. */
export interface ArgumentList {
  readonly words: readonly Word[]
  readonly end: number
}

/**
 * Cuts `(a,b)` into words. `open` is the position of the opening parenthesis. Quotes protect commas and parentheses;
 * backslashes do what they do on a line (manual 2.2), but for `\#`, `\$` and `\xNN`, so they do not protect a comma. An
 * unquoted `)` ends the list, whatever was opened inside. `()` is no argument at all.
 */
export function cutArguments(
  word: Word,
  open: number,
  fail: (message: string, at: number) => Failed,
): ArgumentList | Failed {
  const { text } = word
  const words: Word[] = []
  let value = ''
  let columns: number[] = []
  let isVerbatim = true
  let start = open + 1
  let quote = ''
  const finish = (end: number): void => {
    if (isVerbatim) words.push(sliceWord(word, start, end))
    else words.push({ text: value, span: spanWithin(word, start, end - start), columns })
    value = ''
    columns = []
    isVerbatim = true
    start = end + 1
  }
  const keep = (character: string, at: number): void => {
    value += character
    columns.push(word.columns?.[at] ?? word.span.column + at)
  }
  for (let index = open + 1; index < text.length; index++) {
    const character = text[index]!
    if (quote === "'") {
      if (character === "'") quote = ''
      else keep(character, index)
      continue
    }
    if (character === '\\' && index + 1 < text.length) {
      const escaped = resolveEscape(text[index + 1]!)
      if (escaped !== null) {
        isVerbatim = false
        keep(escaped, index)
        index++
        continue
      }
    } else if (character === '"' || (character === "'" && quote === '')) {
      quote = quote === '' ? character : ''
      isVerbatim = false
      continue
    } else if (quote === '' && character === ',') {
      finish(index)
      continue
    } else if (quote === '' && character === ')') {
      if (words.length > 0 || index > open + 1) finish(index)
      return { words, end: index + 1 }
    }
    keep(character, index)
  }
  return fail(
    quote === '' ? `expected ')' after '${text.slice(open)}'` : `unmatched quote in '${text.slice(open)}'`,
    open,
  )
}

/** What a backslash and this character stand for, or null when the backslash is kept. */
function resolveEscape(character: string): string | null {
  switch (character) {
    case 'n':
      return '\n'
    case 'r':
      return '\r'
    case 't':
      return '\t'
    case '\\':
    case '"':
    case "'":
    case ' ':
      return character
    default:
      return null
  }
}
