import { VirtualClock } from '@weir/base'
import { HttpCache } from '@weir/l7'
import { expect, test } from 'vitest'
import type { ProcessView } from '../process-view.ts'
import { showCache } from './show-cache.ts'

test('caches and what they hold', () => {
  const clock = new VirtualClock()
  const settings = {
    totalMegabytes: 1,
    maxObjectBytes: 0,
    maxAgeSeconds: 60,
    processesVary: true,
    maxSecondaryEntries: 3,
    earlyHints: 'off' as const,
    hintPercent: 25,
  }
  const traits = { acceptEncoding: [], referer: '', origin: '' }
  const entry = {
    key: 'a/',
    variance: { codings: null, referer: null, origin: null },
    head: '',
    headerCount: 0,
    status: 200,
    pieces: [],
    trailers: '',
    sizeBytes: 1500,
    storedAtMs: clock.nowMs(),
    storedWallMs: 0,
    ageSeconds: 0,
    lifetimeSeconds: 30,
    readerCount: 1,
  }
  const cache = new HttpCache('foo', settings, clock)
  cache.store(entry, traits)
  cache.store(
    { ...entry, key: 'b/', variance: { ...entry.variance, referer: 'x' }, sizeBytes: 10, readerCount: 0 },
    traits,
  )
  clock.advance(1000)
  const caches = [cache, new HttpCache('bar', settings, clock)]
  const lines = String(showCache.run({ args: [], view: { caches } as unknown as ProcessView } as never)).split('\n')
  expect(lines[0]).toBe('0x000000000001: foo (shctx:0x000000000001, available blocks:1022)')
  expect(lines[1]).toMatch(/^0x000001000001 hash:\d+ vary:0x0{16} size:1500 \(2 blocks\), refcount:1, expire:29$/)
  expect(lines[2]).toMatch(
    /^0x000001000002 hash:\d+ vary:0x(?!0{16})[0-9a-f]{16} size:10 \(1 blocks\), refcount:0, expire:29$/,
  )
  expect(lines.slice(3)).toEqual(['0x000000000002: bar (shctx:0x000000000002, available blocks:1024)', ''])
})
