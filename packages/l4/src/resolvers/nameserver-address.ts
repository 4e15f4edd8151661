import { parseHostAddress, parseIpAddress, type SocketAddress } from '@weir/base'
import type { LookUpHost } from '../bind-address.ts'

const refusedFamilies = /^(quic[46]?|mptcp[46]?|sockpair|rhttp|fd|unix|uxst|uxdg|abnsz?)@/

/**
 * Reads `[family@]address:port` of a name server. Without `tcp@` or `stream+…@` it is asked by datagrams. Gives the
 * complaint when it cannot be used.
 */
export function parseNameserverAddress(
  text: string,
  lookUp: LookUpHost = () => null,
): { readonly address: SocketAddress; readonly isStream: boolean } | { readonly error: string } {
  const refused = refusedFamilies.exec(text)
  if (refused !== null) return { error: `name servers are not reached over '${refused[1]}@' in '${text}'` }
  const match = /^(?:(?:(udp|tcp)([46]?)|(?:(stream|dgram)\+)?ipv([46]))@)?(.*)$/s.exec(text)!
  const isStream = match[1] === 'tcp' || match[3] === 'stream'
  const family = match[2] || match[4] || ''
  const rest = match[5]!
  const colon = rest.lastIndexOf(':')
  if (colon < 0) return { error: `missing port specification in '${text}'` }
  const port = rest.slice(colon + 1)
  if (/^[0-9]+-/.test(port)) return { error: `port range not permitted here in '${text}'` }
  if (/^[+-]/.test(port)) return { error: `port offset not permitted here in '${text}'` }
  const number = /^[0-9]+$/.test(port) ? Number(port) : 0
  if (number < 1 || number > 65535) return { error: `invalid port '${port}'` }
  const host = rest.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  const any = family === '6' ? '::' : '0.0.0.0'
  const address = host === '' || host === '*' ? parseIpAddress(any)! : (parseHostAddress(host) ?? lookUp(host))
  if (address === null || (family !== '' && Number(family) !== address.family))
    return { error: `invalid address: '${host}' in '${text}'` }
  return { address: { kind: 'ip', address, port: number }, isStream }
}
