import { defineConverter, int, text } from '@weir/keyword'
import { withDefault } from '../parameters.ts'

/** Skips characters that are (or are not) delimiters, to the right of `at`. */
function skip(input: string, at: number, delimiters: string, areDelimiters: boolean): number {
  while (at < input.length && delimiters.includes(input[at]!) === areDelimiters) at++
  return at
}

/** The same to the left. */
function skipBack(input: string, at: number, delimiters: string, areDelimiters: boolean): number {
  while (at > 0 && delimiters.includes(input[at - 1]!) === areDelimiters) at--
  return at
}

function wordsFromStart(input: string, index: number, delimiters: string, count: number): string | null {
  let start = skip(input, 0, delimiters, true)
  for (let skipped = 1; skipped < index; skipped++) {
    start = skip(input, skip(input, start, delimiters, false), delimiters, true)
  }
  if (start === input.length) return null
  if (count <= 0) return input.slice(start)
  let end = skip(input, start, delimiters, false)
  for (let taken = 1; taken < count && end < input.length; taken++) {
    end = skip(input, skip(input, end, delimiters, true), delimiters, false)
  }
  return input.slice(start, end)
}

function wordsFromEnd(input: string, index: number, delimiters: string, count: number): string | null {
  let end = skipBack(input, input.length, delimiters, true)
  for (let skipped = 1; skipped < index; skipped++) {
    end = skipBack(input, skipBack(input, end, delimiters, false), delimiters, true)
  }
  if (end === 0) return null
  if (count <= 0) return input.slice(0, end)
  let start = skipBack(input, end, delimiters, false)
  for (let taken = 1; taken < count && start > 0; taken++) {
    start = skipBack(input, skipBack(input, start, delimiters, true), delimiters, false)
  }
  return input.slice(start, end)
}

/** Extracts words: runs of delimiters count as one, also at the ends. Manual 7.3.1. */
export const word = defineConverter({
  name: 'word',
  summary: 'Extracts the word at an index, counted from 1, or from the end when it is negative.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [int('index'), text('delimiters'), withDefault(int('count'), 1, 0)],
  examples: [
    { expression: 'str(f1_f2_f3__f5),word(4,_)', gives: 'f5' },
    { expression: 'str(f1_f2_f3__f5),word(3,_,2)', gives: 'f3__f5' },
    { expression: 'str(f1_f2_f3__f5),word(-2,_,3)', gives: 'f1_f2_f3' },
    { expression: 'str(f1_f2_f3__f5),word(-3,_,0)', gives: 'f1_f2' },
    { expression: 'str(/f1/f2/f3/f4),word(1,/)', gives: 'f1' },
    { expression: 'str(f1_f2),word(3,_)', gives: null },
  ],
  check([index, delimiters], complain) {
    if (index === 0) complain('the index starts at 1', 0)
    if (delimiters === '') complain('expects at least one delimiter', 1)
  },
  bind: ([index, delimiters, count]) =>
    index > 0
      ? (input) => wordsFromStart(input, index, delimiters, count)
      : (input) => wordsFromEnd(input, -index, delimiters, count),
})
