import { type Model, OptionsStore, type SectionModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { peerOptions, peersOptions } from '../options.ts'
import { peerShards } from './peer-shards.ts'

const span = { file: 'f', line: 2, column: 0, length: 1 }

function check(shardCount: number, shard: number): string[] {
  const options = new OptionsStore()
  const line = new OptionsStore()
  line.get(peerOptions).shard = shard
  options.get(peersOptions).shardCount = shardCount
  options
    .get(peersOptions)
    .peers.push({ keyword: 'peer', name: 'a', address: null, listenProblem: null, options: line, span })
  const messages: string[] = []
  peerShards.run({
    model: { sections: [{ kind: 'peers', name: 'p', span, options } as SectionModel] } as unknown as Model,
    report: ({ severity, message }) => void messages.push(`${severity}: ${message}`),
  })
  return messages
}

test.each([
  [3, 3, []],
  [3, 0, []],
  [0, 7, []],
  [3, 7, ["warning: 'peer p/a': 7 peer shard greater value than 3 shards value is ignored."]],
])('%i shards, shard %i', (count, shard, expected) => expect(check(count, shard)).toEqual(expected))
