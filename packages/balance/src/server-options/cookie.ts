import { defineServerOption, text } from '@weir/keyword'
import { serverOptions } from '../options.ts'

export const cookie = defineServerOption({
  name: 'cookie',
  summary: 'Sets the value by which the persistence cookie names the server.',
  manual: '5.2',
  options: serverOptions,
  params: [text('value')],
  apply(record, [value]) {
    record.cookie = value
  },
})
