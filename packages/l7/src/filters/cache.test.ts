import { expect, test } from 'vitest'
import { CacheFilter } from '../cache/cache-filter.ts'
import { cache } from './cache.ts'

test('a line names its cache', () => {
  const span = { file: 'test', line: 1, column: 0, length: 1 }
  const site = { id: 'cache', proxyName: 'f', isFrontend: true, isBackend: false }
  const running = { name: 'c' }
  const binder = { port: () => ({ of: (section: unknown) => section }), resolve: () => running }
  const filter = cache.create([{ kind: 'cache', name: 'c', span, target: null }], binder as never, site)
  expect(filter).toBeInstanceOf(CacheFilter)
})
