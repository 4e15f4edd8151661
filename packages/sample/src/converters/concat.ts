/** Appending strings and variables (manual 7.3.1). */
import { custom, declaredAs, defineConverter, FAILED, optional } from '@weir/keyword'
import { longestText } from '../buffer.ts'
import { toText } from '../cast.ts'
import { readVariable, variableName } from '../parameters.ts'

const optionalText = (name: string) => custom(name, `[${name}]`, (reader) => reader.next()?.text ?? '')

const cut = (text: string, longest: number): string => (text.length > longest ? text.slice(0, longest) : text)

export const concat = defineConverter({
  name: 'concat',
  summary: 'Appends up to three parts: a string, the value of a variable, a string.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [declaredAs(optionalText('start'), 1), optional(variableName('var')), optionalText('end')],
  examples: [
    { expression: 'str(a),concat(b,,c)', gives: 'abc' },
    { expression: 'str(a),set-var(txn.x),concat(<,txn.x,>)', gives: 'a<a>' },
    { expression: 'str(a),concat(<,txn.unset,>)', gives: 'a<>' },
  ],
  bind([start, variable, end], binder) {
    const longest = longestText(binder)
    if (variable === undefined) {
      const tail = start + end
      return (input) => cut(input + tail, longest)
    }
    const read = readVariable(variable)
    return (input, context) => {
      const value = read(context)
      return cut(input + start + (value === null ? '' : toText(value)) + end, longest)
    }
  },
})

/** The delimiter is there only when something stands on both sides of it. */
export const addItem = defineConverter({
  name: 'add_item',
  summary: 'Appends the value of a variable and a string to a list, with a delimiter where one is needed.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [
    custom('delimiter', '<delimiter>', (reader) => reader.next()?.text ?? ''),
    declaredAs(
      custom('var', '[var]', (reader) => {
        if (reader.peek() === null) {
          reader.fail("'add_item' expects a variable or a suffix", { code: 'config/missing-argument' })
          return FAILED
        }
        return optional(variableName('var')).parse(reader)
      }),
      1,
    ),
    optionalText('suffix'),
  ],
  examples: [
    { expression: 'str(a),add_item(;,,b)', gives: 'a;b' },
    { expression: 'str(),add_item(;,,b)', gives: 'b' },
    { expression: 'str(a),add_item(;,txn.unset)', gives: 'a' },
  ],
  check([, variable, suffix], complain) {
    if (variable === undefined && suffix === '') complain('one of the variable and the suffix is mandatory')
  },
  bind([delimiter, variable, suffix], binder) {
    const longest = longestText(binder)
    const read = variable === undefined ? () => null : readVariable(variable)
    return (input, context) => {
      const value = read(context)
      const item = (value === null ? '' : toText(value)) + suffix
      return cut(input === '' || item === '' ? input + item : input + delimiter + item, longest)
    }
  },
})
