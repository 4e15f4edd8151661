import { parseWrittenAddress, type SocketAddress } from '@weir/base'
import type { LookUpHost } from '../bind-address.ts'

/**
 * Reads `[family@]address:port` of a name server, or the path of its socket. Without `tcp@` or `stream+…@` it is asked by datagrams. Gives the
 * complaint when it cannot be used.
 */
export function parseNameserverAddress(
  text: string,
  lookUp: LookUpHost = () => null,
): { readonly address: SocketAddress; readonly isStream: boolean } | { readonly error: string } {
  const written = parseWrittenAddress(text, { socket: 'any', port: 'needed' })
  if ('error' in written) return written
  const isStream = written.socket === 'stream'
  if (written.kind === 'unix' && isStream) {
    const { path, isAbstract } = written
    return { address: { kind: 'unix', path, isAbstract }, isStream }
  }
  if (written.kind !== 'host')
    return { error: `name servers are not asked by datagrams over Unix sockets in '${text}'` }
  const { host, family, port } = written
  const address = written.address ?? lookUp(host, family)
  if (address === null) return { error: `invalid address: '${host}' in '${text}'` }
  return { address: { kind: 'ip', address, port: port.first }, isStream }
}
