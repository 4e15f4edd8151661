import { type AddressRules, type IpAddress, parseWrittenAddress, type SocketAddress } from '@weir/base'

/** One place of a `bind` line: an address, or a descriptor that the parent left open (`fd@N`). */
export type BindAddress =
  | { readonly kind: 'socket'; readonly address: SocketAddress; readonly isV6: boolean }
  | { readonly kind: 'fd'; readonly fd: number }

/** Finds the address of a host name; null when it is unknown. */
export type LookUpHost = (name: string, family: 'any' | 4 | 6) => IpAddress | null

/**
 * Reads one comma-separated list: `*:80`, `:80`, `10.0.0.1:80-82`, `:::443`, `ipv6@:80`, `unix@/path`, `/path`, `abns@name`,
 * `fd@3`. A range of ports gives one address each; what follows a port is let pass, as is a comma at the end. Gives the
 * complaint when it cannot be used.
 */
export function parseBindAddresses(
  text: string,
  lookUp: LookUpHost = () => null,
  socket: AddressRules['socket'] = 'stream',
): readonly BindAddress[] | { readonly error: string } {
  const addresses: BindAddress[] = []
  const parts = text.split(',')
  if (parts.length > 1 && parts.at(-1) === '') parts.pop()
  for (const part of parts) {
    const found = parseOne(part, lookUp, socket)
    if ('error' in found) return found
    addresses.push(...found.addresses)
  }
  return addresses
}

type One = { readonly addresses: readonly BindAddress[] } | { readonly error: string }

function parseOne(text: string, lookUp: LookUpHost, socket: AddressRules['socket']): One {
  const written = parseWrittenAddress(text, { socket, port: 'needed', takesPortRange: true, takesDescriptor: true })
  if ('error' in written) return written
  if (written.kind === 'descriptor') return { addresses: [{ kind: 'fd', fd: written.descriptor }] }
  if (written.kind === 'unix') {
    const { path, isAbstract } = written
    return { addresses: [{ kind: 'socket', address: { kind: 'unix', path, isAbstract }, isV6: false }] }
  }
  const { host, family, port: ports } = written
  const address = written.address ?? lookUp(host, family)
  if (address === null) return { error: `invalid address: '${host}' in '${text}'` }
  const addresses: BindAddress[] = []
  for (let port = ports.first; port <= ports.last; port++) {
    addresses.push({ kind: 'socket', address: { kind: 'ip', address, port }, isV6: address.family === 6 })
  }
  return { addresses }
}
