import { VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { type CompressionBudget, CompressionLimits } from './compression-limits.ts'
import type { Compressors } from './compressor.ts'

const compressors: Compressors = {
  bytesEach: 1000,
  create() {
    throw new Error('not asked for')
  },
  pack() {
    throw new Error('not asked for')
  },
}
const unlimited: CompressionBudget = {
  bytesPerSecond: Number.POSITIVE_INFINITY,
  cpuPercent: 100,
  memoryBytes: Number.POSITIVE_INFINITY,
}

function create(budget: Partial<CompressionBudget>) {
  const clock = new VirtualClock()
  const cpu = { ms: 0 }
  const limits = new CompressionLimits(compressors, { ...unlimited, ...budget }, clock, () => cpu.ms)
  return { clock, cpu, limits }
}

test('without a limit everything is packed', () => {
  const { limits } = create({})
  limits.count(1e9, 1)
  expect(limits.mayStart).toBe(true)
})

test('too many bytes a second keep the next body as it is', () => {
  const { limits, clock } = create({ bytesPerSecond: 1000 })
  limits.count(1000, 100)
  expect(limits.mayStart).toBe(false)
  clock.advance(2000)
  expect(limits.mayStart).toBe(true)
  limits.bytesPerSecond = 0
  expect(limits.mayStart).toBe(false)
})

test('so does a busy CPU', () => {
  const { limits, clock, cpu } = create({ cpuPercent: 50 })
  expect(limits.mayStart).toBe(true)
  cpu.ms = 600
  clock.advance(1000)
  expect(limits.mayStart).toBe(false)
  clock.advance(1000)
  expect(limits.mayStart).toBe(true)
})

test('memory that is used up', () => {
  const { limits } = create({ memoryBytes: 2500 })
  limits.memoryBytes = 1500
  expect(limits.mayStart).toBe(true)
  limits.memoryBytes = 2000
  expect(limits.mayStart).toBe(false)
})
