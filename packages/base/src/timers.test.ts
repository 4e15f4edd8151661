import { describe, expect, test } from 'vitest'
import { Timeout, TimerQueue } from './timers.ts'
import { VirtualClock } from './virtual-clock.ts'

function setUp() {
  const clock = new VirtualClock()
  const timers = new TimerQueue(clock)
  const expired: string[] = []
  const timeout = (name: string): Timeout => new Timeout(timers, () => expired.push(`${name}@${clock.nowMs()}`))
  return { clock, timers, expired, timeout }
}

describe('timers', () => {
  test('expire in the order of their deadlines', () => {
    const { clock, expired, timeout } = setUp()
    timeout('late').arm(30)
    timeout('early').arm(10)
    timeout('middle').arm(20)
    clock.advance(100)
    expect(expired).toEqual(['early@10', 'middle@20', 'late@30'])
  })

  test('a deadline that was moved back expires only then', () => {
    const { clock, expired, timeout } = setUp()
    const idle = timeout('idle')
    idle.arm(10)
    clock.advance(9)
    idle.arm(10)
    clock.advance(9)
    expect(expired).toEqual([])
    clock.advance(1)
    expect(expired).toEqual(['idle@19'])
  })

  test('a deadline that was moved forward expires early', () => {
    const { clock, expired, timeout } = setUp()
    const idle = timeout('idle')
    idle.arm(1000)
    idle.arm(5)
    clock.advance(5)
    expect(expired).toEqual(['idle@5'])
  })

  test('a stopped timeout stays silent and can be armed again', () => {
    const { clock, expired, timeout } = setUp()
    const idle = timeout('idle')
    idle.arm(5)
    idle.stop()
    expect(idle.isArmed).toBe(false)
    clock.advance(50)
    idle.arm(5)
    clock.advance(5)
    expect(expired).toEqual(['idle@55'])
  })

  test('disposing leaves nothing in the queue', () => {
    const { timers, timeout } = setUp()
    const many = Array.from({ length: 100 }, (_, index) => timeout(String(index)))
    for (const [index, one] of many.entries()) one.arm((index * 37) % 101)
    for (const one of many) one.dispose()
    expect(timers.size).toBe(0)
  })

  test('a timeout may arm itself from its own callback', () => {
    const { clock, timers } = setUp()
    let count = 0
    const tick: Timeout = new Timeout(timers, () => {
      count++
      if (count < 5) tick.arm(10)
    })
    tick.arm(10)
    clock.advance(100)
    expect(count).toBe(5)
    expect(clock.pending).toBe(0)
  })

  test('closing the queue leaves no wake-up behind', () => {
    const { clock, timers, expired, timeout } = setUp()
    timeout('never').arm(10)
    timers.close()
    expect(clock.pending).toBe(0)
    clock.advance(50)
    expect(expired).toEqual([])
  })
})
