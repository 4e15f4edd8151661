import { serverLines, serverOptions } from '@weir/balance'
import type { Diagnostic } from '@weir/base'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type CookieNode, httpOptions, httpServerOptions } from '../options.ts'
import { serverWordsInTcp } from './server-words-in-tcp.ts'

function check(
  mode: ProxyModel['mode'],
  cookie: string | null,
  redirectPrefix: string | null,
  dynamic: { readonly key: string | null; readonly kind: 'ip' | 'unix' } | null = null,
): string[] {
  const server = new OptionsStore()
  server.get(serverOptions).cookie = cookie
  server.get(httpServerOptions).redirectPrefix = redirectPrefix
  const options = new OptionsStore()
  if (dynamic !== null) {
    options.get(httpOptions).cookie = { isDynamic: true } as CookieNode
    options.get(httpOptions).dynamicCookieKey = dynamic.key
  }
  const span = { file: 'f', line: 3, column: 0, length: 1 }
  options.get(serverLines).serverLines.push({
    name: 's',
    options: server,
    span,
    address: { address: { kind: dynamic?.kind ?? 'ip' } } as never,
  })
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

test('so is one that the server would be given', () => {
  expect(check('tcp', null, null, { key: 'k', kind: 'ip' })).toEqual(check('tcp', 'a', null))
  expect(check('tcp', null, null, { key: 'k', kind: 'unix' })).toEqual([])
  expect(check('tcp', null, null, { key: null, kind: 'ip' })).toEqual([])
})

test('a redirect prefix is refused', () => {
  expect(check('tcp', null, 'http://x')).toEqual([
    "alert backend 'b' : server cannot have cookie or redirect prefix in non-HTTP mode.",
  ])
})

test('HTTP mode has both', () => expect(check('http', 'a', 'http://x')).toEqual([]))
