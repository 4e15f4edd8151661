/** Integers and booleans seen as truth values (manual 7.3.1). */
import { type ConverterKeyword, defineConverter, type ExpressionExample, text } from '@weir/keyword'
import type { Sint } from '../sint.ts'

function defineTruthConverter(
  name: string,
  summary: string,
  examples: readonly ExpressionExample[],
  test: (value: Sint) => boolean,
): ConverterKeyword<readonly [], 'sint', 'bool'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'sint',
    out: 'bool',
    params: [],
    examples,
    bind: () => test,
  })
}

const isOdd = (value: Sint): boolean => (typeof value === 'number' ? value % 2 !== 0 : (value & 1n) === 1n)

export const bool = defineTruthConverter(
  'bool',
  'True for every integer but zero.',
  [
    { expression: 'int(-5),bool', gives: '1' },
    { expression: 'int(0),bool', gives: '0' },
  ],
  (value) => value !== 0,
)

export const not = defineTruthConverter(
  'not',
  'True for zero only.',
  [
    { expression: 'int(5),not', gives: '0' },
    { expression: 'bool(false),not', gives: '1' },
  ],
  (value) => value === 0,
)

export const odd = defineTruthConverter(
  'odd',
  'True for odd integers.',
  [{ expression: 'int(-3),odd', gives: '1' }],
  isOdd,
)

export const even = defineTruthConverter(
  'even',
  'True for even integers.',
  [{ expression: 'int(-3),even', gives: '0' }],
  (value) => !isOdd(value),
)

export const iif = defineConverter({
  name: 'iif',
  summary: 'Gives the first string for true and the second one for false.',
  manual: '7.3.1',
  in: 'bool',
  out: 'str',
  params: [text('true'), text('false')],
  examples: [
    { expression: 'bool(true),iif(https,http)', gives: 'https' },
    { expression: 'int(0),iif(https,http)', gives: 'http' },
  ],
  bind:
    ([whenTrue, whenFalse]) =>
    (input) =>
      input ? whenTrue : whenFalse,
})
