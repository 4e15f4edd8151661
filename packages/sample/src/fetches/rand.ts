import { defineFetch } from '@weir/keyword'
import { sint, withDefault } from '../parameters.ts'

/** A random number below the range. Not for secrets. Manual 7.3.2. */
export const rand = defineFetch({
  name: 'rand',
  summary: 'Gives a random integer from 0 to the range less one (2^32 by default).',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [withDefault(sint('range'), 2 ** 32)],
  examples: [{ expression: 'rand(1)', gives: '0' }],
  bind([range]) {
    // The range is taken as an unsigned 32-bit number, as the oracle does with negative ones.
    const size = Number(range) === 2 ** 32 ? 2 ** 32 : Number(BigInt.asUintN(32, BigInt(range)))
    return (context) => Math.floor((context.random.uint32() * size) / 2 ** 32)
  },
})
