import { custom, defineDirective, optional, parseWrappedInteger, text } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** The master, as far as the configuration may speak of it. Manual 3.1. */
export const masterDirectives = [
  defineDirective({
    name: 'master-worker',
    summary: 'Keeps the workers of a master alive when one of them fails.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    params: [optional(text('option'))],
    apply(record, [option], site) {
      if (option === 'no-exit-on-failure') record.leavesFailedWorkers = true
      else if (option === undefined) {
        site.complain(
          "support for 'master-worker' was removed in version 3.5. Use -W or -Ws in the startup script instead",
        )
      } else site.complain("'master-worker' only supports 'no-exit-on-failure' option")
    },
  }),
  defineDirective({
    name: 'mworker-max-reloads',
    summary: 'Ends a worker that has survived this number of reloads.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    params: [
      custom('number', '<number>', (reader): number | null => {
        const word = reader.next()
        const value = word === null ? -1 : parseWrappedInteger(word.text, 32)
        if (value >= 0) return value
        reader.warn(
          word === null
            ? "'mworker-max-reloads' expects an integer argument."
            : `'mworker-max-reloads' : invalid value ${value}, must be >= 0`,
        )
        return null
      }),
    ],
    apply(record, [number]) {
      if (number !== null) record.maxReloads = number
    },
  }),
]
