import { custom, defineFetch } from '@weir/keyword'
import { readVariable, variableName } from '../parameters.ts'

/** Gives a variable with the type it was stored with, or a default as a string. Manual 7.3.2. */
export const variable = defineFetch({
  name: 'var',
  summary: 'Gives the value of a variable, or the default when it is not set.',
  manual: '7.3.2',
  out: 'any',
  source: 'constant',
  params: [variableName('var-name'), custom('default', '[default]', (reader) => reader.next()?.text ?? null)],
  examples: [
    { expression: 'var(txn.unset,fallback)', gives: 'fallback' },
    { expression: 'var(txn.unset)', gives: null },
  ],
  bind([name, fallback]) {
    const read = readVariable(name)
    return fallback === null ? read : (context) => read(context) ?? fallback
  },
})
