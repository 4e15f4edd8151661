import type { SocketAddress } from '@weir/base'
import { type LookUpHost, parseBindAddresses } from '@weir/l4'

/** One place where a runtime socket listens. */
export interface ListenAddress {
  /** Null with a descriptor. */
  readonly address: SocketAddress | null
  readonly fd: number | null
  /** As `show cli sockets` prints it. */
  readonly text: string
}

/** Reads `path`, `unix@path`, `abns@name`, `fd@N`, `[ipv4@|ipv6@]host:port`, several with commas (manual 11). */
export function parseListenAddresses(
  text: string,
  lookUp?: LookUpHost,
): readonly ListenAddress[] | { readonly error: string } {
  const found = parseBindAddresses(text, lookUp)
  if ('error' in found) return found
  return found.map((place) => {
    if (place.kind === 'fd') return { address: null, fd: place.fd, text: `fd@${place.fd}` }
    const { address } = place
    return { address, fd: null, text: textOf(address) }
  })
}

function textOf(address: SocketAddress): string {
  if (address.kind === 'unix') return `${address.isAbstract ? 'abns' : 'unix'}@${address.path}`
  const { address: ip, port } = address
  return ip.family === 4 ? `ipv4@${ip}:${port}` : `ipv6@[${ip}]:${port}`
}
