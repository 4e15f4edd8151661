import { defineDirective, oneOf } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

export const hashPreserveAffinity = defineDirective({
  name: 'hash-preserve-affinity',
  summary: 'Says when a request may leave a saturated server that its hash assigns.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: balanceOptions,
  params: [oneOf('policy', ['always', 'maxconn', 'maxqueue'])],
  apply(record, [policy]) {
    record.preserveAffinity = policy
  },
})
