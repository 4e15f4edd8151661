import { defineDirective, int, optional } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** Lets retries go to another server. Manual 4.2. */
export const optionRedispatch = defineDirective({
  name: 'option redispatch',
  summary: 'Lets retries go to another server, by default the last one.',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  prefixes: ['no', 'default'],
  options: proxyOptions,
  params: [optional(int('interval'))],
  apply(record, [interval], { prefix }) {
    record.redispatchInterval = prefix === null ? (interval ?? -1) : null
  },
})
