import { formatSocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { socks4 } from './socks4.ts'

test.each([
  ['127.0.0.1:1080', '127.0.0.1:1080'],
  ['ipv4@127.0.0.1:1', '127.0.0.1:1'],
  ['[::1]:1080', '[::1]:1080'],
  ['::1:1080', '[::1]:1080'],
])('%s', (line, expected) => {
  const { record, errors } = readLine(socks4, `socks4 ${line}`)
  expect(errors).toEqual([])
  expect(formatSocketAddress((record as { socksProxy: Parameters<typeof formatSocketAddress>[0] }).socksProxy)).toBe(
    expected.replace(/^\[(.*)\]/, '$1'),
  )
})

test.each([
  ['', "'socks4' expects <addr>:<port> as argument."],
  [' 127.0.0.1', "'socks4 127.0.0.1' : missing port specification in '127.0.0.1'"],
  [' nope.invalid:1080', "'socks4 nope.invalid:1080' : invalid address: 'nope.invalid' in 'nope.invalid:1080'"],
  [' 127.0.0.1:0', "'socks4 127.0.0.1:0' : invalid port '0'"],
  [' 127.0.0.1:99999', "'socks4 127.0.0.1:99999' : invalid port '99999' in '127.0.0.1:99999'"],
  [' 127.0.0.1:x', "'socks4 127.0.0.1:x' : invalid character 'x' in port number 'x' in '127.0.0.1:x'"],
])('socks4%s is refused', (line, message) => {
  expect(readLine(socks4, `socks4${line}`).errors).toEqual([message])
})
