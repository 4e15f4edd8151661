import { expect, test } from 'vitest'
import type { Transaction } from '../transaction.ts'
import { resCacheHit, resCacheName } from './res-cache.ts'

const read = (cache: unknown) => {
  const context = { transaction: { cache } as unknown as Transaction } as never
  const call = { name: '' }
  return [resCacheHit.bind([], {} as never, call)(context), resCacheName.bind([], {} as never, call)(context)]
}

test.each([
  [null, [false, null]],
  [{ hit: null }, [false, null]],
  [{ hit: { name: 'foo' } }, [true, 'foo']],
])('%j', (cache, expected) => expect(read(cache)).toEqual(expected))
