import { custom, defineDirective } from '@weir/keyword'
import { type VariableOptions, variableOptions } from '../options.ts'

type Limit = {
  [K in keyof VariableOptions]: VariableOptions[K] extends number | null ? K : never
}[keyof VariableOptions]

/** Bare bytes, without a unit. A line that ends here means no limit. */
const bytesOrNone = custom('bytes', '<bytes>', (reader) => {
  const text = reader.next()?.text
  if (text === undefined) return 0
  return /^[+-]?\d{1,15}$/.test(text)
    ? Math.max(0, Number(text))
    : reader.fail(`'${text}' is an invalid size: give a number of bytes`)
})

function defineLimitDirective(scope: string, key: Limit, what: string) {
  return defineDirective({
    name: `tune.vars.${scope}-max-size`,
    summary: `Limits the memory of ${what}.`,
    manual: '3.2',
    sections: ['global'],
    options: variableOptions,
    params: [bytesOrNone],
    apply(record, [bytes]) {
      record[key] = bytes
    },
  })
}

/** Limits of the memory that variables take. Manual 3.2. */
export const variableLimitDirectives = [
  defineLimitDirective('global', 'globalBytes', 'all variables'),
  defineLimitDirective('proc', 'procBytes', 'the variables of the process'),
  defineLimitDirective('sess', 'sessBytes', 'the variables of a session'),
  defineLimitDirective('txn', 'txnBytes', 'the variables of a transaction'),
  defineLimitDirective('reqres', 'reqresBytes', 'the variables of a request or response'),
  defineLimitDirective('check', 'checkBytes', 'the variables of a check'),
]
