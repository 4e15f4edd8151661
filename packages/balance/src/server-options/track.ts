import { defineServerOption, server } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const track = defineServerOption({
  name: 'track',
  summary: 'Follows the state of another server instead of being checked.',
  manual: '5.2',
  options: serverOptions,
  params: [server('[<backend>/]<server>')],
  apply(record, [reference]) {
    record.track = reference
  },
})
