import type { SocketAddress } from '@weir/base'
import { encodeBytes } from './check-step.ts'

/** LOCAL, without addresses: a connection of the proxy itself (PROXY protocol §2.2). */
const local = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a, 0x20, 0, 0, 0)

/** The PROXY header of a check: version 1 names the check's own connection, version 2 says that it is local. */
export function proxyHeader(
  version: 1 | 2,
  connection: { readonly localAddress: SocketAddress | null; readonly remoteAddress: SocketAddress | null },
): Uint8Array {
  if (version === 2) return local
  const { localAddress: from, remoteAddress: to } = connection
  if (from?.kind !== 'ip' || to?.kind !== 'ip') return encodeBytes('PROXY UNKNOWN\r\n')
  const family = to.address.family === 4 ? 'TCP4' : 'TCP6'
  return encodeBytes(`PROXY ${family} ${from.address} ${to.address} ${from.port} ${to.port}\r\n`)
}
