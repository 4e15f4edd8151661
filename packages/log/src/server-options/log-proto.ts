import { defineServerOption, oneOf, parseLeadingInteger, text } from '@weir/keyword'
import { logServerOptions } from '../options.ts'

/** How messages to a log server over TCP are told apart. Manual 5.2. */
export const logProto = defineServerOption({
  name: 'log-proto',
  summary: 'Sets how messages are told apart: each by its line feed, or by its length in front.',
  manual: '5.2',
  options: logServerOptions,
  params: [oneOf('protocol', ['legacy', 'octet-count'])],
  apply(record, [framing]) {
    record.framing = framing
  },
})

/** How much may wait for a log server over TCP. Manual 5.2. */
export const logBufsize = defineServerOption({
  name: 'log-bufsize',
  summary: 'Sets how many bytes of messages may wait for the server.',
  manual: '5.2',
  options: logServerOptions,
  params: [text('bytes')],
  apply(record, [value], site) {
    const bytes = /^[0-9]+$/.test(value) ? parseLeadingInteger(value) : 0
    if (bytes > 0) record.bufferSizeBytes = bytes
    else site.complain(`'log-bufsize' : unable to create a new sink buffer of '${value}' bytes`)
  },
})
