import { defineDirective } from '@weir/keyword'
import { listenerStatsOptions } from '../options.ts'

/** Traffic is counted for each listener in any case; this makes it be shown. */
export const optionSocketStats = defineDirective({
  name: 'option socket-stats',
  summary: 'Shows the traffic of each listener.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  prefixes: ['no', 'default'],
  options: listenerStatsOptions,
  params: [],
  apply(record, _values, { prefix }) {
    record.showsListeners = prefix === null
  },
})
