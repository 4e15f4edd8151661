import { hexOfBytes } from '@weir/sample'
import fc from 'fast-check'
import { expect, it, test } from 'vitest'
import { WireReader, WireWriter } from './wire.ts'

it.each([
  [0, '00'],
  [239, 'ef'],
  [240, 'f000'],
  [0x1234, 'f49401'],
  [2287, 'ff7f'],
  [2288, 'f08000'],
  [264_431, 'ffff7f'],
  [264_432, 'f0808000'],
  [29_360_640, 'f091ff6e'],
])('writes and reads %i as %s', (value, hex) => {
  const writer = new WireWriter()
  writer.varint(value)
  expect(hexOfBytes(writer.view()).toLowerCase()).toBe(hex)
  expect(new WireReader(writer.view()).varint()).toBe(value)
})

test('every integer survives', () => {
  fc.assert(
    fc.property(fc.maxSafeNat(), (value) => {
      const writer = new WireWriter()
      writer.varint(value)
      const reader = new WireReader(writer.view())
      expect(reader.varint()).toBe(value)
      expect(reader.offset).toBe(writer.length)
    }),
  )
})

test('what is cut short is none', () => {
  expect(new WireReader(Uint8Array.of(0xf4, 0x94)).varint()).toBeNull()
  expect(new WireReader(Uint8Array.of(1, 2, 3)).uint32()).toBeNull()
  expect(new WireReader(new Uint8Array(20).fill(0xff)).varint()).toBeNull()
})

test('a writer grows, and starts anew', () => {
  const writer = new WireWriter()
  writer.text('a'.repeat(300))
  writer.uint32(0xfffffffe)
  expect(writer.length).toBe(304)
  expect([...writer.view().subarray(300)]).toEqual([255, 255, 255, 254])
  writer.clear()
  expect(writer.view()).toHaveLength(0)
})
