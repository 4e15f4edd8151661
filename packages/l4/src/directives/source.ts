import { defineDirective } from '@weir/keyword'
import { proxyOptions } from '../options.ts'
import { sourceAddress } from '../source-address.ts'

/** Where connections to servers come from. Manual 4.2. */
export const source = defineDirective({
  name: 'source',
  summary: 'Sets the address that connections to servers come from.',
  manual: '4.2',
  sections: ['defaults', 'listen', 'backend'],
  options: proxyOptions,
  params: [sourceAddress],
  apply(record, [address]) {
    record.source = address
  },
})
