/** Settings of `global` for HTTP (manual 3.2). */
import { defineDirective, int } from '@weir/keyword'
import { httpProcessOptions } from '../options.ts'

export const tuneHttpMaxhdr = defineDirective({
  name: 'tune.http.maxhdr',
  summary: 'How many headers a message may have, its start line included.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [int('number', { min: 1, max: 32767 })],
  apply(record, [number]) {
    record.maxHeaderCount = number
  },
})

export const tuneHttpCookielen = defineDirective({
  name: 'tune.http.cookielen',
  summary: 'How much of a captured cookie is kept.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [int('number', { min: 1 })],
  apply(record, [number]) {
    record.maxCookieLength = number
  },
})

export const tuneHttpLogurilen = defineDirective({
  name: 'tune.http.logurilen',
  summary: 'How much of a request line logs show.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [int('number', { min: 1 })],
  apply(record, [number]) {
    record.maxLogUriLength = number
  },
})

export const tuneMaxrewrite = defineDirective({
  name: 'tune.maxrewrite',
  summary: 'Room that is kept in a buffer for what rules add to a head.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [int('number', { min: 0 })],
  apply(record, [number]) {
    record.maxRewriteBytes = number
  },
})
