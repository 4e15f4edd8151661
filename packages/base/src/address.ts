/** An IPv4 or IPv6 address. `bytes` has 4 or 16 bytes in network order and is never changed. */
export class IpAddress {
  readonly family: 4 | 6
  readonly bytes: Uint8Array
  #text: string | null = null

  constructor(bytes: Uint8Array) {
    this.family = bytes.length === 4 ? 4 : 6
    this.bytes = bytes
  }

  /** The canonical text: dotted quad, or RFC 5952. */
  toString(): string {
    this.#text ??= this.family === 4 ? this.bytes.join('.') : formatIpv6(this.bytes)
    return this.#text
  }

  equals(other: IpAddress): boolean {
    if (other.family !== this.family) return false
    for (let index = 0; index < this.bytes.length; index++) {
      if (this.bytes[index] !== other.bytes[index]) return false
    }
    return true
  }

  /** The IPv4 address inside `::ffff:a.b.c.d`, or null. */
  toIpv4(): IpAddress | null {
    if (this.family === 4) return this
    for (let index = 0; index < 10; index++) if (this.bytes[index] !== 0) return null
    return this.bytes[10] === 0xff && this.bytes[11] === 0xff ? new IpAddress(this.bytes.slice(12)) : null
  }

  /** The IPv6 form; an IPv4 address is mapped as `::ffff:a.b.c.d`. */
  toIpv6(): IpAddress {
    if (this.family === 6) return this
    const bytes = new Uint8Array(16)
    bytes[10] = 0xff
    bytes[11] = 0xff
    bytes.set(this.bytes, 12)
    return new IpAddress(bytes)
  }
}

/** Parses dotted-quad or IPv6 text (RFC 4291 §2.2, no zone, no brackets). Returns null for anything else. */
export function parseIpAddress(text: string): IpAddress | null {
  const bytes = text.includes(':') ? parseIpv6Bytes(text) : parseIpv4Bytes(text)
  return bytes === null ? null : new IpAddress(bytes)
}

function parseIpv4Bytes(text: string): Uint8Array | null {
  const bytes = new Uint8Array(4)
  let part = 0
  let value = -1
  for (let index = 0; index <= text.length; index++) {
    const code = index < text.length ? text.charCodeAt(index) : 46
    if (code >= 48 && code <= 57) {
      value = value < 0 ? code - 48 : value * 10 + code - 48
      if (value > 255) return null
    } else if (code === 46) {
      if (value < 0 || part > 3) return null
      bytes[part++] = value
      value = -1
    } else return null
  }
  return part === 4 ? bytes : null
}

/**
 * Parses an address as the C library does where a host is expected: an IPv4 address may have fewer than four parts, the
 * last of which fills the rest, and parts may be octal (`010`) or hexadecimal (`0x7f`). Returns null for names.
 */
export function parseHostAddress(text: string): IpAddress | null {
  const parts = text.split('.')
  if (text.includes(':') || parts.length > 4) return parseIpAddress(text)
  let value = 0
  for (const [index, part] of parts.entries()) {
    if (!/^(0[xX][0-9a-fA-F]{1,8}|0[0-7]{0,11}|[1-9][0-9]{0,9})$/.test(part)) return null
    const number = /^0[0-7]/.test(part) ? Number.parseInt(part, 8) : Number(part)
    const isLast = index === parts.length - 1
    if (number >= (isLast ? 256 ** (5 - parts.length) : 256)) return null
    value += isLast ? number : number * 256 ** (3 - index)
  }
  return new IpAddress(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value))
}

/**
 * Why the path of a socket cannot be used, or null: the system has room for 107 bytes, of which HAProxy keeps ten for the
 * name that a socket of the file system has while it is replaced.
 */
export function refuseSocketPath(path: string, isAbstract: boolean): string | null {
  const limit = isAbstract ? 107 : 97
  return path.length > limit ? `socket path '${path}' too long (max ${limit})` : null
}

function parseIpv6Bytes(text: string): Uint8Array | null {
  const halves = text.split('::')
  if (halves.length > 2) return null
  const head = parseGroups(halves[0]!, halves.length === 1)
  const tail = halves.length === 2 ? parseGroups(halves[1]!, true) : []
  if (head === null || tail === null) return null
  const missing = 16 - head.length - tail.length
  if (halves.length === 1 ? missing !== 0 : missing < 2) return null
  return Uint8Array.from([...head, ...new Array<number>(missing).fill(0), ...tail])
}

function parseGroups(text: string, mayEndInIpv4: boolean): number[] | null {
  if (text === '') return []
  const bytes: number[] = []
  const groups = text.split(':')
  for (const [index, group] of groups.entries()) {
    if (mayEndInIpv4 && index === groups.length - 1 && group.includes('.')) {
      const quad = parseIpv4Bytes(group)
      if (quad === null) return null
      bytes.push(...quad)
    } else {
      if (!/^[0-9a-fA-F]{1,4}$/.test(group)) return null
      const value = Number.parseInt(group, 16)
      bytes.push(value >> 8, value & 255)
    }
  }
  return bytes
}

function formatIpv6(bytes: Uint8Array): string {
  const groups: number[] = []
  for (let index = 0; index < 16; index += 2) groups.push((bytes[index]! << 8) | bytes[index + 1]!)
  let bestStart = -1
  let bestLength = 1
  for (let start = 0; start < 8; start++) {
    let length = 0
    while (start + length < 8 && groups[start + length] === 0) length++
    if (length > bestLength) {
      bestStart = start
      bestLength = length
    }
  }
  // An IPv4 address inside is written as one (as the C library does).
  if (bestStart === 0 && bestLength === 5 && groups[5] === 0xffff) return `::ffff:${bytes.slice(12).join('.')}`
  if (bestStart === 0 && bestLength === 6) return `::${bytes.slice(12).join('.')}`
  const hex = (group: number): string => group.toString(16)
  if (bestStart < 0) return groups.map(hex).join(':')
  return `${groups.slice(0, bestStart).map(hex).join(':')}::${groups
    .slice(bestStart + bestLength)
    .map(hex)
    .join(':')}`
}

export interface InternetAddress {
  readonly kind: 'ip'
  readonly address: IpAddress
  readonly port: number
}

/** A peer or a place to listen: an IP address with a port, or a Unix socket. */
export type SocketAddress =
  | InternetAddress
  | { readonly kind: 'unix'; readonly path: string; readonly isAbstract: boolean }

/** Formats as logs do: `127.0.0.1:80`, `::1:80` without brackets, `unix:path`. */
export function formatSocketAddress(address: SocketAddress): string {
  return address.kind === 'ip' ? `${address.address}:${address.port}` : `unix:${address.path}`
}
