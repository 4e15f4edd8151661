import type { Message } from '../message.ts'

const hostNeedle = '\r\nhost: '

/**
 * Checks a request target that is not in origin form (RFC 9112 §3.2): `*`, an absolute URI whose authority agrees with
 * Host, or for CONNECT `host:port`. A default port is taken out as HAProxy does. False: refuse the request.
 */
export function checkTarget(message: Message, targetEnd: number, isLenient: boolean): boolean {
  const target = message.head.slice(message.methodEnd + 1, targetEnd)
  if (message.isMethod('CONNECT')) return checkConnect(message, target, isLenient)
  if (target === '*') return true
  const match = /^([A-Za-z][A-Za-z0-9+.-]*):\/\/([^/]*)(.*)$/s.exec(target)
  if (match === null) return isLenient || agreesWithHost(message, target)
  const [, scheme, authority, rest] = match
  if (authority === '') return true
  const host = message.first(hostNeedle)
  const bare = withoutDefaultPort(authority!, scheme!.toLowerCase())
  if (host !== null && !isLenient) {
    const hostOfAuthority = authority!.slice(authority!.lastIndexOf('@') + 1)
    const wanted = withoutDefaultPort(hostOfAuthority, scheme!.toLowerCase()).toLowerCase()
    if (withoutDefaultPort(host, scheme!.toLowerCase()).toLowerCase() !== wanted) return false
  }
  if (bare !== authority) message.setRequestLine(message.method, `${scheme}://${bare}${rest}`)
  if (host !== null) dropHostPort(message, host, scheme!.toLowerCase())
  return true
}

/** Anything else is taken for an authority and a path, whose authority must be that of Host (seen in the oracle). */
function agreesWithHost(message: Message, target: string): boolean {
  const host = message.first(hostNeedle)
  return host === null || target.split('/', 1)[0]!.toLowerCase() === host.toLowerCase()
}

function checkConnect(message: Message, target: string, isLenient: boolean): boolean {
  if (isLenient) return true
  const match = /^(\[[^\]]+\]|[^:/?]+):([0-9]+)$/.exec(target)
  if (match === null) return false
  const host = message.first(hostNeedle)
  if (host === null) return true
  const scheme = match[2] === '443' ? 'https' : 'http'
  if (withoutDefaultPort(host, scheme).toLowerCase() !== withoutDefaultPort(target, scheme).toLowerCase()) return false
  dropHostPort(message, host, scheme)
  return true
}

function dropHostPort(message: Message, host: string, scheme: string): void {
  const bare = withoutDefaultPort(host, scheme)
  if (bare !== host) message.edit((name, value) => (name === 'host' ? bare : value))
}

function withoutDefaultPort(authority: string, scheme: string): string {
  const suffix = scheme === 'http' ? ':80' : scheme === 'https' ? ':443' : null
  return suffix !== null && authority.endsWith(suffix) ? authority.slice(0, -suffix.length) : authority
}
