/** 64-bit arithmetic that saturates, and bitwise operators (manual 7.3.1). */
import { type ConverterKeyword, defineConverter, type ExpressionExample } from '@weir/keyword'
import { bindSint, type Operand, sintOrVariable } from '../parameters.ts'
import { maximumSint, type Sint, saturate } from '../sint.ts'

interface Operator {
  readonly name: string
  readonly summary: string
  readonly examples: readonly ExpressionExample[]
  /** On exact numbers; a result beyond 2^53 is thrown away and computed again with `wide`. */
  narrow(a: number, b: number): number
  wide(a: bigint, b: bigint): bigint
}

function apply(operator: Operator, a: Sint, b: Sint): Sint {
  if (typeof a === 'number' && typeof b === 'number') {
    const result = operator.narrow(a, b)
    if (Number.isSafeInteger(result)) return result + 0
  }
  return saturate(operator.wide(BigInt(a), BigInt(b)))
}

function defineOperatorConverter(
  operator: Operator,
): ConverterKeyword<readonly [ReturnType<typeof sintOrVariable>], 'sint', 'sint'> {
  const { name, summary, examples } = operator
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'sint',
    out: 'sint',
    params: [sintOrVariable('value')],
    examples,
    bind([value]) {
      if ('constant' in (value as Operand<Sint>)) {
        const { constant } = value as { constant: Sint }
        return (input) => apply(operator, input, constant)
      }
      const operand = bindSint(value)
      return (input, context) => {
        const other = operand(context)
        return other === null ? null : apply(operator, input, other)
      }
    },
  })
}

/** Bitwise operators on numbers work on 32 bits only, so anything but small non-negative numbers goes wide. */
const small = (a: number, b: number): boolean => a >= 0 && b >= 0 && a <= 0x7fffffff && b <= 0x7fffffff

export const add = defineOperatorConverter({
  name: 'add',
  summary: 'Adds a value.',
  examples: [
    { expression: 'int(5),add(3)', gives: '8' },
    { expression: 'int(9223372036854775807),add(1)', gives: '9223372036854775807' },
  ],
  narrow: (a, b) => a + b,
  wide: (a, b) => a + b,
})

export const sub = defineOperatorConverter({
  name: 'sub',
  summary: 'Subtracts a value.',
  examples: [{ expression: 'int(5),sub(8)', gives: '-3' }],
  narrow: (a, b) => a - b,
  wide: (a, b) => a - b,
})

export const mul = defineOperatorConverter({
  name: 'mul',
  summary: 'Multiplies by a value.',
  examples: [
    { expression: 'int(5),mul(-3)', gives: '-15' },
    { expression: 'int(3037000500),mul(3037000500)', gives: '9223372036854775807' },
  ],
  narrow: (a, b) => a * b,
  wide: (a, b) => a * b,
})

export const div = defineOperatorConverter({
  name: 'div',
  summary: 'Divides by a value, towards zero; by zero it gives the largest integer.',
  examples: [
    { expression: 'int(-7),div(2)', gives: '-3' },
    { expression: 'int(5),div(0)', gives: '9223372036854775807' },
  ],
  narrow: (a, b) => (b === 0 ? Number.NaN : Math.trunc(a / b)),
  wide: (a, b) => (b === 0n ? maximumSint : a / b),
})

export const mod = defineOperatorConverter({
  name: 'mod',
  summary: 'Gives the remainder of a division, with the sign of the input; by zero it gives zero.',
  examples: [
    { expression: 'int(-7),mod(2)', gives: '-1' },
    { expression: 'int(5),mod(0)', gives: '0' },
  ],
  narrow: (a, b) => (b === 0 ? 0 : a % b),
  wide: (a, b) => (b === 0n ? 0n : a % b),
})

export const and = defineOperatorConverter({
  name: 'and',
  summary: 'Keeps the bits that are set in both.',
  examples: [{ expression: 'int(12),and(10)', gives: '8' }],
  narrow: (a, b) => (small(a, b) ? a & b : Number.NaN),
  wide: (a, b) => a & b,
})

export const or = defineOperatorConverter({
  name: 'or',
  summary: 'Sets the bits that are set in either.',
  examples: [{ expression: 'int(12),or(10)', gives: '14' }],
  narrow: (a, b) => (small(a, b) ? a | b : Number.NaN),
  wide: (a, b) => a | b,
})

export const xor = defineOperatorConverter({
  name: 'xor',
  summary: 'Keeps the bits that are set in one of both.',
  examples: [{ expression: 'int(12),xor(10)', gives: '6' }],
  narrow: (a, b) => (small(a, b) ? a ^ b : Number.NaN),
  wide: (a, b) => a ^ b,
})

export const cpl = defineConverter({
  name: 'cpl',
  summary: 'Flips all bits.',
  manual: '7.3.1',
  in: 'sint',
  out: 'sint',
  params: [],
  examples: [{ expression: 'int(5),cpl', gives: '-6' }],
  bind: () => (input) =>
    typeof input === 'number' && Number.isSafeInteger(-1 - input) ? -1 - input : saturate(~BigInt(input)),
})

export const neg = defineConverter({
  name: 'neg',
  summary: 'Gives the opposite value.',
  manual: '7.3.1',
  in: 'sint',
  out: 'sint',
  params: [],
  examples: [
    { expression: 'int(5),neg', gives: '-5' },
    { expression: 'int(-9223372036854775808),neg', gives: '9223372036854775807' },
  ],
  bind: () => (input) => (typeof input === 'number' ? 0 - input : saturate(-input)),
})
