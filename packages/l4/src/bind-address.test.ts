import { formatSocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { parseBindAddresses } from './bind-address.ts'

const show = (text: string): string => {
  const found = parseBindAddresses(text)
  if ('error' in found) return found.error
  return found.map((place) => (place.kind === 'fd' ? `fd ${place.fd}` : formatSocketAddress(place.address))).join(' ')
}

test.each([
  [':80', '0.0.0.0:80'],
  ['*:80', '0.0.0.0:80'],
  [':::80', ':::80'],
  ['[::1]:80', '::1:80'],
  ['ipv6@:80', ':::80'],
  ['ipv6@*:80', ':::80'],
  ['ipv4@10.0.0.1:80', '10.0.0.1:80'],
  [':80-82', '0.0.0.0:80 0.0.0.0:81 0.0.0.0:82'],
  ['10.0.0.1:80,10.0.0.2:443', '10.0.0.1:80 10.0.0.2:443'],
  ['/run/web.sock', 'unix:/run/web.sock'],
  ['unix@/run/web.sock', 'unix:/run/web.sock'],
  ['abns@web', 'unix:web'],
  ['fd@3', 'fd 3'],
  [':80,,:81', "'' resolves to an empty address (environment variable missing?)"],
  [':80,', '0.0.0.0:80'],
  ['80', "missing port specification in '80'"],
  ['10.0.0.1:8]0', "missing port specification in '10.0.0.1:8]0'"],
  [':x', "invalid character 'x' in port number 'x' in ':x'"],
  [':90-80', "invalid port range '90-80' in ':90-80'"],
  [':70000', "invalid port '70000' in ':70000'"],
  ['nowhere:80', "invalid address: 'nowhere' in 'nowhere:80'"],
  ['ipv6@10.0.0.1:80', "invalid address: '10.0.0.1' in 'ipv6@10.0.0.1:80'"],
  ['quic4@:443', "address family 'quic4@' is known to HAProxy, but not supported by Weir"],
  ['fd@x', "file descriptor 'x' is not a valid integer in 'fd@x'"],
])('%s', (text, expected) => {
  expect(show(text)).toBe(expected)
})
