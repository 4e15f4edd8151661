import { defineDirective, duration, int } from '@weir/keyword'
import { processOptions } from '../options.ts'

/** Priorities of the process, and when it warns about itself. Manual 3.2. */
export const priorityDirectives = [
  defineDirective({
    name: 'tune.renice.startup',
    summary: 'Sets the priority of the process while it starts.',
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    params: [int('nice', { min: -20, max: 19 })],
    apply(record, [nice]) {
      record.niceAtStart = nice
    },
  }),
  defineDirective({
    name: 'tune.renice.runtime',
    summary: 'Sets the priority of the process once it runs.',
    manual: '3.2',
    sections: ['global'],
    options: processOptions,
    params: [int('nice', { min: -20, max: 19 })],
    apply(record, [nice]) {
      record.niceAtRun = nice
    },
  }),
  defineDirective({
    name: 'warn-blocked-traffic-after',
    summary: 'Warns when traffic was held up for longer than this.',
    manual: '3.1',
    sections: ['global'],
    options: processOptions,
    withoutEffect: 'nobody watches the event loop',
    params: [duration('time')],
    apply(record, [timeMs], site) {
      if (timeMs < 1 || timeMs > 1000)
        site.complain("'warn-blocked-traffic-after' expects a time between 1 and 1000 ms")
      else record.warnBlockedAfterMs = timeMs
    },
  }),
]
