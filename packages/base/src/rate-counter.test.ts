import { describe, expect, test } from 'vitest'
import { RateCounter } from './rate-counter.ts'

describe('rates', () => {
  test('slide from one period into the next', () => {
    const rate = new RateCounter(1000, 0)
    for (let count = 0; count < 10; count++) rate.add(1, 500)
    expect(rate.read(999)).toBe(10)
    expect(rate.read(1500)).toBe(5)
    expect(rate.read(2000)).toBe(0)
  })

  test('hold a single event through the period after it', () => {
    const rate = new RateCounter(1000, 0)
    rate.add(1, 500)
    expect(rate.read(1001)).toBe(1)
    expect(rate.read(1999)).toBe(1)
    expect(rate.read(2000)).toBe(0)
    rate.add(1, 2000)
    expect(rate.delayMs(1, 3001)).toBe(0)
  })

  test('forget everything after two idle periods', () => {
    const rate = new RateCounter(1000, 0)
    rate.add(100, 0)
    expect(rate.read(10_000)).toBe(0)
    expect(rate.add(1, 10_000)).toBe(1)
  })

  test('say how long to wait for room', () => {
    const rate = new RateCounter(1000, 0)
    expect(rate.delayMs(2, 0)).toBe(0)
    rate.add(2, 100)
    expect(rate.delayMs(2, 400)).toBe(600)
    expect(rate.delayMs(Number.POSITIVE_INFINITY, 400)).toBe(0)
  })

  test('go on from a snapshot elsewhere, where time runs otherwise', () => {
    const rate = new RateCounter(1000, 0)
    rate.add(8, 500)
    rate.add(2, 1200)
    const snapshot = rate.snapshot(1250)
    expect(snapshot).toEqual({ ageMs: 250, current: 2, previous: 8 })
    expect(RateCounter.restore(1000, snapshot, 77_250).read(77_500)).toBe(rate.read(1500))
  })
})
