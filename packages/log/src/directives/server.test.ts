import { expect, test } from 'vitest'
import { applyLine } from '../testing.ts'
import { server } from './server.ts'

test('adds a syslog server', () => {
  expect(applyLine(server, 'server s 127.0.0.1:6514 log-proto octet-count').record.servers).toEqual([
    { name: 's', host: '127.0.0.1', port: 6514, framing: 'octet-count' },
  ])
})

test.each([
  ['server s', /^'server' expects <name> and <address> as arguments$/],
  ['server s 127.0.0.1', /missing port specification in '127.0.0.1'$/],
  ['server s 127.0.0.1:1 ssl', /'ssl' is not supported on servers of a ring/],
  ['server s 127.0.0.1:1 log-proto x', /unknown log-proto 'x'$/],
])('refuses %s', (line, expected) => {
  expect(applyLine(server, line).errors).toEqual([expect.stringMatching(expected)])
})
