import { defineDirective, int } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Sets how many connections may wait to be accepted. Manual 4.2. */
export const backlog = defineDirective({
  name: 'backlog',
  summary: 'Sets how many connections may wait to be accepted.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen', 'log-forward'],
  options: proxyOptions,
  params: [int('conns', { min: 0, clamps: true })],
  apply(record, [conns]) {
    record.backlog = conns === 0 ? null : conns
  },
})
