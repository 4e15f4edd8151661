import { definePass } from '@weir/keyword'
import { peerOptions, peersOptions } from '../options.ts'

/** A peer belongs to one of the shards that its section declares (since 2.6 §9). */
export const peerShards = definePass({
  name: 'peer-shards',
  summary: 'Warns of peers in shards that their section does not have.',
  run({ model, report }) {
    for (const section of model.sections) {
      if (section.kind !== 'peers') continue
      const { peers, shardCount } = section.options.get(peersOptions)
      for (const peer of peers) {
        const { shard } = peer.options.get(peerOptions)
        if (shardCount === 0 || shard <= shardCount) continue
        report({
          code: 'control/peer-shard',
          severity: 'warning',
          message: `'peer ${section.name}/${peer.name}': ${shard} peer shard greater value than ${shardCount} shards value is ignored.`,
          span: peer.span,
        })
      }
    }
  },
})
