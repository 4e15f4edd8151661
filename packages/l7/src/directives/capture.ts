/** What is remembered of messages for the log (manual 4.2, `capture` and `declare capture`). */
import { custom, defineDirective, type Failed, int, text } from '@weir/keyword'
import { type HttpOptions, httpOptions } from '../options.ts'

const sections = ['frontend', 'listen'] as const

const length = custom('length', 'len <length>', (reader): number | Failed => {
  const word = reader.next()
  if (word?.text !== 'len') return reader.fail("expects 'len <length>'")
  return int('length', { min: 1 }).parse(reader)
})

const headerRows = [
  ['capture request header', 'request', (record: HttpOptions) => record.requestCaptures],
  ['capture response header', 'response', (record: HttpOptions) => record.responseCaptures],
] as const

export const headerCaptureDirectives = headerRows.map(([name, side, list]) =>
  defineDirective({
    name,
    summary: `Keeps the last value of a ${side} header for the log.`,
    manual: '4.2',
    sections,
    needsHttp: true,
    options: httpOptions,
    params: [text('name'), length],
    apply: (record, [header, maxLength]) => {
      list(record).push({ header, maxLength })
    },
  }),
)

const slotRows = [
  ['declare capture request', 'request', (record: HttpOptions) => record.requestCaptures],
  ['declare capture response', 'response', (record: HttpOptions) => record.responseCaptures],
] as const

export const slotDirectives = slotRows.map(([name, side, list]) =>
  defineDirective({
    name,
    summary: `Declares a capture slot that actions of the ${side} fill.`,
    manual: '4.2',
    sections,
    needsHttp: true,
    options: httpOptions,
    params: [length],
    apply: (record, [maxLength]) => {
      list(record).push({ header: null, maxLength })
    },
  }),
)

export const captureCookie = defineDirective({
  name: 'capture cookie',
  summary: 'Keeps the cookie whose name begins so for the log.',
  manual: '4.2',
  sections,
  needsHttp: true,
  options: httpOptions,
  params: [text('name'), length],
  apply(record, [name, maxLength]) {
    record.cookieCapture = { name, maxLength }
  },
})
