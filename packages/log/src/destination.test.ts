import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { parseLogDestination } from './destination.ts'

const udp = (host: string, port: number): object => ({ kind: 'udp', host, address: parseIpAddress(host), port })

test.each([
  ['127.0.0.1:0', udp('127.0.0.1', 514)],
  ['127.1', { ...udp('127.0.0.1', 514), host: '127.1' }],
  ['ipv4@localhost', { kind: 'udp', host: 'localhost', address: null, port: 514, family: 4 }],
  ['tcp@127.0.0.1', { ...udp('127.0.0.1', 514), kind: 'tcp' }],
  ['ipv6@:5', { ...udp('::1', 5), family: 6 }],
  ['uxst@/run/log', { kind: 'unix', path: '/run/log', isAbstract: false, isStream: true }],
  ['stdout', { kind: 'descriptor', fd: 1 }],
  ['stderr', { kind: 'descriptor', fd: 2 }],
  ['fd@7', { kind: 'descriptor', fd: 7 }],
  ['/dev/log', { kind: 'unix', path: '/dev/log', isAbstract: false }],
  ['unix@run/log', { kind: 'unix', path: 'run/log', isAbstract: false }],
  ['abns@log', { kind: 'unix', path: 'log', isAbstract: true }],
  ['ring@r1', { kind: 'ring', name: 'r1' }],
  ['backend@b', { kind: 'backend', name: 'b' }],
  ['127.0.0.1', udp('127.0.0.1', 514)],
  ['127.0.0.1:5514', udp('127.0.0.1', 5514)],
  ['udp@127.0.0.1:1', udp('127.0.0.1', 1)],
  ['ipv4@127.0.0.1', { ...udp('127.0.0.1', 514), family: 4 }],
  [':514', udp('127.0.0.1', 514)],
  ['[::1]:514', udp('::1', 514)],
  ['::1:514', udp('::1', 514)],
  ['syslog.example:99', { kind: 'udp', host: 'syslog.example', address: null, port: 99 }],
  ['tcp@127.0.0.1:601', { ...udp('127.0.0.1', 601), kind: 'tcp' }],
])('reads %s', (text, expected) => {
  expect(parseLogDestination(text)).toEqual(expected)
})

test.each([
  ['fd@x', "file descriptor 'x' is not a valid integer in 'fd@x'"],
  ['127.0.0.1:1-5', "port range not permitted here in '127.0.0.1:1-5'"],
  ['127.0.0.1:70000', "invalid port '70000' in '127.0.0.1:70000'"],
  ['127.0.0.1:a', "invalid character 'a' in port number 'a' in '127.0.0.1:a'"],
  ['a,b', "invalid address: 'a,b' in 'a,b'"],
  ['a..b', "invalid address: 'a..b' in 'a..b'"],
  ['backend@', "missing backend name in 'backend@'"],
  ['ring@@', undefined],
  ['foo@x', /^unknown address prefix 'foo@' in 'foo@x'/],
])('refuses %s', (text, expected) => {
  const result = parseLogDestination(text)
  if (expected === undefined) expect(result).toEqual({ kind: 'ring', name: '@' })
  else if (expected instanceof RegExp) expect(result).toHaveProperty('error', expect.stringMatching(expected))
  else expect(result).toEqual({ error: expected })
})
