import { defineBindOption, int } from '@weir/keyword'
import { bindOptions } from '../bind-options.ts'

/** Limits of one listener (manual 5.1). */
export const limits = [
  defineBindOption({
    name: 'maxconn',
    summary: 'Limits the connections of this listener.',
    manual: '5.1',
    options: bindOptions,
    params: [int('maxconn', { min: 0, max: 2 ** 31 - 1 })],
    apply(record, [number]) {
      record.maxConnections = number
    },
  }),
  defineBindOption({
    name: 'backlog',
    summary: 'Sets how many connections may wait to be accepted.',
    manual: '5.1',
    options: bindOptions,
    params: [int('backlog', { min: 0 })],
    apply(record, [number]) {
      record.backlog = number === 0 ? null : number
    },
  }),
]
