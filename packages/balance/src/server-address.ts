import { isHostName, parseWrittenAddress, type SocketAddress, type WrittenPort } from '@weir/base'

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

/**
 * Reads `[family@]address[:port]`; `+5` and `-5` are added to the client's port, no port is the client's own.
 * `mayBeDatagram` says whether `udp@` is for the caller. Gives the complaint when it cannot be used.
 */
export function parseServerAddress(text: string, mayBeDatagram = false): ServerAddress | { readonly error: string } {
  const written = parseWrittenAddress(text, {
    socket: mayBeDatagram ? 'any' : 'stream',
    port: 'optional',
    takesPortOffset: true,
  })
  if ('error' in written) return written
  if (written.kind === 'descriptor') return { error: `a file descriptor is not acceptable here in '${text}'` }
  const isDatagram = written.socket === 'datagram'
  if (written.kind === 'unix') {
    if (isDatagram) return { error: `dgram-type address not acceptable in '${text}'` }
    const { path, isAbstract } = written
    const rest = { hostName: null, family: 'any', usesClientAddress: false, port: 0, portRule: 'fixed' } as const
    return { text: path, address: { kind: 'unix', path, isAbstract }, isDatagram: false, ...rest }
  }
  const { host, family, address: ip } = written
  const common = { text: host, family, port: written.port.first, portRule: portRule(written.port), isDatagram }
  if (ip !== null) {
    const usesClientAddress = ip.bytes.every((byte) => byte === 0)
    const address: SocketAddress = { kind: 'ip', address: ip, port: common.port }
    return { ...common, address: usesClientAddress ? null : address, hostName: null, usesClientAddress }
  }
  if (!isHostName(host)) return { error: `invalid address: '${host}' in '${text}'` }
  return { ...common, address: null, hostName: host, usesClientAddress: false }
}

function portRule({ first, isOffset }: WrittenPort): ServerAddress['portRule'] {
  return first === 0 ? 'same-as-client' : isOffset ? 'offset' : 'fixed'
}
