/** Which protocol a server is spoken to in (manual 5.2). */
import { custom, defineServerOption, type Failed } from '@weir/keyword'
import type { ServerProtocol } from '../http-proxy.ts'
import { httpServerOptions } from '../options.ts'

const protocols: readonly ServerProtocol[] = ['h1', 'h2', 'fcgi', 'none']

export const proto = defineServerOption({
  name: 'proto',
  summary: 'Chooses the protocol towards the server: HTTP/1, HTTP/2 or FastCGI.',
  manual: '5.2',
  options: httpServerOptions,
  params: [
    custom('name', '<name>', (reader): ServerProtocol | Failed => {
      const word = reader.next()
      if (word === null) return reader.fail("'proto' :  missing value.", { code: 'config/missing-argument' })
      const found = protocols.find((name) => name === word.text)
      return found ?? reader.fail(`'proto' :  unknown MUX protocol '${word.text}'.`)
    }),
  ],
  apply(record, [name]) {
    record.protocol = name
  },
})

export const ws = defineServerOption({
  name: 'ws',
  summary: 'Chooses the protocol for WebSocket streams towards the server.',
  manual: '5.2',
  options: httpServerOptions,
  params: [
    custom('protocol', '{ auto | h1 | h2 }', (reader): 'auto' | 'h1' | 'h2' | Failed => {
      const text = reader.next()?.text
      if (text === 'auto' || text === 'h1' || text === 'h2') return text
      return reader.fail("'ws' has to be 'auto', 'h1' or 'h2'.")
    }),
  ],
  apply(record, [protocol]) {
    record.webSocketProtocol = protocol === 'auto' ? null : protocol
  },
})
