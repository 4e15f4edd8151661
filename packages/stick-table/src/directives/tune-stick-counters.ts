import { defineDirective, int } from '@weir/keyword'
import { trackingOptions } from '../options.ts'

export const tuneStickCounters = defineDirective({
  name: 'tune.stick-counters',
  summary: 'Sets how many entries a session or stream can track; 0 forbids tracking.',
  manual: '3.2',
  sections: ['global'],
  options: trackingOptions,
  params: [int('number')],
  apply(record, [number], site) {
    if (number < 0 || number > 100) site.complain(`'tune.stick-counters' must be between 1 and 100 (was ${number})`)
    else record.counterCount = number
  },
})
