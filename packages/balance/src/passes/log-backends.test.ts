import type { Diagnostic } from '@weir/base'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { algorithmBundles, readLines } from '../testing/index.ts'
import { logBackends } from './log-backends.ts'

function check(lines: string, mode: ProxyModel['mode']): string[] {
  const { options } = readLines(algorithmBundles, lines)
  const proxy = { name: 'lb', mode, options, isBackend: true, isDisabled: false, span: null } as unknown as ProxyModel
  const messages: string[] = []
  const report = (diagnostic: Omit<Diagnostic, 'stage'>): void =>
    void messages.push(`${diagnostic.severity} ${diagnostic.message}`)
  logBackends.run({ model: { proxies: [proxy] } as unknown as Model, report } as never)
  return messages
}

test.each(['balance roundrobin', 'balance random', 'balance sticky', 'balance log-hash lower', 'fullconn 1'])(
  '%s is for logs',
  (line) => {
    expect(check(`${line}\nserver s udp@192.0.2.1:514`, 'log')).toEqual([])
  },
)

test.each(['balance leastconn', 'balance source', 'balance hash src'])('%s is not', (line) => {
  expect(check(line, 'log')).toEqual([
    `alert in backend 'lb': "balance" only supports 'roundrobin', 'random', 'sticky' and 'log-hash'.`,
  ])
})

test('messages are hashed to a map', () => {
  expect(check('hash-type consistent\nbalance log-hash lower', 'log')).toEqual([
    `alert log backend 'lb': failed to initialize: unsupported hash method (from "hash-type").`,
  ])
})

test('streams go to no datagram server, and have no message to hash', () => {
  expect(check('balance log-hash lower\nserver s udp@192.0.2.1:514', 'tcp')).toEqual([
    "warning Unusable balance algorithm for backend 'lb' (needs 'mode log'). Falling back to round robin.",
    "alert 'server s' : a datagram address is for backends in 'mode log' alone",
  ])
})
