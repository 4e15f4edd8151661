import { expect, test } from 'vitest'
import { createRandom, createSystemRandom } from './random.ts'

test('a seed gives the same row again, and another seed another one', () => {
  const row = (seed: number): number[] => {
    const random = createRandom(seed)
    return Array.from({ length: 8 }, () => random.uint32())
  }
  expect(row(1)).toEqual(row(1))
  expect(row(1)).not.toEqual(row(2))
})

test('values spread over all 32 bits', () => {
  const random = createSystemRandom()
  let ones = 0
  let zeros = 0
  for (let draw = 0; draw < 200; draw++) {
    const value = random.uint32()
    expect(Number.isInteger(value) && value >= 0 && value < 2 ** 32).toBe(true)
    ones |= value
    zeros |= ~value
  }
  expect(ones >>> 0).toBe(0xffffffff)
  expect(zeros >>> 0).toBe(0xffffffff)
})
