import { parseHostAddress, refuseSocketPath, type SocketAddress } from '@weir/base'
import { parseWrappedInteger } from '@weir/keyword'

/** Where a `server` line points to, before any name is resolved. */
export interface ServerAddress {
  /** As written, without family prefix and port. */
  readonly text: string
  /** Null for a host name, and when the client's own target is used. */
  readonly address: SocketAddress | null
  /** To be resolved; null for addresses. */
  readonly hostName: string | null
  /** Which addresses a name may resolve to. */
  readonly family: 'any' | 4 | 6
  /** `0.0.0.0`, `*` or nothing: connect to where the client wanted to go. */
  readonly usesClientAddress: boolean
  /** A port; with `offset` what is added to the client's one. */
  readonly port: number
  readonly portRule: 'fixed' | 'same-as-client' | 'offset'
  /** `udp@`: for log messages. */
  readonly isDatagram: boolean
}

const prefixes =
  /^(ipv4|ipv6|tcp4|tcp6|tcp|unix|abnsz|abns|fd|sockpair|rhttp|udp4|udp6|udp|mptcp4|mptcp6|mptcp|quic4|quic6|quic|uxst|uxdg)@/

/**
 * Reads `[family@]address[:port]`. The port follows the last colon, so that an IPv6 address needs one to have a port
 * (`::1:80`), unless it stands in brackets; `+5` and `-5` are added to the client's port; no port is the client's own.
 * `mayBeDatagram` says whether `udp@` is for the caller. Gives the complaint when it cannot be used.
 */
export function parseServerAddress(text: string, mayBeDatagram = false): ServerAddress | { readonly error: string } {
  const prefix = prefixes.exec(text)?.[1] ?? null
  const rest = prefix === null ? text : text.slice(prefix.length + 1)
  if (prefix === 'unix' || prefix === 'uxst' || (prefix === null && rest.startsWith('/')))
    return unixAddress(rest, false)
  if (prefix === 'abns') return unixAddress(rest, true)
  const isDatagram = mayBeDatagram && prefix !== null && /^udp[46]?$/.test(prefix)
  if (prefix !== null && !isDatagram && !/^(ipv[46]|tcp[46]?)$/.test(prefix)) {
    return { error: `address family '${prefix}@' is known to HAProxy, but not supported by Weir for servers` }
  }
  const port = splitPort(rest)
  if ('error' in port) return port
  const host = port.host.replace(/^\[(.*)\]$/, '$1')
  const family = /4$/.test(prefix ?? '') ? 4 : /6$/.test(prefix ?? '') ? 6 : 'any'
  const common = { text: host, family, port: port.port, portRule: port.portRule, isDatagram } as const
  if (host === '' || host === '*') return { ...common, address: null, hostName: null, usesClientAddress: true }
  const ip = parseHostAddress(host)
  if (ip !== null) {
    if (family !== 'any' && ip.family !== family) return { error: `'${host}' is not an IPv${family} address` }
    const usesClientAddress = ip.bytes.every((byte) => byte === 0)
    const address: SocketAddress = { kind: 'ip', address: ip, port: port.port }
    return { ...common, address: usesClientAddress ? null : address, hostName: null, usesClientAddress }
  }
  if (!isHostName(host)) return { error: `invalid address: '${host}' in '${text}'` }
  return { ...common, address: null, hostName: host, usesClientAddress: false }
}

function unixAddress(path: string, isAbstract: boolean): ServerAddress | { readonly error: string } {
  if (path === '') return { error: 'expects a path for a Unix socket' }
  const problem = refuseSocketPath(path, isAbstract)
  if (problem !== null) return { error: problem }
  const address: SocketAddress = { kind: 'unix', path, isAbstract }
  const rest = { hostName: null, family: 'any', usesClientAddress: false, port: 0, portRule: 'fixed' } as const
  return { text: path, address, isDatagram: false, ...rest }
}

type Port =
  | { readonly host: string; readonly port: number; readonly portRule: ServerAddress['portRule'] }
  | { readonly error: string }

function splitPort(text: string): Port {
  const colon = text.lastIndexOf(':')
  // A colon within brackets belongs to the host.
  if (colon < text.lastIndexOf(']') || colon < 0) return { host: text, port: 0, portRule: 'same-as-client' }
  const host = text.slice(0, colon)
  const written = text.slice(colon + 1)
  if (written === '' || written === '+0' || written === '-0') return { host, port: 0, portRule: 'same-as-client' }
  // What stands behind the digits is let pass, as by HAProxy.
  const match = /^([+-]?)(\d+)(-?)/.exec(written)
  const port = parseWrappedInteger(match?.[2] ?? '', 32)
  if (match === null || match[3] === '-' || port < 0 || port > 65535) return { error: `invalid port '${written}'` }
  if (match[1] === '') return { host, port, portRule: port === 0 ? 'same-as-client' : 'fixed' }
  return { host, port: match[1] === '-' ? -port : port, portRule: 'offset' }
}

/** A name that may be looked up, though few of those with odd characters will be known. */
function isHostName(text: string): boolean {
  return text.length <= 253 && /^[^.\s]{1,63}(\.[^.\s]{1,63})*\.?$/.test(text)
}
