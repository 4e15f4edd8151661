import { defineServerOption, text } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

export const cc = defineServerOption({
  name: 'cc',
  summary: 'Chooses the congestion control algorithm of connections to the server.',
  manual: '5.2',
  options: transportOptions,
  params: [text('algorithm')],
  apply(record, [algorithm]) {
    record.congestionControl = algorithm
  },
})
