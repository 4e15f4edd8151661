import { formatSocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { parseServerAddress } from './server-address.ts'

/** Written; address or host name (`client` for the client's own target); port with its rule. */
const addresses: readonly (readonly [string, string, string])[] = [
  ['192.0.2.1:80', '192.0.2.1:80', '80 fixed'],
  ['192.0.2.1', '192.0.2.1:0', '0 same-as-client'],
  ['192.0.2.1:', '192.0.2.1:0', '0 same-as-client'],
  ['192.0.2.1:+5', '192.0.2.1:5', '5 offset'],
  ['192.0.2.1:-5', '192.0.2.1:-5', '-5 offset'],
  ['::1:80', '::1:80', '80 fixed'],
  ['[::1]:80', '::1:80', '80 fixed'],
  ['[::1]', '::1:0', '0 same-as-client'],
  ['192.0.2.1:8]0', '192.0.2.1:8]0', '0 same-as-client'],
  ['2001:db8::2:443', '2001:db8::2:443', '443 fixed'],
  ['ipv6@::1:80', '::1:80', '80 fixed'],
  ['ipv4@192.0.2.1:80', '192.0.2.1:80', '80 fixed'],
  ['ipv4@::1:80', '::1', '80 fixed'],
  ['ipv6@192.0.2.1:80', '192.0.2.1', '80 fixed'],
  ['unix@', 'unix:', '0 fixed'],
  ['ipv4@db.example:80', 'db.example', '80 fixed'],
  ['localhost:8080', 'localhost', '8080 fixed'],
  ['web_1', 'web_1', '0 same-as-client'],
  ['*:80', 'client', '80 fixed'],
  [':80', 'client', '80 fixed'],
  ['0.0.0.0', 'client', '0 same-as-client'],
  ['0.0.0.0:81', 'client', '81 fixed'],
  ['/run/app.sock', 'unix:/run/app.sock', '0 fixed'],
  ['unix@/run/app.sock', 'unix:/run/app.sock', '0 fixed'],
  ['abns@app', 'unix:app', '0 fixed'],
]

test.each(addresses)('%s', (text, target, port) => {
  const parsed = parseServerAddress(text)
  if ('error' in parsed) throw new Error(parsed.error)
  const shown = parsed.usesClientAddress
    ? 'client'
    : parsed.address === null
      ? parsed.hostName
      : formatSocketAddress(parsed.address)
  expect([shown, `${parsed.port} ${parsed.portRule}`]).toEqual([target, port])
})

test.each([
  ['192.0.2.1:99999', "invalid port '99999' in '192.0.2.1:99999'"],
  ['192.0.2.1:80-90', "port range not permitted here in '192.0.2.1:80-90'"],
  ['192.0.2.1:x80', "invalid character 'x' in port number 'x80' in '192.0.2.1:x80'"],
  ['a..b:80', "invalid address: 'a..b' in 'a..b:80'"],
  ['rhttp@', "address family 'rhttp@' is known to HAProxy, but not supported by Weir"],
])('%s is refused', (text, error) => {
  expect(parseServerAddress(text)).toEqual({ error })
})
