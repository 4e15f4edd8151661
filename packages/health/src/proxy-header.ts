import type { SocketAddress } from '@weir/base'
import { encodeBytes } from './check-step.ts'

const signature = [0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a]
/** LOCAL, without addresses: a connection of the proxy itself (PROXY protocol §2.2). */
const local = Uint8Array.of(...signature, 0x20, 0, 0, 0)
/** The same where it may not be said: PROXY, for addresses that have no family. */
const unspecified = Uint8Array.of(...signature, 0x21, 0, 0, 0)

/**
 * The PROXY header of a check: version 1 names the check's own connection, version 2 says that it is local unless
 * `neverLocal` asks for the connection there, too.
 */
export function proxyHeader(
  version: 1 | 2,
  connection: { readonly localAddress: SocketAddress | null; readonly remoteAddress: SocketAddress | null },
  neverLocal = false,
): Uint8Array {
  if (version === 2 && !neverLocal) return local
  const { localAddress: from, remoteAddress: to } = connection
  const isIp = from?.kind === 'ip' && to?.kind === 'ip'
  if (version === 1) {
    if (!isIp) return encodeBytes('PROXY UNKNOWN\r\n')
    const family = to.address.family === 4 ? 'TCP4' : 'TCP6'
    return encodeBytes(`PROXY ${family} ${from.address} ${to.address} ${from.port} ${to.port}\r\n`)
  }
  if (!isIp || from.address.bytes.length !== to.address.bytes.length) return unspecified
  const size = from.address.bytes.length
  const header = new Uint8Array(16 + 2 * size + 4)
  header.set([...signature, 0x21, size === 4 ? 0x11 : 0x21, 0, 2 * size + 4])
  header.set(from.address.bytes, 16)
  header.set(to.address.bytes, 16 + size)
  const view = new DataView(header.buffer)
  view.setUint16(16 + 2 * size, from.port)
  view.setUint16(18 + 2 * size, to.port)
  return header
}
