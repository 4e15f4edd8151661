import { defineServerOption, int } from '@weir/keyword'
import { peerOptions } from '../options.ts'

/** Which part of the keys a peer is told of (manual 5.2). */
export const shard = defineServerOption({
  name: 'shard',
  summary: 'Tells a peer only of the keys of one shard; 0 for all of them.',
  manual: '5.2',
  options: peerOptions,
  params: [int('shard')],
  apply(record, [number]) {
    record.shard = number
  },
})
