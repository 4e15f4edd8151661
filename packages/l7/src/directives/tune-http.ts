/** Settings of `global` for HTTP (manual 3.2). */
import { custom, defineDirective, type Failed, parseLeadingInteger, parseWrappedInteger } from '@weir/keyword'
import { httpProcessOptions } from '../options.ts'

const number = (expected: string, min: number, max: number) =>
  custom('number', '<number>', (reader): number | Failed => {
    const { text: name } = reader.keyword
    const word = reader.next()
    if (word === null) {
      return reader.fail(`'${name}' expects an integer argument.`, { code: 'config/missing-argument' })
    }
    const value = parseLeadingInteger(word.text)
    if (value < min || value > max) return reader.fail(`'${name}' expects ${expected}`)
    return value
  })

/** A length of 32 bits that wraps around; there is none below 0. */
const length = custom('number', '<number>', (reader): number | Failed => {
  const word = reader.next()
  return word === null
    ? reader.fail(`'${reader.keyword.text}' expects an integer argument.`, { code: 'config/missing-argument' })
    : Math.max(0, parseWrappedInteger(word.text, 32))
})

export const tuneHttpMaxhdr = defineDirective({
  name: 'tune.http.maxhdr',
  summary: 'How many headers a message may have, its start line included.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [number('a numeric value between 1 and 32767', 1, 32767)],
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
  params: [length],
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
  params: [length],
  apply(record, [number]) {
    record.maxLogUriLength = number
  },
})

export const h1AcceptPayloadWithAnyMethod = defineDirective({
  name: 'h1-accept-payload-with-any-method',
  summary: 'Takes bodies of GET, HEAD and DELETE requests of HTTP/1.0, too.',
  manual: '3.1',
  sections: ['global'],
  options: httpProcessOptions,
  params: [],
  apply(record) {
    record.acceptsAnyPayload = true
  },
})

export const h1DoNotCloseOnInsecureTransferEncoding = defineDirective({
  name: 'h1-do-not-close-on-insecure-transfer-encoding',
  summary: 'Keeps connections after messages with both Transfer-Encoding and Content-Length.',
  manual: '3.1',
  sections: ['global'],
  options: httpProcessOptions,
  params: [],
  apply(record) {
    record.trustsDoubleFraming = true
  },
})

export const tuneMaxrewrite = defineDirective({
  name: 'tune.maxrewrite',
  summary: 'Room that is kept in a buffer for what rules add to a head.',
  manual: '3.2',
  sections: ['global'],
  options: httpProcessOptions,
  params: [number('a positive integer argument.', 0, 2 ** 31 - 1)],
  apply(record, [number]) {
    record.maxRewriteBytes = number
  },
})
