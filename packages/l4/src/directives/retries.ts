import { defineDirective, int } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Sets how often a failed connection is tried again. Manual 4.2. */
export const retries = defineDirective({
  name: 'retries',
  summary: 'Sets how often connecting to a server is tried again.',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  options: proxyOptions,
  params: [int('value', { min: 0, clamps: true })],
  apply(record, [value]) {
    record.retries = value
  },
})
