import type { Diagnostic } from '@weir/base'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLines } from '../testing/lines.ts'
import { httpSettingsInTcp } from './http-settings-in-tcp.ts'

function check(kind: 'frontend' | 'backend' | 'listen', lines: string, mode: ProxyModel['mode'] = 'tcp'): string[] {
  const { options } = readLines(kind, lines.split('\n'))
  const proxy = {
    kind,
    name: 'p',
    mode,
    options,
    isFrontend: kind !== 'backend',
    isBackend: kind !== 'frontend',
    isDisabled: false,
  } as ProxyModel
  const messages: string[] = []
  const report = ({ severity, message }: Omit<Diagnostic, 'stage'>): void =>
    void messages.push(`${severity} ${message}`)
  httpSettingsInTcp.run({ model: { proxies: [proxy] } as unknown as Model, report })
  return messages
}

test.each([
  ['listen', 'cookie A insert', "cookie will be ignored for proxy 'p' (needs 'mode http')."],
  ['frontend', 'monitor-uri /up', "monitor-uri will be ignored for frontend 'p' (needs 'mode http')."],
  ['frontend', 'capture cookie a len 3', "'capture' statement ignored for frontend 'p' as it requires HTTP mode."],
  ['backend', 'redirect prefix /x', "'redirect' rules ignored for backend 'p' as they require HTTP mode."],
  ...[
    ['backend', 'forwardfor'],
    ['frontend', 'originalto'],
    ['backend', 'checkcache'],
    ['frontend', 'http-buffer-request'],
    ['frontend', 'http-ignore-probes'],
    ['backend', 'http-pretend-keepalive'],
    ['backend', 'http-no-delay'],
    ['frontend', 'http-use-proxy-header'],
    ['frontend', 'idle-close-on-response'],
    ['backend', 'prefer-last-server'],
    ['frontend', 'accept-unsafe-violations-in-http-request'],
    ['backend', 'accept-unsafe-violations-in-http-response'],
  ].map(([kind, name]) => [
    kind,
    `option ${name}`,
    `'option ${name}' ignored for ${kind} 'p' as it requires HTTP mode.`,
  ]),
] as ['frontend', string, string][])('%s: %s', (kind, line, message) => {
  expect(check(kind, line)).toEqual([`warning ${message}`])
  expect(check(kind, line, 'http')).toEqual([])
})

test.each([
  'option http-no-delay\nno option http-no-delay',
  'errorfile 503 /none',
  'http-reuse always',
  'capture request header a len 3',
])('nothing is said of %j', (lines) => expect(check('listen', lines)).toEqual([]))
