/** Lines of a `cache` section (manual 6.2.1). */
import {
  type ArgumentReader,
  custom,
  defineDirective,
  type Failed,
  oneOf,
  parseInteger,
  parseWrappedInteger,
} from '@weir/keyword'
import { cacheOptions } from '../cache/options.ts'

const sections = ['cache'] as const

/** A number, wholly, of which 32 bits count. */
const number = (name: string, least: number) =>
  custom('number', '<number>', (reader): number | Failed => {
    const text = reader.next()?.text ?? ''
    const value = parseInteger(text) === null ? -1 : parseWrappedInteger(text, 32) >>> 0
    return value >= least ? value : reader.fail(`${name} wrong value '${text}'`)
  })

/** Null: the line is ignored, with a warning. */
function ignore(reader: ArgumentReader, message: string): null {
  reader.next()
  reader.warn(message)
  return null
}

export const totalMaxSize = defineDirective({
  name: 'total-max-size',
  summary: 'How many megabytes a cache may hold.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [
    custom('megabytes', '<megabytes>', (reader): number | Failed => {
      const text = reader.next()?.text ?? ''
      const megabytes = parseInteger(text)
      if (megabytes === null) return reader.fail(`total-max-size wrong value '${text}'`)
      return megabytes >= 0 && megabytes <= 4095
        ? megabytes
        : reader.fail(`"total-max-size" (${text}) must not be greater than 4095`)
    }),
  ],
  apply(record, [megabytes]) {
    record.totalMegabytes = megabytes
  },
})

export const maxObjectSize = defineDirective({
  name: 'max-object-size',
  summary: 'How many bytes one object may take, its headers included.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [number('max-object-size', 0)],
  apply(record, [bytes]) {
    record.maxObjectBytes = bytes
  },
})

export const maxAge = defineDirective({
  name: 'max-age',
  summary: 'For how many seconds objects are kept at most.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [
    custom('seconds', '<seconds>', (reader): number | null => {
      const word = reader.peek()
      if (word === null) return ignore(reader, "'max-age' expects an age parameter in seconds.")
      reader.next()
      return parseWrappedInteger(word.text, 32) >>> 0
    }),
  ],
  apply(record, [seconds]) {
    if (seconds !== null) record.maxAgeSeconds = seconds
  },
})

export const processVary = defineDirective({
  name: 'process-vary',
  summary: 'Whether responses that vary on headers of the request are kept.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [
    custom('switch', '{ on | off }', (reader): boolean | null => {
      const text = reader.peek()?.text
      if (text !== 'on' && text !== 'off')
        return ignore(reader, '\'process-vary\' expects "on" or "off" (enable or disable vary processing).')
      reader.next()
      return text === 'on'
    }),
  ],
  apply(record, [isOn]) {
    if (isOn !== null) record.processesVary = isOn
  },
})

export const maxSecondaryEntries = defineDirective({
  name: 'max-secondary-entries',
  summary: 'How many responses that vary are kept of one address.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [number('max-secondary-entries', 1)],
  apply(record, [count]) {
    record.maxSecondaryEntries = count
  },
})

export const earlyHints = defineDirective({
  name: 'early-hints',
  summary: 'Whether links of answers are told ahead of them, once the answers themselves are not kept any more.',
  manual: '6.2.1',
  sections,
  options: cacheOptions,
  params: [
    oneOf('mode', ['on', 'off', 'only']),
    custom('ratio', '[ratio <1..99>]', (reader): number | null | Failed => {
      if (reader.peek()?.text !== 'ratio') return null
      reader.next()
      const text = reader.next()?.text ?? ''
      const percent = parseInteger(text)
      if (percent !== null && percent >= 1 && percent <= 99) return percent
      return reader.fail(`'early-hints ratio' expects an integer argument between 1 and 99, got '${text}'.`)
    }),
  ],
  apply(record, [mode, percent]) {
    record.earlyHints = mode
    if (percent !== null) record.hintPercent = percent
  },
})
