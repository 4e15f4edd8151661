/** How requests reach servers: reuse, retries and identification (manual 4.2). */
import { condition, custom, defineDirective, type Failed, int, lateLogFormat, rest, text } from '@weir/keyword'
import type { ReuseMode } from '../http-proxy.ts'
import { httpOptions } from '../options.ts'
import { redirectParameter } from '../redirect.ts'

const back = ['defaults', 'backend', 'listen'] as const

const reuseModes: readonly ReuseMode[] = ['never', 'safe', 'aggressive', 'always']

export const httpReuse = defineDirective({
  name: 'http-reuse',
  summary: 'Says which requests may go over an idle server connection.',
  manual: '4.2',
  sections: back,
  needsHttp: true,
  options: httpOptions,
  params: [
    custom('mode', '{ never | safe | aggressive | always }', (reader): ReuseMode | Failed => {
      const mode = reuseModes.find((known) => known === reader.peek()?.text)
      if (mode === undefined) return reader.fail("'http-reuse' only supports 'never', 'safe', 'aggressive', 'always'.")
      reader.next()
      return mode
    }),
  ],
  apply(record, [mode]) {
    record.reuse = mode
  },
})

const retryStatuses = ['401', '403', '404', '408', '421', '425', '429', '500', '501', '502', '503', '504']
const retryEvents = ['conn-failure', 'empty-response', 'junk-response', 'response-timeout', '0rtt-rejected']
const allRetryable = [
  'conn-failure',
  'empty-response',
  'junk-response',
  'response-timeout',
  '0rtt-rejected',
  '500',
  '502',
  '503',
  '504',
]

export const retryOn = defineDirective({
  name: 'retry-on',
  summary: 'Says after which failures a request is sent once more.',
  manual: '4.2',
  sections: back,
  needsHttp: true,
  options: httpOptions,
  params: [rest('event')],
  apply(record, [words], site) {
    const events = new Set<string>()
    for (const { text: word } of words) {
      if (word === 'none') {
        if (words.length > 1) site.complain("'retry-on' 'none' keyword only usable alone")
        events.clear()
      } else if (word === 'all-retryable-errors') for (const event of allRetryable) events.add(event)
      else if (retryStatuses.includes(word) || retryEvents.includes(word)) events.add(word)
      else site.complain(`'retry-on': unknown keyword '${word}'`)
    }
    if (words.length === 0) site.complain("'retry-on' needs at least one keyword to specify when to retry")
    record.retryOn = [...events]
  },
})

export const maxKeepAliveQueue = defineDirective({
  name: 'max-keep-alive-queue',
  summary: 'The queue length up to which a session stays with its server; -1 for any.',
  manual: '4.2',
  sections: back,
  needsHttp: true,
  options: httpOptions,
  params: [int('value')],
  apply(record, [value]) {
    record.maxKeepAliveQueue = value
  },
})

export const maxSessionSrvConns = defineDirective({
  name: 'max-session-srv-conns',
  summary: 'How many idle server connections a session keeps to itself.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  params: [int('number')],
  apply(record, [number]) {
    record.maxOwnConnections = number
  },
})

const forbidden = ['host', 'content-length', 'transfer-encoding', 'connection']

export const httpSendNameHeader = defineDirective({
  name: 'http-send-name-header',
  summary: "Adds the chosen server's name to requests in a header.",
  manual: '4.2',
  sections: back,
  needsHttp: true,
  options: httpOptions,
  params: [
    custom('header', '<header>', (reader): string | Failed => {
      const word = reader.next()
      if (word === null) return reader.fail("'http-send-name-header' requires a header string.")
      if (forbidden.includes(word.text.toLowerCase())) {
        return reader.fail(`'${word.text}' cannot be used as header name for 'http-send-name-header' directive.`)
      }
      return word.text.toLowerCase()
    }),
  ],
  apply(record, [name]) {
    record.serverNameHeader = name
  },
})

export const uniqueIdFormat = defineDirective({
  name: 'unique-id-format',
  summary: 'How the unique identifier of a request is made.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'backend', 'listen'],
  options: httpOptions,
  phase: 'frontend http-request header rule',
  params: [lateLogFormat('format')],
  apply(record, [format]) {
    record.uniqueIdFormat = format
  },
})

export const uniqueIdHeader = defineDirective({
  name: 'unique-id-header',
  summary: 'The header that carries the unique identifier to servers.',
  manual: '4.2',
  sections: ['defaults', 'frontend', 'listen'],
  options: httpOptions,
  params: [text('name')],
  apply(record, [name]) {
    record.uniqueIdHeader = name.toLowerCase()
  },
})

export const redirectDirective = defineDirective({
  name: 'redirect',
  summary: 'Sends clients elsewhere, behind all `http-request` rules.',
  manual: '4.2',
  sections: ['frontend', 'backend', 'listen'],
  needsHttp: true,
  options: httpOptions,
  phase: 'frontend http-request header rule',
  params: [redirectParameter, condition()],
  apply(record, [node, when]) {
    record.redirects.push({ node, condition: when })
  },
})
