import { defineConverter } from '@weir/keyword'
import { bindSint, sintOrVariable, withDefault } from '../parameters.ts'

const given = sintOrVariable('offset')
/** It has to be there. */
const offset: typeof given = {
  ...given,
  parse: (reader) => (reader.peek()?.text === '' ? reader.fail('expects an offset') : given.parse(reader)),
}

/** Cuts bytes out. Out of bounds the result is empty or shorter, never missing. Manual 7.3.1. */
export const bytes = defineConverter({
  name: 'bytes',
  summary: 'Extracts bytes from an offset on, as many as asked for.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [offset, withDefault(sintOrVariable('length'), null, { constant: 0 })],
  examples: [
    { expression: 'str(abcd),bytes(1,2)', gives: 'bc' },
    { expression: 'str(abcd),bytes(9)', gives: '' },
  ],
  bind([from, length]) {
    const readOffset = bindSint(from)
    const readLength = length === null ? null : bindSint(length)
    return (input, context) => {
      const start = readOffset(context)
      if (start === null) return null
      const count = readLength === null ? -1 : readLength(context)
      if (count === null) return null
      if (start < 0 || start >= input.length) return input.subarray(0, 0)
      return count < 0 ? input.subarray(Number(start)) : input.subarray(Number(start), Number(start) + Number(count))
    }
  },
})
