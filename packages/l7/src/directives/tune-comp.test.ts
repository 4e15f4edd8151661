import { expect, test } from 'vitest'
import { compressionProcessOptions } from '../compression/options.ts'
import { readLines } from '../testing/lines.ts'

const read = (...lines: string[]) => {
  const { options, complaints } = readLines('global', lines)
  return { ...options.get(compressionProcessOptions), complaints }
}

test('the budget of compression', () => {
  expect(
    read(
      'maxcomprate 10',
      'maxcompcpuusage 50',
      'maxzlibmem 2',
      'tune.comp.maxlevel 5',
      'tune.zlib.memlevel 3',
      'tune.zlib.windowsize 9',
    ),
  ).toEqual({
    complaints: [],
    maxBytesPerSecond: 10240,
    maxCpuPercent: 50,
    maxMemoryBytes: 2097152,
    maxLevel: 5,
    memoryLevel: 3,
    windowBits: 9,
  })
})

test.each(['maxcomprate 0', 'maxcomprate foo', 'maxcomprate -1'])('%s is no limit', (line) => {
  expect(read('maxcomprate 5', line)).toMatchObject({ complaints: [], maxBytesPerSecond: null })
})

test.each([
  ['maxcomprate', "'maxcomprate' expects an integer argument in kb/s."],
  ['maxcompcpuusage 101', "'maxcompcpuusage' expects an integer argument between 0 and 100."],
  ['maxcompcpuusage', "'maxcompcpuusage' expects an integer argument between 0 and 100."],
  ['maxzlibmem', "'maxzlibmem' expects an integer argument."],
  ['tune.comp.maxlevel 0', "'tune.comp.maxlevel' expects a numeric value between 1 and 9"],
  ['tune.comp.maxlevel 10', "'tune.comp.maxlevel' expects a numeric value between 1 and 9"],
  ['tune.zlib.memlevel 10', "'tune.zlib.memlevel' expects a numeric value between 1 and 9"],
  ['tune.zlib.windowsize 7', "'tune.zlib.windowsize' expects a numeric value between 8 and 15"],
])('refuses %s', (line, message) => expect(read(line).complaints).toEqual([message]))
