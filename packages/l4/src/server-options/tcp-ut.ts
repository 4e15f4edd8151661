import { defineServerOption, duration } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

/** Limits how long data sent to the server may stay unacknowledged. Manual 5.2. */
export const tcpUt = defineServerOption({
  name: 'tcp-ut',
  summary: 'Limits how long data sent to the server may stay unacknowledged.',
  manual: '5.2',
  options: transportOptions,
  params: [duration('delay')],
  apply(record, [delayMs]) {
    record.userTimeoutMs = delayMs
  },
})
