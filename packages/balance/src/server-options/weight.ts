import { defineServerOption, int } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const weight = defineServerOption({
  name: 'weight',
  summary: 'Sets the share of the server, from 0 to 256; 0 takes persistent traffic only.',
  manual: '5.2',
  options: serverOptions,
  params: [int('weight', { min: 0, max: 256, wraps: 32, atEnd: 0 })],
  apply(record, [value]) {
    record.weight = value
  },
})
