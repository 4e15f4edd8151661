import { VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { type CacheEntry, entryBytes, HttpCache } from './http-cache.ts'
import { cacheOptions } from './options.ts'
import { invariable, type RequestTraits } from './vary.ts'

function create(options: Partial<ReturnType<typeof cacheOptions.create>> = {}) {
  const clock = new VirtualClock()
  const cache = new HttpCache('c', { ...cacheOptions.create(), totalMegabytes: 1, ...options }, clock)
  const entryOf = (key: string, settings: Partial<CacheEntry> = {}): CacheEntry => ({
    key,
    variance: invariable,
    head: '',
    headerCount: 0,
    status: 200,
    pieces: [],
    trailers: '',
    sizeBytes: 100,
    storedAtMs: clock.nowMs(),
    storedWallMs: clock.wallMs(),
    ageSeconds: 0,
    lifetimeSeconds: 10,
    readerCount: 0,
    ...settings,
  })
  return { clock, cache, entryOf }
}

const from = (referer: string): RequestTraits => ({ acceptEncoding: [], referer, origin: '' })
const anybody = from('')

test('entries are found until they expire, and age', () => {
  const { clock, cache, entryOf } = create()
  const entry = entryOf('a', { ageSeconds: 5 })
  cache.store(entry, anybody)
  clock.advance(9500)
  expect(cache.find('a', anybody)).toBe(entry)
  expect([cache.ageSeconds(entry), cache.remainingSeconds(entry)]).toEqual([14, 1])
  expect(cache.find('b', anybody)).toBeNull()
  clock.advance(500)
  expect(cache.find('a', anybody)).toBeNull()
  expect([...cache.entries]).toEqual([])
})

test('another response to the same takes its place, and a change of the address drops it', () => {
  const { cache, entryOf } = create()
  cache.store(entryOf('a'), anybody)
  const later = entryOf('a')
  cache.store(later, anybody)
  expect([...cache.entries]).toEqual([later])
  cache.invalidate('a')
  expect(cache.find('a', anybody)).toBeNull()
})

test('the oldest go when room is needed', () => {
  const { cache, entryOf } = create()
  for (const key of ['a', 'b', 'c', 'd']) cache.store(entryOf(key, { sizeBytes: 300 * 1024 }), anybody)
  expect([...cache.entries].map(({ key }) => key)).toEqual(['b', 'c', 'd'])
  expect(cache.find('a', anybody)).toBeNull()
})

test('as many responses of one address as allowed, and no more', () => {
  const { cache, entryOf, clock } = create({ maxSecondaryEntries: 2 })
  const store = (referer: string): void =>
    cache.store(entryOf('a', { variance: { ...invariable, referer } }), from(referer))
  store('x')
  expect(cache.hasRoomFor('a', from('y'))).toBe(true)
  store('y')
  expect(cache.hasRoomFor('a', from('z'))).toBe(false)
  expect(cache.hasRoomFor('a', from('y'))).toBe(true)
  expect(cache.find('a', from('z'))).toBeNull()
  expect(cache.find('a', from('x'))?.variance.referer).toBe('x')
  clock.advance(10_000)
  expect(cache.hasRoomFor('a', from('z'))).toBe(true)
})

test('sizes: blocks that are being read, objects, and those of HAProxy', () => {
  const { cache, entryOf } = create()
  expect([cache.maxObjectBytes, create({ maxObjectBytes: 700 }).cache.maxObjectBytes]).toEqual([4096, 700])
  cache.store(entryOf('a', { sizeBytes: 1025, readerCount: 1 }), anybody)
  cache.store(entryOf('b'), anybody)
  expect(cache.availableBlocks).toBe(1022)
  // An object of these headers and 794 bytes fits 1000, in HAProxy as well; one byte more does not.
  expect(entryBytes('HTTP/1.1 200 OK\r\ncache-control: max-age=30\r\ncontent-length: 794\r\n\r\n', 794)).toBe(1000)
})
