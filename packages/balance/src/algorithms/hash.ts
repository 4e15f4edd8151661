import { defineAlgorithm, expression } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { createHashed } from '../hashed.ts'

export const hash = defineAlgorithm({
  name: 'hash',
  summary: 'The result of any sample expression, as bytes, is hashed.',
  manual: '4.2',
  isDynamic: false,
  params: [expression('expression')],
  create([node], binder): AlgorithmFactory {
    // Integers are hashed as 8 bytes in network order, addresses as 4 or 16 bytes (seen in the oracle).
    return createHashed('hash', binder.expression(node, 'bin'))
  },
})
