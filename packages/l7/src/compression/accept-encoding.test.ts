import { expect, test } from 'vitest'
import { chooseAlgorithm } from './accept-encoding.ts'
import type { CompressionAlgorithm } from './algorithm.ts'

const all: CompressionAlgorithm[] = ['raw-deflate', 'gzip', 'deflate', 'identity']

// What HAProxy 2.6 was seen to choose.
test.each<[string, CompressionAlgorithm[], CompressionAlgorithm | null]>([
  ['gzip', ['gzip'], 'gzip'],
  ['GZIP', ['gzip'], 'gzip'],
  ['', ['gzip'], null],
  ['x-gzip', ['gzip'], null],
  ['gzipx', ['gzip'], null],
  ['gzip\t', ['gzip'], 'gzip'],
  ['br, gzip', ['gzip'], 'gzip'],
  ['*', ['gzip'], 'gzip'],
  ['*;q=0', ['gzip'], null],
  ['*;q=0, gzip', ['gzip'], 'gzip'],
  ['gzip;q=0, *', ['gzip'], 'gzip'],
  ['gzip;q=0', ['gzip'], null],
  ['gzip; q=0', ['gzip'], null],
  ['gzip ;q=0', ['gzip'], null],
  ['gzip;;q=0', ['gzip'], null],
  ['gzip;a=1;q=0', ['gzip'], null],
  ['gzip;q=0.0', ['gzip'], null],
  ['gzip;q=0.0001', ['gzip'], null],
  ['gzip;q=0.001', ['gzip'], 'gzip'],
  ['gzip;Q=0', ['gzip'], 'gzip'],
  ['gzip;q=', ['gzip'], 'gzip'],
  ['gzip;q', ['gzip'], 'gzip'],
  ['gzip;q=-1', ['gzip'], 'gzip'],
  ['deflate', ['gzip'], null],
  ['identity', ['gzip'], null],
  ['deflate', all, 'raw-deflate'],
  ['deflate', ['gzip', 'deflate'], 'deflate'],
  ['gzip, deflate', all, 'gzip'],
  ['deflate, gzip', all, 'raw-deflate'],
  ['deflate;q=0.9, gzip', all, 'gzip'],
  ['gzip;q=0.5, deflate;q=0.6', all, 'raw-deflate'],
  ['deflate;q=0.5, gzip;q=0.5x', ['gzip', 'deflate'], 'deflate'],
  ['deflate;q=0.5, gzip;q=.5', ['gzip', 'deflate'], 'gzip'],
  ['deflate;q=0.5, gzip;q=01', ['gzip', 'deflate'], 'deflate'],
  ['deflate;q=0.999, gzip;q=0.9999', ['gzip', 'deflate'], 'deflate'],
  ['*', all, 'raw-deflate'],
  ['identity', all, 'identity'],
  ['identity;q=0', all, 'identity'],
  ['br', all, 'identity'],
])('%s of %s: %s', (value, algorithms, expected) => {
  expect(chooseAlgorithm([value], algorithms)).toBe(expected)
})

test('every line of the header counts', () => {
  expect(chooseAlgorithm(['br', 'gzip;q=0', 'deflate'], ['gzip', 'deflate'])).toBe('deflate')
  expect(chooseAlgorithm([], ['gzip'])).toBeNull()
})
