import { parseIpAddress, refuseSocketPath, type SocketAddress } from '@weir/base'

/** Where a runtime socket listens, or why the text says nothing of the kind. */
export type ListenAddress =
  | { readonly address: SocketAddress | null; readonly fd: number | null; readonly text: string }
  | { readonly error: string }

/** Reads `path`, `unix@path`, `abns@name`, `fd@N`, `[ipv4@|ipv6@]host:port` (manual 11). Host names are refused. */
export function parseListenAddress(text: string): ListenAddress {
  const at = text.indexOf('@')
  const prefix = at < 0 ? (text.startsWith('/') ? 'unix' : '') : text.slice(0, at)
  const body = at < 0 ? text : text.slice(at + 1)
  switch (prefix) {
    case 'unix':
    case 'uxst':
    case 'abns': {
      const isAbstract = prefix === 'abns'
      const error = refuseSocketPath(body, isAbstract)
      if (error !== null) return { error }
      return {
        address: { kind: 'unix', path: body, isAbstract },
        fd: null,
        text: `${isAbstract ? 'abns' : 'unix'}@${body}`,
      }
    }
    case 'fd':
      return /^[0-9]+$/.test(body)
        ? { address: null, fd: Number(body), text: `fd@${body}` }
        : { error: `file descriptor '${body}' is not a valid integer in '${text}'` }
    case '':
    case 'ipv4':
    case 'ipv6':
    case 'tcp':
    case 'tcp4':
    case 'tcp6':
      return parseHostAndPort(text, body, prefix)
    default:
      return { error: `unknown address prefix '${prefix}@' in '${text}'` }
  }
}

function parseHostAndPort(whole: string, body: string, prefix: string): ListenAddress {
  const colon = body.lastIndexOf(':')
  const portText = colon < 0 ? '' : body.slice(colon + 1)
  if (portText === '') return { error: `missing port specification in '${whole}'` }
  if (portText.includes('-')) return { error: `port range not permitted here in '${whole}'` }
  const port = Number(portText)
  if (!/^[0-9]+$/.test(portText) || port > 65535) return { error: `invalid port '${portText}' in '${whole}'` }
  const isV6 = prefix.endsWith('6')
  let host = body.slice(0, colon).replace(/^\[(.*)\]$/, '$1')
  if (host === '' || host === '*') host = isV6 ? '::' : '0.0.0.0'
  const address = parseIpAddress(host)
  if (address === null) return { error: `invalid address: '${host}' in '${whole}'` }
  if (prefix.endsWith('4') && address.family !== 4) return { error: `'${host}' is no IPv4 address in '${whole}'` }
  if (isV6 && address.family !== 6) return { error: `'${host}' is no IPv6 address in '${whole}'` }
  const shown = address.family === 4 ? `ipv4@${address}:${port}` : `ipv6@[${address}]:${port}`
  return { address: { kind: 'ip', address, port }, fd: null, text: shown }
}
