import { condition, defineDirective } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

/** `force-persist` and `ignore-persist`. */
export const persistDirectives = (['force-persist', 'ignore-persist'] as const).map((name) =>
  defineDirective({
    name,
    summary:
      name === 'force-persist'
        ? 'Keeps what matches a condition on its persistent server even when that is down.'
        : 'Ignores persistence for what matches a condition.',
    manual: '4.2',
    sections: ['backend', 'listen'],
    options: balanceOptions,
    phase: 'backend http-request header rule',
    params: [condition()],
    apply(record, [when], site) {
      if (when === null) site.complain(`'${name}' requires either 'if' or 'unless' followed by a condition.`)
      else record.persistRules.push({ condition: when, forces: name === 'force-persist' })
    },
  }),
)
