import type { SocketAddress } from '@weir/base'
import type { ProxyHeaderFormat } from '../server-transport.ts'
import type { Stream } from '../stream.ts'
import { appendFields } from './encode-fields.ts'

const signature = Uint8Array.of(0x0d, 0x0a, 0x0d, 0x0a, 0x00, 0x0d, 0x0a, 0x51, 0x55, 0x49, 0x54, 0x0a)

/** The PROXY header that tells a server whom `stream` comes from. */
export function encodeProxyHeader(format: ProxyHeaderFormat, stream: Stream): Uint8Array {
  const { sourceAddress, destinationAddress } = stream
  const header = encodeAddresses(format, sourceAddress, destinationAddress)
  const isLocal = header[12] === 0x20
  return format.version === 1 || isLocal ? header : appendFields(header, format, stream)
}

/** The PROXY header for two addresses; without both it tells that nothing is known. */
export function encodeAddresses(
  format: Pick<ProxyHeaderFormat, 'version'>,
  source: SocketAddress | null,
  destination: SocketAddress | null,
): Uint8Array {
  return format.version === 1 ? encodeVersion1(source, destination) : encodeVersion2(source, destination)
}

function encodeVersion1(source: SocketAddress | null, destination: SocketAddress | null): Uint8Array {
  return new TextEncoder().encode(version1Text(source, destination))
}

function version1Text(source: SocketAddress | null, destination: SocketAddress | null): string {
  if (source?.kind !== 'ip' || destination?.kind !== 'ip') return 'PROXY UNKNOWN\r\n'
  const isV4 = source.address.family === 4 && destination.address.family === 4
  const from = isV4 ? source.address : source.address.toIpv6()
  const to = isV4 ? destination.address : destination.address.toIpv6()
  return `PROXY ${isV4 ? 'TCP4' : 'TCP6'} ${from} ${to} ${source.port} ${destination.port}\r\n`
}

function encodeVersion2(source: SocketAddress | null, destination: SocketAddress | null): Uint8Array {
  if (source?.kind !== 'ip' || destination?.kind !== 'ip') {
    if (source?.kind === 'unix' || destination?.kind === 'unix') return encodeUnix(source, destination)
    // LOCAL, unspecified: the connection's own addresses hold.
    return Uint8Array.of(...signature, 0x20, 0x00, 0x00, 0x00)
  }
  const isV4 = source.address.family === 4 && destination.address.family === 4
  const from = (isV4 ? source.address : source.address.toIpv6()).bytes
  const to = (isV4 ? destination.address : destination.address.toIpv6()).bytes
  const length = from.length * 2 + 4
  const header = new Uint8Array(16 + length)
  header.set(signature)
  header[12] = 0x21
  header[13] = isV4 ? 0x11 : 0x21
  header[15] = length
  header.set(from, 16)
  header.set(to, 16 + from.length)
  const view = new DataView(header.buffer)
  view.setUint16(16 + from.length * 2, source.port)
  view.setUint16(18 + from.length * 2, destination.port)
  return header
}

function encodeUnix(source: SocketAddress | null, destination: SocketAddress | null): Uint8Array {
  const header = new Uint8Array(16 + 216)
  header.set(signature)
  header[12] = 0x21
  header[13] = 0x31
  header[15] = 216
  for (const [address, offset] of [
    [source, 16],
    [destination, 124],
  ] as const) {
    if (address?.kind !== 'unix') continue
    const path = address.isAbstract ? `\0${address.path}` : address.path
    for (let index = 0; index < Math.min(path.length, 108); index++) header[offset + index] = path.charCodeAt(index)
  }
  return header
}
