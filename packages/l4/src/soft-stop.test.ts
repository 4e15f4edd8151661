import { createRandom, VirtualClock } from '@weir/base'
import { expect, test } from 'vitest'
import { SoftStop } from './soft-stop.ts'

function begin(spreadMs: number | null) {
  const clock = new VirtualClock(0)
  const stop = new SoftStop(clock, createRandom(7), spreadMs)
  const count = (draw: () => boolean): number => {
    let closed = 0
    for (let turn = 0; turn < 1000; turn++) if (draw()) closed++
    return closed
  }
  return { clock, stop, active: () => count(() => stop.closesActive()), idle: () => count(stop.sweep()) }
}

test('closes all at once without a spread', () => {
  const { active, idle } = begin(null)
  expect([active(), idle()]).toEqual([1000, 1000])
})

test('closes nothing for ever', () => {
  const { clock, active, idle } = begin(Number.POSITIVE_INFINITY)
  clock.advance(1e9)
  expect([active(), idle()]).toEqual([0, 0])
})

test('closes a tenth of the idle connections in a tenth of the time, and half of the active ones at half time', () => {
  const { clock, active, idle } = begin(1000)
  expect([active(), idle()]).toEqual([0, 0])
  clock.advance(100)
  const tenth = idle()
  expect(tenth).toBeGreaterThan(60)
  expect(tenth).toBeLessThan(140)
  clock.advance(400)
  const half = active()
  expect(half).toBeGreaterThan(430)
  expect(half).toBeLessThan(570)
  clock.advance(500)
  expect([active(), idle()]).toEqual([1000, 1000])
})
