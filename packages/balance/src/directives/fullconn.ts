import { defineDirective, int } from '@weir/keyword'
import { balanceOptions } from '../options.ts'

export const fullconn = defineDirective({
  name: 'fullconn',
  summary: 'Sets the backend load at which dynamic limits of servers reach their maximum.',
  manual: '4.2',
  sections: ['defaults', 'backend', 'listen'],
  options: balanceOptions,
  params: [int('conns', { min: 0, max: 2 ** 31 - 1, clamps: true })],
  apply(record, [conns]) {
    record.fullconn = conns
  },
})
