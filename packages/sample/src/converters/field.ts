import { defineConverter, int, text } from '@weir/keyword'
import { withDefault } from '../parameters.ts'

/** The end of the field that starts at `start`: the next delimiter, or the end of the text. */
function fieldEnd(input: string, start: number, delimiters: string): number {
  if (delimiters.length === 1) {
    const found = input.indexOf(delimiters, start)
    return found < 0 ? input.length : found
  }
  let end = start
  while (end < input.length && !delimiters.includes(input[end]!)) end++
  return end
}

/** Where the field that ends at `end` starts. */
function fieldStart(input: string, end: number, delimiters: string): number {
  let start = end
  while (start > 0 && !delimiters.includes(input[start - 1]!)) start--
  return start
}

function fieldsFromStart(input: string, index: number, delimiters: string, count: number): string | null {
  let start = 0
  for (let skipped = 1; skipped < index; skipped++) {
    const end = fieldEnd(input, start, delimiters)
    if (end === input.length) return null
    start = end + 1
  }
  if (count <= 0) return input.slice(start)
  let end = fieldEnd(input, start, delimiters)
  for (let taken = 1; taken < count && end < input.length; taken++) end = fieldEnd(input, end + 1, delimiters)
  return input.slice(start, end)
}

function fieldsFromEnd(input: string, index: number, delimiters: string, count: number): string | null {
  let end = input.length
  for (let skipped = 1; skipped < index; skipped++) {
    const start = fieldStart(input, end, delimiters)
    if (start === 0) return null
    end = start - 1
  }
  if (count <= 0) return input.slice(0, end)
  let start = fieldStart(input, end, delimiters)
  for (let taken = 1; taken < count && start > 0; taken++) start = fieldStart(input, start - 1, delimiters)
  return input.slice(start, end)
}

/** Extracts fields between delimiters; empty ones count. A negative index counts from the end. Manual 7.3.1. */
export const field = defineConverter({
  name: 'field',
  summary: 'Extracts the field at an index, counted from 1, or from the end when it is negative.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [int('index'), text('delimiters'), withDefault(int('count'), 1, 0)],
  examples: [
    { expression: 'str(f1_f2_f3__f5),field(5,_)', gives: 'f5' },
    { expression: 'str(f1_f2_f3__f5),field(4,_)', gives: '' },
    { expression: 'str(f1_f2_f3__f5),field(2,_,0)', gives: 'f2_f3__f5' },
    { expression: 'str(f1_f2_f3__f5),field(-2,_,3)', gives: 'f2_f3_' },
    { expression: 'str(f1_f2_f3__f5),field(6,_)', gives: null },
  ],
  check([index, delimiters], complain) {
    if (index === 0) complain('the index starts at 1', 0)
    if (delimiters === '') complain('expects at least one delimiter', 1)
  },
  bind: ([index, delimiters, count]) =>
    index > 0
      ? (input) => fieldsFromStart(input, index, delimiters, count)
      : (input) => fieldsFromEnd(input, -index, delimiters, count),
})
