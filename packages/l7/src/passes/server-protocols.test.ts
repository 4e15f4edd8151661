import { serverLines } from '@weir/balance'
import { type Model, OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import type { ServerProtocol } from '../http-proxy.ts'
import { httpServerOptions } from '../options.ts'
import { serverProtocols } from './server-protocols.ts'

test.each<['http' | 'tcp', ServerProtocol | null, boolean]>([
  ['http', null, true],
  ['http', 'h1', true],
  ['http', 'h2', true],
  ['http', 'fcgi', true],
  ['http', 'none', false],
  ['tcp', null, true],
  ['tcp', 'none', true],
  ['tcp', 'h1', false],
  ['tcp', 'h2', false],
  ['tcp', 'fcgi', false],
])('mode %s, proto %s: %s', (mode, protocol, isFine) => {
  const proxy = new OptionsStore()
  const server = new OptionsStore()
  server.get(httpServerOptions).protocol = protocol
  proxy.get(serverLines).serverLines.push({ name: 's', options: server, span: null } as never)
  const messages: string[] = []
  serverProtocols.run({
    model: {
      sections: [],
      proxies: [{ name: 'b', mode, options: proxy, isBackend: true, isDisabled: false }],
    } as unknown as Model,
    report: ({ message }) => void messages.push(message),
  })
  expect(messages).toEqual(isFine ? [] : [`backend 'b' : MUX protocol '${protocol}' is not usable for server 's'.`])
})
