import { defineDirective, duration } from '@weir/keyword'
import { resolversOptions } from '../options.ts'

/** `timeout resolve` and `timeout retry` of a `resolvers` section. A time of 0 leaves the second that they start with. */
export const timeouts = [
  defineDirective({
    name: 'timeout resolve',
    summary: 'Sets the time between two resolutions of a name.',
    manual: '5.3.2',
    sections: ['resolvers'],
    options: resolversOptions,
    params: [duration('time')],
    apply(record, [timeMs]) {
      record.resolveTimeoutMs = timeMs || 1000
    },
  }),
  defineDirective({
    name: 'timeout retry',
    summary: 'Sets how long an answer of the name servers is waited for.',
    manual: '5.3.2',
    sections: ['resolvers'],
    options: resolversOptions,
    params: [duration('time')],
    apply(record, [timeMs]) {
      record.retryTimeoutMs = timeMs || 1000
    },
  }),
]
