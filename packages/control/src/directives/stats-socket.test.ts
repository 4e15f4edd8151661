import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { statsSocket } from './stats-socket.ts'

test.each([
  [
    'stats socket /run/a.sock mode 660 level admin user root group root expose-fd listeners',
    { sockets: [{ text: 'unix@/run/a.sock', mode: 0o660, level: 'admin', uid: 0, gid: 0 }] },
  ],
  [
    'stats socket ipv4@127.0.0.1:9999 maxconn 3 severity-output string',
    { sockets: [{ text: 'ipv4@127.0.0.1:9999', level: 'operator', maxConnections: 3, severityOutput: 'string' }] },
  ],
  [
    'stats socket 127.0.0.1:1-2 level user',
    { sockets: [{ level: 'user' }, { level: 'user', text: 'ipv4@127.0.0.1:2' }] },
  ],
  ['stats socket fd@5', { sockets: [{ fd: 5, address: null }] }],
  ['stats socket abns@x', { sockets: [{ address: { kind: 'unix', path: 'x', isAbstract: true } }] }],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(statsSocket, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['stats socket', "'stats socket' in global section expects an address or a path to a UNIX socket"],
  ['stats socket relpath', "'stats socket' : missing port specification in 'relpath'"],
  ['stats socket /a level foo', "'stats socket' : 'level' only supports 'user', 'operator', and 'admin' (got 'foo')"],
  ['stats socket /a mode 8', "'stats socket' : 'mode' : missing or invalid mode '8' (octal integer expected)"],
  ['stats socket /a foo', "'stats socket' : unknown keyword 'foo'"],
  ['stats socket /a expose-fd', "'stats socket' : 'expose-fd' : missing fd type"],
  ['stats socket /a user nobody-here', "'stats socket' : 'user' : unknown user name 'nobody-here'"],
])('%s is refused', (line, expected) => {
  expect(applyLine(statsSocket, line).errors).toEqual([expected])
})
