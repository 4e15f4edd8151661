import { defineDirective, int } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Limits new sessions per second; more wait in the backlog. Manual 4.2. */
export const rateLimitSessions = defineDirective({
  name: 'rate-limit sessions',
  summary: 'Limits how many sessions a frontend begins per second.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  options: proxyOptions,
  params: [int('rate', { min: 0, clamps: true, isStrict: true })],
  apply(record, [rate], site) {
    if (record.maxSessionsPerSecond) site.warn('overwriting rate-limit sessions which was already specified')
    record.maxSessionsPerSecond = rate
  },
})
