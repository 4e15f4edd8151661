import { defineDirective, int } from '@weir/keyword'
import { processOptions, proxyOptions } from '../options.ts'

/** Limits the connections of a frontend; more wait in the backlog. Manual 4.2. */
export const maxconn = defineDirective({
  name: 'maxconn',
  summary: 'Limits the connections that a frontend serves at a time.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen', 'log-forward'],
  options: proxyOptions,
  params: [int('conns', { min: 0, clamps: true })],
  apply(record, [conns]) {
    record.maxConnections = conns
  },
})

/** Limits the connections of the whole process. Manual 3.2. */
export const globalMaxconn = defineDirective({
  name: 'maxconn',
  summary: 'Limits the connections that the process serves at a time.',
  manual: '3.2',
  sections: ['global'],
  options: processOptions,
  params: [int('number', { min: 0, clamps: true })],
  apply(record, [number]) {
    record.maxConnections = number
  },
})
