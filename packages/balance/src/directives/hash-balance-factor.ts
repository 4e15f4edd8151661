import { defineDirective, int } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

export const hashBalanceFactor = defineDirective({
  name: 'hash-balance-factor',
  summary: 'Bounds the load of a server, in percent of the average, with consistent hashing and random.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: balanceOptions,
  params: [int('factor', { max: 2 ** 31 - 1 })],
  apply(record, [factor], site) {
    if (factor !== 0 && factor <= 100) site.complain("'hash-balance-factor' must be 0 or greater than 100.")
    else record.balanceFactor = factor
  },
})
