/** Comparing with a variable (manual 7.3.1). */
import { defineConverter } from '@weir/keyword'
import { toBytes, toText } from '../cast.ts'
import { readVariable, variableName } from '../parameters.ts'

/** The sign of the first difference of bytes, or of lengths, as `strcmp(3)` gives it. */
function compareText(a: string, b: string): number {
  const shared = Math.min(a.length, b.length)
  for (let index = 0; index < shared; index++) {
    const difference = a.charCodeAt(index) - b.charCodeAt(index)
    if (difference !== 0) return difference
  }
  return Math.sign(a.length - b.length)
}

export const strcmp = defineConverter({
  name: 'strcmp',
  summary: 'Compares a string with a variable: zero when they are equal, otherwise the sign says which is greater.',
  manual: '7.3.1',
  in: 'str',
  out: 'sint',
  params: [variableName('var')],
  examples: [{ expression: 'str(abc),set-var(txn.x),strcmp(txn.x)', gives: '0' }],
  bind([variable]) {
    const read = readVariable(variable)
    return (input, context) => {
      const value = read(context)
      return value === null ? null : compareText(input, toText(value))
    }
  },
})

export const secureMemcmp = defineConverter({
  name: 'secure_memcmp',
  summary: 'Tells whether bytes equal those of a variable, in a time that depends on the length only.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bool',
  params: [variableName('var')],
  examples: [
    { expression: 'str(abc),set-var(txn.x),secure_memcmp(txn.x)', gives: '1' },
    { expression: 'str(abc),secure_memcmp(txn.unset)', gives: null },
  ],
  bind([variable]) {
    const read = readVariable(variable)
    return (input, context) => {
      const value = read(context)
      if (value === null) return null
      const other = toBytes(value)
      if (other.length !== input.length) return false
      let difference = 0
      for (let index = 0; index < input.length; index++) difference |= input[index]! ^ other[index]!
      return difference === 0
    }
  },
})
