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

export const pp2NeverSendLocal = defineDirective({
  name: 'pp2-never-send-local',
  summary: 'Has checks name their connection in PROXY headers of version 2, rather than say that it is local.',
  manual: '3.1',
  sections: ['global'],
  options: checkProcessOptions,
  params: [],
  apply(record) {
    record.neverSendsLocal = true
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
