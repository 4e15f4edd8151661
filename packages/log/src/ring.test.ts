import { expect, test } from 'vitest'
import { LogRing } from './ring.ts'

const text = (data: Uint8Array | null): string | null => (data === null ? null : Buffer.from(data).toString('latin1'))

function createRing(sizeBytes: number, maxLengthBytes = sizeBytes): LogRing {
  return new LogRing({ name: 'r', description: '', frame: 'raw', sizeBytes, maxLengthBytes })
}

test('keeps copies, numbered from 0', () => {
  const ring = createRing(1000)
  const data = Buffer.from('one')
  ring.append(data)
  data.fill(0)
  ring.append(Buffer.from('two'))
  expect([ring.firstNumber, ring.nextNumber, text(ring.at(0)), text(ring.at(1)), ring.at(2)]).toEqual([
    0,
    2,
    'one',
    'two',
    null,
  ])
})

test('the oldest messages make room', () => {
  const ring = createRing(100)
  for (let index = 0; index < 10_000; index++) ring.append(Buffer.from(`message ${index % 10}`))
  expect([ring.firstNumber, ring.nextNumber]).toEqual([9995, 10_000])
  expect([text(ring.at(9994)), text(ring.at(9995)), text(ring.at(9999))]).toEqual([null, 'message 5', 'message 9'])
})

test('long messages are cut, impossible ones counted', () => {
  const ring = createRing(100, 5)
  expect(ring.append(Buffer.from('abcdefgh'))).toBe(true)
  expect(text(ring.at(0))).toBe('abcde')
  const tiny = createRing(4)
  expect(tiny.append(Buffer.from('a'))).toBe(false)
  expect(tiny.dropped).toBe(1)
})

test('watchers are told until they leave', () => {
  const ring = createRing(100)
  let told = 0
  const leave = ring.watch(() => told++)
  ring.append(Buffer.from('a'))
  leave()
  ring.append(Buffer.from('b'))
  expect(told).toBe(1)
})
