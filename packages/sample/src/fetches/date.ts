import { defineFetch } from '@weir/keyword'
import { dateUnit, sint, withDefault } from '../parameters.ts'
import { saturate } from '../sint.ts'

/** The current date in the unit asked for, plus an offset in that unit. Manual 7.3.2. */
export const date = defineFetch({
  name: 'date',
  summary: 'Gives the current date since 1970 in seconds, milliseconds or microseconds.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [withDefault(sint('offset'), 0), dateUnit],
  bind([offset, unit]) {
    const read = (wallMs: number): number =>
      unit === 's' ? Math.floor(wallMs / 1000) : unit === 'ms' ? Math.floor(wallMs) : Math.floor(wallMs * 1000)
    if (typeof offset === 'bigint') return (context) => saturate(BigInt(read(context.clock.wallMs())) + offset)
    return (context) => read(context.clock.wallMs()) + offset
  },
})

export const dateUs = defineFetch({
  name: 'date_us',
  summary: 'Gives the microseconds of the current second.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [],
  bind: () => (context) => Math.floor((context.clock.wallMs() % 1000) * 1000),
})
