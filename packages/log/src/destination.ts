import { parseHostAddress, refuseSocketPath } from '@weir/base'
import type { LogDestination } from './target.ts'

const syslogPort = 514
const prefixes = ['udp', 'udp4', 'udp6', 'tcp', 'tcp4', 'tcp6', 'ipv4', 'ipv6', 'unix', 'uxdg', 'abns'] as const

/**
 * Reads the address of a `log` line (manual 3.1 and 11). A host name stays a name; it is looked up when the target is
 * opened. Returns the reason why the text is no address.
 */
export function parseLogDestination(text: string): LogDestination | { readonly error: string } {
  if (text === 'stdout') return { kind: 'descriptor', fd: 1 }
  if (text === 'stderr') return { kind: 'descriptor', fd: 2 }
  const at = text.indexOf('@')
  const prefix = at < 0 ? '' : text.slice(0, at)
  const body = at < 0 ? text : text.slice(at + 1)
  switch (prefix) {
    case 'fd':
      return /^[0-9]+$/.test(body)
        ? { kind: 'descriptor', fd: Number(body) }
        : { error: `file descriptor '${body}' is not a valid integer in '${text}'` }
    case 'ring':
    case 'backend':
      return body === '' ? { error: `missing ${prefix} name in '${text}'` } : { kind: prefix, name: body }
    case 'unix':
    case 'uxdg':
      return unixDestination(body, false)
    case 'abns':
      return unixDestination(body, true)
    case '':
      if (text.startsWith('/')) return unixDestination(text, false)
      return parseHostAndPort(text, text, 'udp', null)
    case 'udp':
    case 'ipv4':
    case 'ipv6':
    case 'udp4':
    case 'udp6':
      return parseHostAndPort(text, body, 'udp', familyOf(prefix))
    case 'tcp':
    case 'tcp4':
    case 'tcp6':
      return parseHostAndPort(text, body, 'tcp', familyOf(prefix))
    default:
      return { error: `unknown address prefix '${prefix}@' in '${text}', expects one of '${prefixes.join("@', '")}@'` }
  }
}

function unixDestination(path: string, isAbstract: boolean): LogDestination | { readonly error: string } {
  const problem = refuseSocketPath(path, isAbstract)
  return problem === null ? { kind: 'unix', path, isAbstract } : { error: problem }
}

function familyOf(prefix: string): 4 | 6 | null {
  return prefix.endsWith('4') ? 4 : prefix.endsWith('6') ? 6 : null
}

function parseHostAndPort(
  whole: string,
  body: string,
  kind: 'udp' | 'tcp',
  family: 4 | 6 | null,
): LogDestination | { readonly error: string } {
  const match = /^(\[[^\]]*\]|.*?)(?::([^:]*))?$/.exec(body)
  let host = match?.[1] ?? body
  let portText = match?.[2]
  // A bare IPv6 address has colons of its own: what follows the last one is the port, as everywhere in HAProxy.
  if (!body.startsWith('[')) {
    const colon = body.lastIndexOf(':')
    host = colon < 0 ? body : body.slice(0, colon)
    portText = colon < 0 ? undefined : body.slice(colon + 1)
  } else host = host.replace(/^\[|\]$/g, '')
  let port = syslogPort
  if (portText !== undefined && portText !== '') {
    if (portText.includes('-')) return { error: `port range not permitted here in '${whole}'` }
    // What stands behind the digits is let pass, as by HAProxy.
    const digits = /^[0-9]+/.exec(portText)
    if (digits === null)
      return { error: `invalid character '${portText[0]}' in port number '${portText}' in '${whole}'` }
    port = Number(digits[0])
    if (port > 65535) return { error: `port '${portText}' is too large in '${whole}'` }
  } else if (kind === 'tcp') return { error: `missing port specification in '${whole}'` }
  if (host === '' || host === '*') host = family === 6 ? '::1' : '127.0.0.1'
  const address = parseHostAddress(host)
  const isHostName = /^[A-Za-z0-9_]([A-Za-z0-9_.-]*[A-Za-z0-9_.])?$/.test(host) && /[A-Za-z]/.test(host)
  if (address === null && !isHostName) return { error: `invalid address: '${host}' in '${whole}'` }
  if (address !== null && family !== null && address.family !== family) {
    return { error: `address '${host}' is not of family IPv${family} in '${whole}'` }
  }
  return { kind, host, address, port }
}
