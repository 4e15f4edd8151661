import { expect, it, test } from 'vitest'
import { connectionPreface } from './frames.ts'
import { PrefaceReader } from './preface-reader.ts'

test.each([1, 2, 5, 23, 24, 100])('the preface in pieces of %d, and what follows', (pieceBytes) => {
  const bytes = Buffer.from(`${connectionPreface}rest`)
  const reader = new PrefaceReader()
  let taken = 0
  for (let at = 0; at < bytes.length && !reader.isComplete; at += pieceBytes) {
    taken = reader.push(bytes, at, Math.min(at + pieceBytes, bytes.length))
  }
  expect(reader.isComplete).toBe(true)
  expect(taken).toBe(24)
  expect(reader.push(bytes, 24, 28)).toBe(24)
})

it.each([0, 1, 4, 17, 23])('differs at %d', (at) => {
  const bytes = Buffer.from(connectionPreface)
  bytes[at] = 0x20 ^ bytes[at]!
  expect(new PrefaceReader().push(bytes, 0, 24)).toBe(-1)
  const reader = new PrefaceReader()
  expect(reader.push(bytes, 0, at)).toBe(at)
  expect(reader.takenBytes).toBe(at)
  expect(reader.push(bytes, at, 24)).toBe(-1)
  expect(reader.isComplete).toBe(false)
})
