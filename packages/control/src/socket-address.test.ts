import { expect, test } from 'vitest'
import { parseListenAddresses } from './socket-address.ts'

test.each([
  ['/run/a', 'unix@/run/a'],
  ['127.0.0.1:1-2,/run/a', 'ipv4@127.0.0.1:1 ipv4@127.0.0.1:2 unix@/run/a'],
  ['unix@a', 'unix@a'],
  ['abns@a', 'abns@a'],
  ['fd@3', 'fd@3'],
  ['*:99', 'ipv4@0.0.0.0:99'],
  [':99', 'ipv4@0.0.0.0:99'],
  ['ipv6@:99', 'ipv6@[::]:99'],
  ['[::1]:99', 'ipv6@[::1]:99'],
])('reads %s', (text, expected) => {
  expect(parseListenAddresses(text)).toMatchObject(expected.split(' ').map((shown) => ({ text: shown })))
})

test.each([
  ['relpath', "missing port specification in 'relpath'"],
  ['127.0.0.1:70000', "invalid port '70000' in '127.0.0.1:70000'"],
  ['fd@x', "file descriptor 'x' is not a valid integer in 'fd@x'"],
  ['ipv4@[::1]:1', "invalid address: '::1' in 'ipv4@[::1]:1'"],
  ['foo@bar:1', "invalid address: 'foo@bar' in 'foo@bar:1'"],
])('refuses %s', (text, error) => {
  expect(parseListenAddresses(text)).toEqual({ error })
})
