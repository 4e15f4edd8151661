import type { IpAddress } from '@weir/base'
import { defineAlgorithm } from '@weir/keyword'
import type { AlgorithmFactory } from '../algorithm.ts'
import { implied } from '../algorithm-arguments.ts'
import { createHashed } from '../hashed.ts'

export const source = defineAlgorithm({
  name: 'source',
  summary: 'The client address is hashed, so that one client reaches one server.',
  manual: '4.2',
  isDynamic: false,
  params: [implied('src')],
  create([[node]], binder): AlgorithmFactory {
    const address = binder.expression(node!, 'addr')
    return createHashed('source', (context) => {
      const found = address(context)
      return found === null ? null : hashAddress(found)
    })
  },
})

/**
 * The number that stands for an address before the avalanche; the hash function is not used. An IPv4 address is its
 * 32 bits, an IPv6 address its four words XORed (seen in the oracle).
 */
function hashAddress(address: IpAddress): number {
  const { bytes } = address
  let value = 0
  for (let index = 0; index < bytes.length; index += 4) {
    value ^= (bytes[index]! << 24) | (bytes[index + 1]! << 16) | (bytes[index + 2]! << 8) | bytes[index + 3]!
  }
  return value >>> 0
}
