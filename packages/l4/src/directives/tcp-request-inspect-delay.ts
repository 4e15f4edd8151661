import { defineDirective, duration } from '@weir/keyword'
import { proxyOptions } from '../options.ts'

/** How long content rules may wait for data (manual 4.2). */
export const inspectDelays = [
  defineDirective({
    name: 'tcp-request inspect-delay',
    summary: 'Sets how long content rules may wait for bytes of the client.',
    manual: '4.2',
    sections: ['defaults', 'frontend', 'listen', 'backend'],
    options: proxyOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs]) {
      record.inspectDelayMs = timeoutMs
    },
  }),
  defineDirective({
    name: 'tcp-response inspect-delay',
    summary: 'Sets how long content rules may wait for bytes of the server.',
    manual: '4.2',
    sections: ['defaults', 'listen', 'backend'],
    options: proxyOptions,
    params: [duration('timeout')],
    apply(record, [timeoutMs]) {
      record.responseInspectDelayMs = timeoutMs
    },
  }),
]
