import { expect, test } from 'vitest'
import { parseListenAddress } from './socket-address.ts'

test.each([
  ['/run/a', 'unix@/run/a'],
  ['unix@a', 'unix@a'],
  ['abns@a', 'abns@a'],
  ['fd@3', 'fd@3'],
  ['*:99', 'ipv4@0.0.0.0:99'],
  [':99', 'ipv4@0.0.0.0:99'],
  ['ipv6@:99', 'ipv6@[::]:99'],
  ['[::1]:99', 'ipv6@[::1]:99'],
])('reads %s', (text, expected) => {
  expect(parseListenAddress(text)).toMatchObject({ text: expected })
})

test.each([
  ['relpath', "missing port specification in 'relpath'"],
  ['127.0.0.1:1-2', "port range not permitted here in '127.0.0.1:1-2'"],
  ['127.0.0.1:70000', "invalid port '70000' in '127.0.0.1:70000'"],
  ['fd@x', "file descriptor 'x' is not a valid integer in 'fd@x'"],
  ['ipv4@[::1]:1', "'::1' is no IPv4 address in 'ipv4@[::1]:1'"],
  ['foo@bar', "unknown address prefix 'foo@' in 'foo@bar'"],
])('refuses %s', (text, error) => {
  expect(parseListenAddress(text)).toEqual({ error })
})
