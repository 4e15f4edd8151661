import { expect, test } from 'vitest'
import {
  type Behaviour,
  complaints,
  connectionRefused,
  createCheckFixture,
  failed,
  greet,
  passed,
  runCheck,
  silent,
} from '../testing/check-fixture.ts'

test.each<readonly [string, Behaviour | null, string]>([
  [
    'option tcp-check\ntcp-check connect',
    null,
    failed(`Layer4 connection problem, info: "${connectionRefused} at step 1 of tcp-check (connect)"`),
  ],
  [
    'option tcp-check\ntcp-check connect port 1',
    silent,
    failed(`Layer4 connection problem, info: "${connectionRefused} at step 1 of tcp-check (connect port 1)"`),
  ],
  [
    'option httpchk\nhttp-check connect\nhttp-check send meth GET uri /\nhttp-check expect status 201',
    null,
    failed(`Layer4 connection problem, info: "${connectionRefused}"`),
  ],
  [
    'option tcp-check\ntcp-check connect default linger proto none addr 127.0.0.1 port int(80)\ntcp-check connect',
    silent,
    passed('Layer4 check passed, info: "(tcp-check)"'),
  ],
])('%s', async (lines, behaviour, expected) => {
  expect(await runCheck(lines, behaviour)).toMatchObject({ log: expected, sinkErrors: [] })
})

test('several connections may follow each other', async () => {
  const fixture = createCheckFixture(
    'option tcp-check\ntcp-check connect port 81\ntcp-check send A\ntcp-check connect port 82 send-proxy\ntcp-check send B\nserver s1 127.0.0.1:80 check',
  )
  for (const port of [81, 82]) await fixture.serve(port, greet(''))
  fixture.monitor.start()
  fixture.clock.advance(100)
  expect(fixture.received.join('|')).toMatch(/^A\|PROXY TCP4 127\.0\.0\.1 127\.0\.0\.1 \d+ 82\r\n\|?B$/)
  expect(fixture.backend.servers[0]!.check.status).toBe('L7OK')
})

test.each([
  ['tcp-check connect port 0', "'port' expects a number between 1 and 65535"],
  ['tcp-check connect addr x', "'connect' : invalid address: 'x' in 'x'"],
  ['tcp-check connect ssl sni', "'sni' expects an argument"],
  ['tcp-check connect ssl alpn', "'alpn' expects an argument"],
  [
    `tcp-check connect ssl alpn ${'x'.repeat(256)}`,
    `'alpn' expects names of 255 bytes at most, but got '${'x'.repeat(256)}'`,
  ],
  ['tcp-check connect proto zz', "'proto' : unknown MUX protocol 'zz'"],
  ['tcp-check connect proto h2', "'proto' : invalid MUX protocol 'h2' for tcp-check."],
  ['http-check connect proto none', "'proto' : invalid MUX protocol 'none' for http-check."],
  [
    'http-check connect proto fcgi',
    "'proto' : 'fcgi' is known to HAProxy, but not supported by Weir: checks speak HTTP/1 and HTTP/2",
  ],
  [
    'tcp-check connect x',
    "expects 'comment', 'port', 'addr', 'send-proxy', 'ssl', 'sni', 'alpn', 'via-socks4', 'linger', 'proto' or 'default', but got 'x'",
  ],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

test('an address may have the port, before that of the check', async () => {
  const fixture = createCheckFixture(
    'option tcp-check\ntcp-check connect addr 127.0.0.1:81\ntcp-check send A\ntcp-check connect addr 127.0.0.1:81 port 82\ntcp-check send B\ntcp-check connect addr *:83 port 84\ntcp-check send C\ntcp-check connect addr *:85\ntcp-check send D\nserver s1 127.0.0.1:80 check',
  )
  const open: number[] = []
  for (const port of [80, 81, 82, 84])
    await fixture.serve(port, (connection, received) => {
      open.push(port)
      silent(connection, received)
    })
  fixture.monitor.start()
  fixture.clock.advance(100)
  expect(open).toEqual([81, 82, 84, 80])
})
