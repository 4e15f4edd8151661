import { defineDirective } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

export const optionAllbackups = defineDirective({
  name: 'option allbackups',
  summary: 'Uses all backup servers together when no active server is left, instead of the first one.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  prefixes: ['no', 'default'],
  options: balanceOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.usesAllBackups = prefix === null
  },
})
