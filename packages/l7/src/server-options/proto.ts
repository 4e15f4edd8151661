/** Which HTTP version a server is spoken to in (manual 5.2). */
import { custom, defineServerOption, type Failed } from '@weir/keyword'
import { httpServerOptions } from '../options.ts'

const withoutEffect = 'servers are spoken to in HTTP/1 only'

export const proto = defineServerOption({
  name: 'proto',
  summary: 'Chooses the protocol towards the server: HTTP/1 or FastCGI.',
  manual: '5.2',
  options: httpServerOptions,
  params: [
    custom('name', '<name>', (reader): 'h1' | 'fcgi' | Failed => {
      const word = reader.next()
      if (word === null) return reader.fail("'proto' :  missing value.", { code: 'config/missing-argument' })
      if (word.text === 'h1' || word.text === 'fcgi') return word.text
      if (word.text !== 'h2') {
        return reader.fail(`'proto' :  unknown MUX protocol '${word.text}'.`)
      }
      return reader.fail(`'proto ${word.text}' is known to HAProxy, but not supported by Weir: ${withoutEffect}`, {
        code: 'config/unsupported-keyword',
      })
    }),
  ],
  apply(record, [name]) {
    record.speaksFcgi = name === 'fcgi'
  },
})

export const ws = defineServerOption({
  name: 'ws',
  summary: 'Chooses the protocol for WebSocket streams towards the server.',
  manual: '5.2',
  options: httpServerOptions,
  withoutEffect,
  params: [
    custom('protocol', '{ auto | h1 | h2 }', (reader): 'auto' | 'h1' | Failed => {
      const text = reader.next()?.text
      if (text === 'auto' || text === 'h1') return text
      if (text !== 'h2') return reader.fail("'ws' has to be 'auto', 'h1' or 'h2'.")
      return reader.fail(`'ws h2' is known to HAProxy, but not supported by Weir: ${withoutEffect}`, {
        code: 'config/unsupported-keyword',
      })
    }),
  ],
  apply() {},
})
