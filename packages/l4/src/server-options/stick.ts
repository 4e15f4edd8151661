import { defineServerOption } from '@weir/keyword'
import { transportOptions } from '../transport-options.ts'

const words = [
  ['stick', true, 'Lets stick tables remember the server, which is the default.'],
  ['non-stick', false, 'Keeps the server out of stick tables: nobody comes back to it because of them.'],
] as const

export const stickiness = words.map(([name, isSticky, summary]) =>
  defineServerOption({
    name,
    summary,
    manual: '5.2',
    options: transportOptions,
    params: [],
    apply(record) {
      record.isSticky = isSticky
    },
  }),
)
