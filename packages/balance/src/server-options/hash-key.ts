import { custom, defineServerOption } from '@weir/keyword'
import { type HashKeyKind, serverOptions } from '../options.ts'

const kinds: readonly HashKeyKind[] = ['id', 'id32', 'guid', 'addr', 'addr-port']

export const hashKey = defineServerOption({
  name: 'hash-key',
  summary: 'Sets what places the server on the ring of consistent hashing.',
  manual: '5.2',
  options: serverOptions,
  params: [
    custom('key', '<key>', (reader) => {
      const word = reader.next()
      const kind = kinds.find((candidate) => candidate === word?.text)
      return kind ?? reader.fail("'hash-key' has to be 'id', 'id32', 'guid', 'addr', or 'addr-port'.")
    }),
  ],
  apply(record, [kind]) {
    record.hashKey = kind
  },
})
