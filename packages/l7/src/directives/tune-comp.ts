/** What compression may cost (manual 3.1 and 3.2). */
import { custom, defineDirective, type Failed, parseLeadingInteger } from '@weir/keyword'
import { compressionProcessOptions } from '../compression/options.ts'

/** A number as leniently read as HAProxy does: what does not begin with one is 0. */
const number = (expected: string, isLegal: (value: number) => boolean) =>
  custom('number', '<number>', (reader): number | Failed => {
    const word = reader.next()
    const value = word === null ? Number.NaN : parseLeadingInteger(word.text)
    if (isLegal(value)) return value
    return reader.fail(`'${reader.keyword.text}' expects ${expected}`)
  })

const between = (min: number, max: number) => (value: number) => value >= min && value <= max
const any = (value: number): boolean => !Number.isNaN(value)
const limitOf = (value: number, unitBytes: number): number | null => (value <= 0 ? null : value * unitBytes)

export const maxcomprate = defineDirective({
  name: 'maxcomprate',
  summary: 'Limits how many kilobytes a second are packed; 0 for no limit.',
  manual: '3.1',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('an integer argument in kb/s.', any)],
  apply(record, [kilobytes]) {
    record.maxBytesPerSecond = limitOf(kilobytes, 1024)
  },
})

export const maxcompcpuusage = defineDirective({
  name: 'maxcompcpuusage',
  summary: 'Packs less once the process uses this much of a CPU, in percent.',
  manual: '3.1',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('an integer argument between 0 and 100.', between(0, 100))],
  apply(record, [percent]) {
    record.maxCpuPercent = percent
  },
})

export const maxzlibmem = defineDirective({
  name: 'maxzlibmem',
  summary: 'Limits the memory of compression, in megabytes; 0 for no limit.',
  manual: '3.1',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('an integer argument.', any)],
  apply(record, [megabytes]) {
    record.maxMemoryBytes = limitOf(megabytes, 1024 * 1024)
  },
})

export const tuneCompMaxlevel = defineDirective({
  name: 'tune.comp.maxlevel',
  summary: 'How hard compression tries, from 1 to 9.',
  manual: '3.2',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('a numeric value between 1 and 9', between(1, 9))],
  apply(record, [level]) {
    record.maxLevel = level
  },
})

export const tuneZlibMemlevel = defineDirective({
  name: 'tune.zlib.memlevel',
  summary: 'How much memory zlib takes for its state, from 1 to 9.',
  manual: '3.2',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('a numeric value between 1 and 9', between(1, 9))],
  apply(record, [level]) {
    record.memoryLevel = level
  },
})

export const tuneZlibWindowsize = defineDirective({
  name: 'tune.zlib.windowsize',
  summary: 'How far back zlib looks, as a power of two from 8 to 15.',
  manual: '3.2',
  sections: ['global'],
  options: compressionProcessOptions,
  params: [number('a numeric value between 8 and 15', between(8, 15))],
  apply(record, [bits]) {
    record.windowBits = bits
  },
})
