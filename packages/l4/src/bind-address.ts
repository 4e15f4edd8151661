import { IpAddress, parseHostAddress, refuseSocketPath, type SocketAddress } from '@weir/base'

/** One place of a `bind` line: an address, or a descriptor that the parent left open (`fd@N`). */
export type BindAddress =
  | { readonly kind: 'socket'; readonly address: SocketAddress; readonly isV6: boolean }
  | { readonly kind: 'fd'; readonly fd: number }

const anyV4 = new IpAddress(new Uint8Array(4))
const anyV6 = new IpAddress(new Uint8Array(16))

/** Finds the address of a host name; null when it is unknown. */
export type LookUpHost = (name: string) => IpAddress | null

/** Families that HAProxy knows and Weir does not listen on. */
const refusedFamilies = /^(quic[46]?|udp[46]?|mptcp[46]?|sockpair|rhttp|abnsz|uxdg)@/

/**
 * Reads one comma-separated list: `*:80`, `:80`, `10.0.0.1:80-82`, `:::443`, `ipv6@:80`, `unix@/path`, `/path`, `abns@name`,
 * `fd@3`. A range of ports gives one address each; what follows a port is let pass, as is a comma at the end. Gives the
 * complaint when it cannot be used.
 */
export function parseBindAddresses(
  text: string,
  lookUp: LookUpHost = () => null,
): readonly BindAddress[] | { readonly error: string } {
  const addresses: BindAddress[] = []
  const parts = text.split(',')
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  for (const part of parts) {
    const found = parseOne(part, lookUp)
    if ('error' in found) return found
    addresses.push(...found.addresses)
  }
  return addresses
}

type One = { readonly addresses: readonly BindAddress[] } | { readonly error: string }

function parseOne(text: string, lookUp: LookUpHost): One {
  const refused = refusedFamilies.exec(text)
  if (refused !== null) {
    return { error: `address family '${refused[1]}@' is known to HAProxy, but not supported by Weir for listeners` }
  }
  const match = /^(ipv4|ipv6|tcp4|tcp6|tcp|unix|uxst|abns|fd)@(.*)$/s.exec(text)
  const family = match?.[1] ?? null
  const rest = match?.[2] ?? text
  if (family === 'fd') {
    if (!/^[0-9]+$/.test(rest)) return { error: `'fd@' expects a descriptor number, but got '${rest}'` }
    return { addresses: [{ kind: 'fd', fd: Number(rest) }] }
  }
  if (family === 'unix' || family === 'uxst' || family === 'abns' || (family === null && rest.startsWith('/'))) {
    if (rest === '') return { error: `'${text}' lacks the name of the socket` }
    const problem = refuseSocketPath(rest, family === 'abns')
    if (problem !== null) return { error: problem }
    const address: SocketAddress = { kind: 'unix', path: rest, isAbstract: family === 'abns' }
    return { addresses: [{ kind: 'socket', address, isV6: false }] }
  }
  return parseInternet(text, rest, family, lookUp)
}

function parseInternet(text: string, rest: string, family: string | null, lookUp: LookUpHost): One {
  const colon = rest.lastIndexOf(':')
  // A colon within brackets belongs to the host.
  if (colon < 0 || colon < rest.lastIndexOf(']')) return { error: `missing port number: '${text}'` }
  const host = rest.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  const ports = /^([0-9]+)(?:-([0-9]+))?(.?)/.exec(rest.slice(colon + 1))
  if (ports === null || ports[3] === '-')
    return { error: `invalid port in '${text}': expects a number or a range such as '80-90'` }
  const first = Number(ports[1])
  const last = Number(ports[2] ?? ports[1])
  if (first === 0) return { error: `invalid port '0'` }
  if (last > 65535 || first > last)
    return { error: `invalid port range '${ports[2] === undefined ? first : `${first}-${last}`}' in '${text}'` }
  const wantsV6 = family === 'ipv6' || family === 'tcp6'
  const wantsV4 = family === 'ipv4' || family === 'tcp4'
  const address = host === '' || host === '*' ? (wantsV6 ? anyV6 : anyV4) : (parseHostAddress(host) ?? lookUp(host))
  if (address === null) return { error: `invalid address: '${host}' in '${text}'` }
  if ((wantsV6 && address.family === 4) || (wantsV4 && address.family === 6)) {
    return { error: `'${host}' is not an IP${wantsV6 ? 'v6' : 'v4'} address` }
  }
  const addresses: BindAddress[] = []
  for (let port = first; port <= last; port++) {
    addresses.push({ kind: 'socket', address: { kind: 'ip', address, port }, isV6: address.family === 6 })
  }
  return { addresses }
}
