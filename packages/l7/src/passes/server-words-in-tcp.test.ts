import { serverLines, serverOptions } from '@weir/balance'
import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { httpServerOptions } from '../options.ts'
import { serverWordsInTcp } from './server-words-in-tcp.ts'

function check(mode: ProxyModel['mode'], cookie: string | null, redirectPrefix: string | null): string[] {
  const server = new OptionsStore()
  server.get(serverOptions).cookie = cookie
  server.get(httpServerOptions).redirectPrefix = redirectPrefix
  const options = new OptionsStore()
  const span = { file: 'f', line: 3, column: 0, length: 1 }
  options.get(serverLines).serverLines.push({ name: 's', options: server, span, address: {} as never })
  const proxy = { kind: 'backend', name: 'b', mode, options, isBackend: true, isDisabled: false } as ProxyModel
  const messages: string[] = []
  const report = ({ severity, message }: Omit<Diagnostic, 'stage'>): void =>
    void messages.push(`${severity} ${message}`)
  serverWordsInTcp.run({ model: { proxies: [proxy] } as unknown as Model, report })
  return messages
}

test('a cookie is ignored', () => {
  expect(check('tcp', 'a', null)).toEqual([
    "warning backend 'b' : ignoring cookie for server 's' as HTTP mode is disabled.",
  ])
})

test('a redirect prefix is refused', () => {
  expect(check('tcp', null, 'http://x')).toEqual([
    "alert backend 'b' : server cannot have cookie or redirect prefix in non-HTTP mode.",
  ])
})

test('HTTP mode has both', () => expect(check('http', 'a', 'http://x')).toEqual([]))
