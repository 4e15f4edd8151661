/** Ethernet, IP and TCP headers of a saved SYN packet (`tcp-ss`). Everything that is out of bounds gives null. */

export function readUint(bytes: Uint8Array, at: number, size: number): number | null {
  if (at + size > bytes.length) return null
  let value = 0
  for (let index = 0; index < size; index++) value = value * 256 + bytes[at + index]!
  return value
}

export interface EthernetHeader {
  readonly length: number
  readonly type: number
  /** The innermost VLAN, or null. */
  readonly vlan: number | null
}

/** IEEE 802.3, with any number of 802.1Q and 802.1ad tags. */
export function parseEthernet(bytes: Uint8Array): EthernetHeader | null {
  let at = 12
  let vlan: number | null = null
  for (;;) {
    const type = readUint(bytes, at, 2)
    if (type === null) return null
    if (type !== 0x8100 && type !== 0x88a8 && type !== 0x9100) return { length: at + 2, type, vlan }
    const tag = readUint(bytes, at + 2, 2)
    if (tag === null) return null
    vlan = tag & 0xfff
    at += 4
  }
}

export interface IpHeader {
  readonly version: 4 | 6
  readonly length: number
  /** The protocol behind all extension headers. */
  readonly protocol: number
  readonly hasOptions: boolean
}

const extensionHeaders = [0, 43, 44, 60, 135, 139, 140]

/** RFC 791 §3.1 and RFC 8200 §3 and §4. */
export function parseIpHeader(bytes: Uint8Array): IpHeader | null {
  const first = bytes[0]
  if (first === undefined) return null
  if (first >> 4 === 4) {
    const length = (first & 15) * 4
    if (length < 20 || bytes.length < length) return null
    return { version: 4, length, protocol: bytes[9]!, hasOptions: length > 20 }
  }
  if (first >> 4 !== 6 || bytes.length < 40) return null
  let protocol = bytes[6]!
  let length = 40
  while (extensionHeaders.includes(protocol)) {
    const next = bytes[length]
    const size = bytes[length + 1]
    if (next === undefined || size === undefined) return null
    length += protocol === 44 ? 8 : (size + 1) * 8
    protocol = next
    if (length > bytes.length) return null
  }
  return { version: 6, length, protocol, hasOptions: length > 40 }
}

export interface TcpHeader {
  readonly length: number
  readonly options: readonly TcpOption[]
}

export interface TcpOption {
  readonly kind: number
  /** Where its value starts in the segment. */
  readonly at: number
  readonly size: number
}

/** RFC 9293 §3.1. */
export function parseTcpHeader(bytes: Uint8Array): TcpHeader | null {
  if (bytes.length < 20) return null
  const length = (bytes[12]! >> 4) * 4
  if (length < 20 || bytes.length < length) return null
  const options: TcpOption[] = []
  for (let at = 20; at < length; ) {
    const kind = bytes[at]!
    if (kind === 0) break
    if (kind === 1) {
      options.push({ kind, at: at + 1, size: 0 })
      at++
      continue
    }
    const size = bytes[at + 1] ?? 0
    if (size < 2 || at + size > length) break
    options.push({ kind, at: at + 2, size: size - 2 })
    at += size
  }
  return { length, options }
}

/**
 * The fingerprint of `ip.fp`: TOS, flags, sizes, window, segment size and a mask of options, 8 bytes; the mode adds the
 * TTL (1), the kinds of options in order (2) and the source address (4).
 */
export function fingerprint(bytes: Uint8Array, mode: number): Uint8Array | null {
  const ip = parseIpHeader(bytes)
  if (ip === null || ip.protocol !== 6) return null
  const segment = bytes.subarray(ip.length)
  const tcp = parseTcpHeader(segment)
  if (tcp === null) return null
  const isIpv6 = ip.version === 6
  const tos = isIpv6 ? ((bytes[0]! & 15) << 4) | (bytes[1]! >> 4) : bytes[1]!
  const ttl = isIpv6 ? bytes[7]! : bytes[8]!
  const isWhole = isIpv6 || (bytes[6]! & 0x40) !== 0
  const ttlClass = ttl <= 32 ? 0 : ttl <= 64 ? 1 : ttl <= 128 ? 2 : 3
  const totalLength = isIpv6 ? 40 + readUint(bytes, 4, 2)! : readUint(bytes, 2, 2)!
  const hasData = totalLength > ip.length + tcp.length
  const flags =
    (isIpv6 ? 0x80 : 0) |
    (isWhole ? 0x40 : 0) |
    (ttlClass << 4) |
    (ip.hasOptions ? 8 : 0) |
    (hasData ? 4 : 0) |
    (segment[13]! >> 6)
  let mss = 0
  let scale = -1
  let mask = 0
  for (const { kind, at, size } of tcp.options) {
    if (kind === 2 && size === 2) mss = readUint(segment, at, 2)!
    if (kind === 3 && size === 1) scale = segment[at]!
    if (kind >= 2) mask |= kind <= 8 ? 1 << (kind - 2) : 0x80
  }
  const words = ((segment[12]! >> 4) << 4) | Math.min(15, scale + 1)
  const parts = [tos, flags, words, segment[14]!, segment[15]!, mss >> 8, mss & 255, mask]
  if ((mode & 1) !== 0) parts.push(ttl)
  if ((mode & 2) !== 0) for (const { kind } of tcp.options) parts.push(kind)
  if ((mode & 4) !== 0) parts.push(...(isIpv6 ? bytes.subarray(8, 24) : bytes.subarray(12, 16)))
  return Uint8Array.from(parts)
}
