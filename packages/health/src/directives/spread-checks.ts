import { defineDirective, duration, int } from '@weir/keyword'
import { checkProcessOptions } from '../options.ts'

export const spreadChecks = defineDirective({
  name: 'spread-checks',
  summary: 'Varies the intervals of checks by up to this many percent.',
  manual: '3.2',
  sections: ['global'],
  options: checkProcessOptions,
  params: [int('percent', { min: 0, max: 50 })],
  apply(record, [percent]) {
    record.spreadPercent = percent
  },
})

export const maxSpreadChecks = defineDirective({
  name: 'max-spread-checks',
  summary: 'Limits the time over which the first checks are spread.',
  manual: '3.2',
  sections: ['global'],
  options: checkProcessOptions,
  params: [duration('delay')],
  apply(record, [delayMs]) {
    record.maximumSpreadMs = delayMs
  },
})
