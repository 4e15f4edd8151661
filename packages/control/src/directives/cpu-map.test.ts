import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { cpuMap } from './cpu-map.ts'

test.each([
  ['cpu-map 1 3-1 5-', { cpuMap: [{ isAuto: false, group: '1', threads: 'all', cpus: [1, 2, 3, 5] }] }],
  ['cpu-map auto:1/1-3 0-1,4', { cpuMap: [{ isAuto: true, group: '1', threads: '1-3', cpus: [0, 1, 4] }] }],
  ['cpu-map 1 0', { cpuMap: [{ isAuto: false, group: '1', threads: 'all', cpus: [0] }] }],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(cpuMap, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['cpu-map a 0', "cpu-map : 'a' is not a valid number/range. It supports numbers from 1 to 64."],
  ['cpu-map 1 x', "cpu-map : 'x' is not a CPU range"],
  ['cpu-map', expect.stringMatching(/^cpu-map expects a thread set/)],
])('%s is refused', (line, expected) => {
  expect(applyLine(cpuMap, line).errors).toEqual([expected])
})
