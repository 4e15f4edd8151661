import { type ServerLine, serverLines, serverOptions } from '@weir/balance'
import { readLines } from '@weir/balance/testing'
import type { Diagnostic } from '@weir/base'
import type { Model, ProxyModel } from '@weir/keyword'
import { expect, test } from 'vitest'
import { bundles } from '../testing/check-fixture.ts'
import { checkSetup } from './check-setup.ts'

/** The messages about a backend `l` of these lines. References to servers are settled inside it. */
function check(lines: string, mode: ProxyModel['mode'] = 'http'): string[] {
  return diagnose(lines, mode).map(({ severity, message }) => `${severity}: ${message}`)
}

function diagnose(lines: string, mode: ProxyModel['mode'] = 'http'): Omit<Diagnostic, 'stage'>[] {
  const { options, declared } = readLines(bundles, lines)
  for (const line of options.get(serverLines).serverLines) {
    const { track } = line.options.get(serverOptions)
    if (track !== null) track.target = (declared.get(track.name) as ServerLine | undefined) ?? null
  }
  const proxy = { name: 'l', mode, options, isBackend: true, isDisabled: false } as ProxyModel
  const found: Omit<Diagnostic, 'stage'>[] = []
  const report = (diagnostic: Omit<Diagnostic, 'stage'>): void => void found.push(diagnostic)
  checkSetup.run({ model: { proxies: [proxy] } as unknown as Model, report })
  return found
}

/** As HAProxy 2.6 words it. */
test.each([
  ['server a 127.0.0.1 check', "alert: proxy 'l': server 'a' has neither service port nor check port."],
  ['server b 127.0.0.1:+5 check', "alert: proxy 'l': server 'b' has neither service port nor check port."],
  [
    'server c 127.0.0.1:80 agent-check',
    "alert: 'server l/c' : server c does not have agent port. Agent check has been disabled.",
  ],
  [
    'server a 127.0.0.1:80 check\nserver d 127.0.0.1:80 track a check',
    "alert: 'server l/d' : unable to enable checks and tracking at the same time!",
  ],
  [
    'server f 127.0.0.1:80\nserver e 127.0.0.1:80 track f',
    "alert: 'server l/e' : unable to use l/f for tracking as it does not have any check nor agent enabled.",
  ],
  [
    'server a 127.0.0.1:80 check\nserver e 127.0.0.1:80 track a init-state up',
    "alert: 'server l/e' : unable to set init-state and tracking at the same time!",
  ],
  [
    'server a 127.0.0.1:80 check check-proto h2',
    "alert: config: backend 'l': server 'a' uses an incompatible MUX protocol for the selected check type",
  ],
])('%s', (lines, message) => {
  expect(check(lines)).toEqual([message])
})

test.each([
  'server a 127.0.0.1 check port 80',
  'server a /run/s.sock check',
  'option tcp-check\ntcp-check connect port 80\nserver a 127.0.0.1 check',
  'server a 127.0.0.1',
  'server a 127.0.0.1:80 check-proto h2',
  'option httpchk\nserver a 127.0.0.1:80 check check-proto h2',
  'server a 127.0.0.1:80 check\nserver b 127.0.0.1:80 track a\nserver c 127.0.0.1:80 track b',
  'server a 127.0.0.1:80 agent-check agent-port 90\nserver b 127.0.0.1:80 track a',
])('%s is fine', (lines) => {
  expect(check(lines)).toEqual([])
})

/** Which were refused by HAProxy 2.6 for want of a port. */
test.each([
  ['server s 127.0.0.1 check addr 127.0.0.1', true],
  ['server s 127.0.0.1 check addr *:81', false],
  ['server s 127.0.0.1 check addr /run/s', false],
  ['server s localhost check', false],
  ['server s localhost check addr 127.0.0.1', true],
  ['server s * check', false],
  ['server s * check addr *', false],
  ['server s * check addr 127.0.0.1', true],
  ['server s /run/s check', false],
  ['server s /run/s check addr 127.0.0.1', true],
  ['option tcp-check\ntcp-check connect addr 127.0.0.1:81\nserver s 127.0.0.1 check', false],
  ['option tcp-check\ntcp-check connect addr /run/s\nserver s 127.0.0.1 check', true],
  ['option tcp-check\ntcp-check connect port 81\ntcp-check connect\nserver s 127.0.0.1 check', true],
  ['option tcp-check\ntcp-check connect port 81\ntcp-check connect port 82\nserver s 127.0.0.1 check', false],
  ['option tcp-check\ntcp-check connect port 81\noption httpchk\nserver s 127.0.0.1 check', true],
])('%s lacks a port: %s', (lines, isRefused) => {
  expect(check(lines)).toEqual(
    isRefused ? ["alert: proxy 'l': server 's' has neither service port nor check port."] : [],
  )
})

test('what a default-server line asks for is said of the server', () => {
  const lines = 'server a 127.0.0.1:80 check\ndefault-server track a\nserver b 127.0.0.1:80 check'
  expect(diagnose(lines).map(({ span }) => span?.line)).toEqual([3])
})
