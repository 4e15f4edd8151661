import { parseServerAddress, type ServerAddress, serverLines, serverOptions } from '@weir/balance'
import { type Model, OptionsStore, type ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { type CookieNode, httpOptions } from '../options.ts'
import { equalDynamicCookies } from './equal-dynamic-cookies.ts'

/** The lines that are warned of, of servers that are written `address [cookie] [disabled]`. */
function check(servers: readonly string[], { isDynamic = true, key = 'k' as string | null } = {}): unknown[] {
  const options = new OptionsStore()
  options.get(httpOptions).cookie = { isDynamic } as CookieNode
  options.get(httpOptions).dynamicCookieKey = key
  for (const [index, line] of servers.entries()) {
    const [address = '', ...words] = line.split(' ')
    const own = new OptionsStore()
    own.get(serverOptions).cookie = words.includes('cookie') ? 'c' : null
    own.get(serverOptions).isDisabled = words.includes('disabled')
    options.get(serverLines).serverLines.push({
      name: `s${index}`,
      options: own,
      span: { file: 'f', line: index, column: 0, length: 1 },
      address: parseServerAddress(address) as ServerAddress,
    })
  }
  const found: unknown[] = []
  equalDynamicCookies.run({
    model: {
      proxies: [{ kind: 'backend', name: 'b', options, isBackend: true, isDisabled: false } as ProxyModel],
    } as unknown as Model,
    report: ({ span }) => found.push(span?.line),
  })
  return found
}

/** Each was asked of HAProxy 2.6, which names no line. */
test.each<[readonly string[], readonly number[]]>([
  [['127.0.0.1:80', '127.0.0.1:81', '127.0.0.2:80', '[::1]:80'], []],
  [['127.0.0.1:80', '127.0.0.1:80'], [1]],
  [
    ['127.0.0.1:80', '127.0.0.1:80', '127.1:80'],
    [1, 2, 2],
  ],
  [['*', '*'], [1]],
  [['127.0.0.1:80 cookie', '127.0.0.1:80'], []],
  [['127.0.0.1:80 disabled', '127.0.0.1:80'], []],
  [['/run/s', '/run/s'], []],
  [['localhost:80', 'localhost:80'], []],
])('%j', (servers, expected) => expect(check(servers)).toEqual(expected))

test('without a key, or where cookies are not dynamic, none is made', () => {
  const twice = ['127.0.0.1:80', '127.0.0.1:80']
  expect([...check(twice, { key: null }), ...check(twice, { isDynamic: false })]).toEqual([])
})
