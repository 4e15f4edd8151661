import { custom, defineDirective, duration, readDuration } from '@weir/keyword'
import { processOptions } from '../options.ts'

const sections = ['global'] as const
const manual = '3.1'

const spreadTime = custom<number | null>('time', '{ <time> | infinite }', (reader) => {
  const text = reader.next()?.text
  if (text === undefined) return reader.fail("'close-spread-time' expects <time> as argument")
  if (text === 'infinite') return null
  const value = readDuration(text, reader)
  return typeof value === 'number' ? value : reader.fail(`'close-spread-time' ${value.error}`)
})

/** How a soft stop goes. Manual 3.1. */
export const stopDirectives = [
  defineDirective({
    name: 'hard-stop-after',
    summary: 'Limits how long a soft stop may take.',
    manual,
    sections,
    options: processOptions,
    params: [duration('time')],
    apply(record, [timeMs]) {
      record.hardStopAfterMs = timeMs
    },
  }),
  defineDirective({
    name: 'grace',
    summary: 'Goes on accepting for a while when a soft stop has begun.',
    manual,
    sections,
    options: processOptions,
    params: [duration('time')],
    apply(record, [timeMs]) {
      record.graceMs = timeMs
    },
  }),
  defineDirective({
    name: 'close-spread-time',
    summary: 'Spreads the closing of idle connections over a time when a soft stop has begun.',
    manual,
    sections,
    options: processOptions,
    params: [spreadTime],
    apply(record, [timeMs]) {
      record.closeSpreadTimeMs = timeMs
    },
  }),
]
