import { defineDirective } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

export const optionPersist = defineDirective({
  name: 'option persist',
  summary: 'Keeps persistent requests on their server even when it is down.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  prefixes: ['no', 'default'],
  options: balanceOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.persistsOnDown = prefix === null
  },
})
