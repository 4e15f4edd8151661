/** What is remembered of messages for the log (manual 4.2, `capture` and `declare capture`). */
import { custom, defineDirective, FAILED, type Failed, int, parseWrappedInteger } from '@weir/keyword'
import { type HttpOptions, httpOptions } from '../options.ts'

const sections = ['frontend', 'listen'] as const

/** `<name> len <length>`, or only the length. A length of 0 keeps nothing. */
/** What stands where `len` should is not looked at for a cookie, by HAProxy either. */
const named = (expectation: string, isLoose = false) =>
  custom('name', '<name> len <length>', (reader): { name: string; maxLength: number } | Failed => {
    const name = reader.next()
    const keyword = reader.next()
    const length = reader.peek()
    if (name === null || (!isLoose && keyword?.text !== 'len') || length === null) {
      return reader.fail(expectation, { code: 'config/missing-argument' })
    }
    reader.next()
    return { name: name.text, maxLength: Math.max(0, parseWrappedInteger(length.text, 32)) }
  })

const slotLength = custom('length', 'len <length>', (reader): number | Failed => {
  if (reader.next()?.text !== 'len') {
    return reader.fail("'declare capture' requires a capture length ('len')", { code: 'config/missing-argument' })
  }
  if (reader.peek() === null) return reader.fail("'declare capture': missing length after 'len'")
  const length = int('length', { isStrict: true }).parse(reader)
  return length === FAILED || length > 0 ? length : reader.fail('length must be > 0')
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
    params: [named(`'capture ${side}' expects 'header' <header_name> 'len' <len>.`)],
    apply: (record, [{ name: header, maxLength }], { span }) => {
      list(record).push({ header, maxLength, span })
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
    params: [slotLength],
    apply: (record, [maxLength], { span }) => {
      list(record).push({ header: null, maxLength, span })
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
  params: [named("'capture' expects 'cookie' <cookie_name> 'len' <len>.", true)],
  apply(record, [capture]) {
    record.cookieCapture = capture
  },
})
