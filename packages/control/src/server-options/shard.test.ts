import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { peerOptions } from '../options.ts'
import { shard } from './shard.ts'

test('a peer is told of one shard, or of all', () => {
  const record = new OptionsStore().get(peerOptions)
  expect(record.shard).toBe(0)
  shard.apply(record, [2], null as never)
  expect(record.shard).toBe(2)
})
