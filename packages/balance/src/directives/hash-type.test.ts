import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test.each([
  ['hash-type map-based', 'map-based', 'sdbm', false],
  ['hash-type map-based crc32', 'map-based', 'crc32', false],
  ['hash-type map-based djb2 avalanche', 'map-based', 'djb2', true],
  ['hash-type consistent', 'consistent', 'sdbm', true],
  ['hash-type consistent sdbm', 'consistent', 'sdbm', false],
  ['hash-type consistent none avalanche', 'consistent', 'none', true],
])('%s', (line, method, name, usesAvalanche) => {
  expect(readBalance(line).hashType).toEqual({ method, function: name, usesAvalanche })
})

test.each([
  ['hash-type', "'hash-type' only supports 'consistent' and 'map-based'."],
  [
    'hash-type consistent avalanche',
    "'hash-type' only supports 'sdbm', 'djb2', 'crc32', 'none' or 'wt6' hash functions.",
  ],
  ['hash-type consistent sdbm x', "'hash-type' only supports 'avalanche' as a modifier for hash functions."],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})
