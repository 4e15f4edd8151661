import type { Diagnostic } from '@weir/base'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { algorithmBundles, readLines } from '../testing/index.ts'
import { layer7HashInTcp } from './layer7-hash-in-tcp.ts'

function check(lines: string, mode: ProxyModel['mode']): string[] {
  const { options } = readLines(algorithmBundles, lines)
  const proxy = { name: 'be', mode, options, isBackend: true, isDisabled: false } as ProxyModel
  const messages: string[] = []
  const report = (diagnostic: Omit<Diagnostic, 'stage'>): void =>
    void messages.push(`${diagnostic.severity} ${diagnostic.span?.line} ${diagnostic.message}`)
  layer7HashInTcp.run({ model: { proxies: [proxy] } as unknown as Model, report })
  return messages
}

test.each(['balance uri', 'balance url_param x', 'balance hdr(x)'])('%s needs mode http', (line) => {
  expect(check(`fullconn 1\n${line}`, 'tcp')).toEqual([
    "warning 2 Layer 7 hash not possible for proxy 'be' (needs 'mode http'). Falling back to round robin.",
  ])
  expect(check(line, 'http')).toEqual([])
})

test.each(['balance source', 'balance hash src', 'balance roundrobin', 'fullconn 1'])('%s does not', (line) => {
  expect(check(line, 'tcp')).toEqual([])
})
