import type { ServerState } from '@weir/balance'
import { formatSocketAddress, parseIpAddress, type SocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { checkAddress } from './check-address.ts'

const ip = (text: string, port: number): SocketAddress => ({ kind: 'ip', address: parseIpAddress(text)!, port })
const path: SocketAddress = { kind: 'unix', path: '/run/s', isAbstract: false }
const server = (address: SocketAddress, port = 80, portRule = 'fixed') =>
  ({ address, port, portRule }) as unknown as ServerState
const plain = server(ip('10.0.0.1', 80))

/** Each was asked of HAProxy: where did the check go? */
test.each<[string, ServerState, SocketAddress | null, number | null, string | null]>([
  ['the server', plain, null, null, '10.0.0.1:80'],
  ['its own port', plain, null, 81, '10.0.0.1:81'],
  ['its own address', plain, ip('10.0.0.2', 0), null, '10.0.0.2:80'],
  ['its own address and the port in it', plain, ip('10.0.0.2', 82), null, '10.0.0.2:82'],
  ['a port before the one in the address', plain, ip('10.0.0.2', 82), 83, '10.0.0.2:83'],
  ['any address is none', plain, ip('0.0.0.0', 82), null, '10.0.0.1:80'],
  ['a socket', plain, path, 83, 'unix:/run/s'],
  ['an address for a socket', server(path, 0), ip('10.0.0.2', 82), null, '10.0.0.2:82'],
  ['a server without a port', server(ip('10.0.0.1', 0), 0, 'same-as-client'), ip('10.0.0.2', 82), null, '10.0.0.2:82'],
  ['no port at all', server(ip('10.0.0.1', 0), 0, 'same-as-client'), ip('10.0.0.2', 0), null, null],
])('a check goes to %s', (_name, to, address, port, expected) => {
  const found = checkAddress(to, address, port)
  expect(found === null ? null : formatSocketAddress(found)).toBe(expected)
})
