import { expect, test } from 'vitest'
import { isSampled, parseLogSample } from './sample-ranges.ts'

test.each([
  ['1:1', { ranges: [[1, 1]], size: 1 }],
  [
    '5,1-2:7',
    {
      ranges: [
        [1, 2],
        [5, 5],
      ],
      size: 7,
    },
  ],
  ['1', { error: 'missing sample size' }],
  ['a:3', { error: "wrong sample range 'a'" }],
  ['0:1', { error: "wrong sample range '0'" }],
  ['2-1:3', { error: "wrong sample range '2-1'" }],
  ['1,1:3', { error: 'ranges are overlapping' }],
  ['1:0', { error: "wrong sample size '0' for sample range '1'" }],
  ['1:4294967296', { error: "wrong sample size '4294967296' for sample range '1'" }],
  ['1:4294967297', { ranges: [[1, 1]], size: 1 }],
  ['5:3', { error: 'sample size 3 should be greater or equal to 5 the maximum of the high ranges limits' }],
])('reads %s', (text, expected) => {
  expect(parseLogSample(text)).toEqual(expected)
})

test('takes the messages in the ranges', () => {
  const sample = {
    ranges: [
      [1, 2],
      [5, 5],
    ],
    size: 7,
  } as const
  expect([1, 2, 3, 4, 5, 6, 7].filter((position) => isSampled(sample, position))).toEqual([1, 2, 5])
})
