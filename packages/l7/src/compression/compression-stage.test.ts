import { VirtualClock } from '@weir/base'
import { DataPipeline } from '@weir/l4'
import { expect, test } from 'vitest'
import { CompressionLimits } from './compression-limits.ts'
import { CompressionStage, UnpackedStage } from './compression-stage.ts'
import type { Compressor } from './compressor.ts'

/** Packs by putting brackets around what it gets, when the test says so. */
function create() {
  const pending: (() => void)[] = []
  const failing: (() => void)[] = []
  const events: string[] = []
  const compressor: Compressor = {
    compress(data, isLast, done, fail) {
      failing.push(() => fail(new Error('no memory')))
      pending.push(() => done(Buffer.from(`<${Buffer.from(data).toString()}>${isLast ? '.' : ''}`)))
    },
    close: () => void events.push('closed'),
  }
  const limits = new CompressionLimits(
    { bytesEach: 10, create: () => compressor, pack: (_algorithm, body) => Buffer.from(`[${body.length}]`) },
    { bytesPerSecond: Number.POSITIVE_INFINITY, cpuPercent: 100, memoryBytes: 100 },
    new VirtualClock(),
    () => 0,
  )
  const counted = { bytesIn: 0, bytesOut: 0 }
  const stage = new CompressionStage(
    'gzip',
    limits,
    {
      add(bytesIn, bytesOut) {
        counted.bytesIn += bytesIn
        counted.bytesOut += bytesOut
      },
    },
    (error) => events.push(String(error)),
  )
  const sink = { isRoom: true, isBroken: false }
  const pipeline = new DataPipeline(
    [stage],
    {
      write(data) {
        if (sink.isBroken) throw new Error('broken')
        events.push(Buffer.from(data).toString())
        return sink.isRoom
      },
    },
    () => events.push('more'),
  )
  return { pending, failing, events, limits, counted, sink, pipeline, next: () => pending.shift()!() }
}

test('one piece at a time, each flushed, and the next when there is room', () => {
  const { pipeline, events, pending, next, sink, counted } = create()
  const bytes = Buffer.from('ab')
  expect(pipeline.write(bytes, false)).toBe(false)
  bytes.fill(0)
  expect(pipeline.write(Buffer.from('c'), false)).toBe(false)
  expect(pending).toHaveLength(1)
  next()
  expect(events).toEqual(['<ab>'])
  sink.isRoom = false
  next()
  expect(events).toEqual(['<ab>', '<c>'])
  sink.isRoom = true
  pipeline.resume()
  expect(events.splice(0)).toEqual(['<ab>', '<c>', 'more'])
  pipeline.write(Buffer.from(''), true)
  next()
  expect(events).toEqual(['<>.'])
  expect(counted).toEqual({ bytesIn: 3, bytesOut: 4 + 3 + 3 })
})

test('an end frees the compressor and what it holds', () => {
  const { pipeline, events, next, limits } = create()
  expect(limits.memoryBytes).toBe(0)
  pipeline.write(Buffer.from('a'), false)
  expect(limits.memoryBytes).toBe(10)
  pipeline.close()
  next()
  expect(events).toEqual(['closed'])
  expect(limits.memoryBytes).toBe(0)
})

test('a throw behind it is contained', () => {
  const { pipeline, events, next, sink } = create()
  sink.isBroken = true
  pipeline.write(Buffer.from('a'), false)
  next()
  expect(events).toEqual(['Error: broken'])
})

test('a small body that comes in one piece is packed at once', () => {
  const { pipeline, events, pending, limits, counted } = create()
  expect(pipeline.write(Buffer.alloc(16384), true)).toBe(true)
  pipeline.close()
  expect([events, pending, limits.memoryBytes]).toEqual([['[16384]'], [], 0])
  expect(counted).toEqual({ bytesIn: 16384, bytesOut: 7 })
  const larger = create()
  larger.pipeline.write(Buffer.alloc(16385), true)
  expect(larger.pending).toHaveLength(1)
})

test('a failure of the compressor is told', () => {
  const { pipeline, events, failing } = create()
  pipeline.write(Buffer.from('a'), false)
  failing.shift()!()
  expect(events).toEqual(['Error: no memory'])
})

test('identity only counts', () => {
  let counted = 0
  const out: string[] = []
  const stage = new UnpackedStage((bytes) => {
    counted += bytes
  })
  const pipeline = new DataPipeline([stage], { write: (data) => out.push(Buffer.from(data).toString()) < 2 }, () =>
    out.push('more'),
  )
  expect(pipeline.write(Buffer.from('abc'), false)).toBe(true)
  expect(pipeline.write(Buffer.from('d'), true)).toBe(false)
  pipeline.resume()
  expect([counted, ...out]).toEqual([4, 'abc', 'd', 'more'])
})
