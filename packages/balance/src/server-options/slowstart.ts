import { defineServerOption, duration } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const slowstart = defineServerOption({
  name: 'slowstart',
  summary: 'Lets the weight of a server that comes up grow to its full value over this time.',
  manual: '5.2',
  options: serverOptions,
  params: [duration('start time')],
  apply(record, [startTimeMs]) {
    record.slowStartMs = startTimeMs
  },
})
