import { expect, test } from 'vitest'
import { cacheOptions } from '../cache/options.ts'
import { readLines } from '../testing/lines.ts'

const read = (...lines: string[]) => {
  const { options, complaints } = readLines('cache', lines)
  return { ...options.get(cacheOptions), complaints }
}

test('a section', () => {
  expect(
    read(
      'total-max-size 4',
      'max-object-size 1000',
      'max-age 240',
      'process-vary on',
      'process-vary off',
      'max-secondary-entries 3',
      'early-hints only ratio 10',
    ),
  ).toEqual({
    complaints: [],
    totalMegabytes: 4,
    maxObjectBytes: 1000,
    maxAgeSeconds: 240,
    processesVary: false,
    maxSecondaryEntries: 3,
    earlyHints: 'only',
    hintPercent: 10,
  })
})

test.each([
  ['max-age x', 0],
  ['max-age -5', 4294967291],
])('%s counts as HAProxy reads it', (line, maxAgeSeconds) => {
  expect(read(line)).toMatchObject({ complaints: [], maxAgeSeconds })
})

test.each([
  ['total-max-size', "total-max-size wrong value ''"],
  ['total-max-size 4k', "total-max-size wrong value '4k'"],
  ['total-max-size 4096', '"total-max-size" (4096) must not be greater than 4095'],
  ['max-object-size', "max-object-size wrong value ''"],
  ['max-object-size 10k', "max-object-size wrong value '10k'"],
  ['early-hints on ratio 100', "'early-hints ratio' expects an integer argument between 1 and 99, got '100'."],
  ['early-hints on ratio', "'early-hints ratio' expects an integer argument between 1 and 99, got ''."],
  ['max-secondary-entries 4294967296', "max-secondary-entries wrong value '4294967296'"],
  ['max-secondary-entries 0', "max-secondary-entries wrong value '0'"],
  ['max-secondary-entries x', "max-secondary-entries wrong value 'x'"],
  ['max-age', "'max-age' expects an age parameter in seconds."],
  ['process-vary', '\'process-vary\' expects "on" or "off" (enable or disable vary processing).'],
  ['process-vary 1', '\'process-vary\' expects "on" or "off" (enable or disable vary processing).'],
])('complains about %s', (line, message) => {
  expect(read(line).complaints).toEqual([message])
})
