import { custom, defineDirective, size } from '@weir/keyword'
import { type VariableOptions, variableOptions } from '../options.ts'

type Limit = {
  [K in keyof VariableOptions]: VariableOptions[K] extends number | null ? K : never
}[keyof VariableOptions]

const bytes = size('bytes')

/** A line that ends here means no limit. */
const bytesOrNone = custom('bytes', '<bytes>', (reader) => (reader.peek() === null ? 0 : bytes.parse(reader)))

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
