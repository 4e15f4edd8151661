import { defineDirective, int } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Rates of the whole process (manual 3.2). */
export const rates = [
  defineDirective({
    name: 'maxconnrate',
    summary: 'Limits how many connections the process accepts per second.',
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    params: [int('number', { min: 0, clamps: true })],
    apply(record, [number]) {
      record.maxConnectionsPerSecond = number
    },
  }),
  defineDirective({
    name: 'maxsessrate',
    summary: 'Limits how many sessions the process begins per second.',
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    params: [int('number', { min: 0, clamps: true })],
    apply(record, [number]) {
      record.maxSessionsPerSecond = number
    },
  }),
]
