import { defineDirective, optional, text } from '@weir/keyword'
import { logProcessOptions } from '../options.ts'

/** Sends the host's name in headers, which makes `rfc3164` the default format. Manual 3.1. */
export const logSendHostname = defineDirective({
  name: 'log-send-hostname',
  summary: 'Sends the name of the host, or the given one, in the header of messages.',
  manual: '3.1',
  sections: ['global'],
  prefixes: ['no'],
  options: logProcessOptions,
  params: [optional(text('hostname'))],
  apply(record, [hostname], site) {
    record.hostname = site.prefix === 'no' ? null : (hostname ?? '')
  },
})
