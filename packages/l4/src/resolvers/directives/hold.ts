import { custom, defineDirective, duration } from '@weir/keyword'
import { type HoldTimes, resolversOptions } from '../options.ts'

const events: readonly string[] = [
  'nx',
  'timeout',
  'refused',
  'valid',
  'obsolete',
  'other',
] satisfies (keyof HoldTimes)[]

const event = custom('event', '{ nx | refused | timeout | other | valid | obsolete }', (reader) => {
  const word = reader.next()
  if (word === null || reader.peek() === null)
    return reader.fail("'hold' expects an <event> and a <time> as arguments.", {
      hint: "<event> can be either 'valid', 'nx', 'refused', 'timeout', or 'other'",
    })
  if (events.includes(word.text)) return word.text as keyof HoldTimes
  return reader.fail(
    `'hold' unknown <event>: '${word.text}', expects either 'nx', 'timeout', 'valid', 'obsolete' or 'other'.`,
  )
})

export const hold = defineDirective({
  name: 'hold',
  summary: 'Sets for how long the last good answer holds against answers of one kind.',
  manual: '5.3.2',
  sections: ['resolvers'],
  options: resolversOptions,
  params: [event, duration('time')],
  apply(record, [name, timeMs]) {
    record.holdMs = { ...record.holdMs, [name]: timeMs }
  },
})
