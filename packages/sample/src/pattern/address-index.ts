import { type IpAddress, parseHostAddress, parseIpAddress } from '@weir/base'
import { EntryBag, earlier } from './bag.ts'
import type { PatternEntry, PatternIndex } from './entry.ts'

interface Network {
  readonly address: IpAddress
  /** Leading bits, or null for an IPv4 mask with holes. */
  readonly prefixLength: number | null
  readonly mask: number
}

const ipv4Number = (bytes: Uint8Array, at = 0): number =>
  ((bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!) >>> 0

const maskOf = (length: number): number => (length === 0 ? 0 : (0xffffffff << (32 - length)) >>> 0)

/** `inet_aton`'s short forms: a missing octet is a zero in the middle, so `10.12` is `10.0.0.12` (manual 7.1.6). */
function parseAbbreviatedIpv4(text: string): IpAddress | null {
  if (!/^[0-9]+(\.[0-9]+){0,3}$/.test(text)) return null
  const parts = text.split('.')
  const last = parts.pop()!
  return parseIpAddress([...parts, ...new Array<string>(3 - parts.length).fill('0'), last].join('.'))
}

/** Reads an address with an optional `/bits` or `/mask`; null when it is none. */
export function parseNetwork(text: string, mayAbbreviate = true): Network | null {
  const slash = text.indexOf('/')
  const addressText = slash < 0 ? text : text.slice(0, slash)
  // Without a mask HAProxy asks the C library, which reads a last part of more than 8 bits and octal ones.
  const parseShort = slash < 0 && /^[0-9.]+$/.test(addressText) ? parseHostAddress : parseAbbreviatedIpv4
  const address = parseIpAddress(addressText) ?? (mayAbbreviate ? parseShort(addressText) : null)
  if (address === null) return null
  const bits = address.family === 4 ? 32 : 128
  if (slash < 0) return { address, prefixLength: bits, mask: 0xffffffff }
  const maskText = text.slice(slash + 1)
  if (/^[0-9]{1,3}$/.test(maskText)) {
    const length = Number(maskText)
    return length > bits ? null : { address, prefixLength: length, mask: address.family === 4 ? maskOf(length) : 0 }
  }
  const dotted = address.family === 4 ? parseIpAddress(maskText) : null
  if (dotted === null || dotted.family !== 4) return null
  const mask = ipv4Number(dotted.bytes)
  const length = Math.clz32(~mask)
  return { address, prefixLength: mask === maskOf(length) ? length : null, mask }
}

function ipv6Key(bytes: Uint8Array, length: number): string {
  let key = ''
  for (let index = 0, left = length; index < 16 && left > 0; index++, left -= 8) {
    key += String.fromCharCode(left >= 8 ? bytes[index]! : bytes[index]! & (0xff00 >> left) & 0xff)
  }
  return key
}

/** The IPv4 address inside `::ffff:a.b.c.d`, `::a.b.c.d` or `2002:ab:cd::`, or -1 (manual 7.1.6). */
function embeddedIpv4(bytes: Uint8Array): number {
  if (bytes[0] === 0x20 && bytes[1] === 0x02) return ipv4Number(bytes, 2)
  for (let index = 0; index < 10; index++) if (bytes[index] !== 0) return -1
  const marker = (bytes[10]! << 8) | bytes[11]!
  return marker === 0 || marker === 0xffff ? ipv4Number(bytes, 12) : -1
}

/** `-m ip`: longest prefix first, one hash table for each prefix length that occurs; masks with holes in a list. */
export class AddressIndex implements PatternIndex<IpAddress> {
  /** Names an address for a pattern that is none, or null; absent where names are not resolved. */
  readonly #lookUp: ((name: string) => IpAddress | null) | null
  readonly #mayAbbreviate: boolean
  readonly #ipv4 = new Map<number, EntryBag<number>>()
  readonly #ipv6 = new Map<number, EntryBag<string>>()
  #ipv4Lengths: number[] = []
  #ipv6Lengths: number[] = []
  readonly #withHoles: { readonly address: number; readonly mask: number; readonly entry: PatternEntry }[] = []

  /** Without `mayAbbreviate` (maps, and ACLs with `-n`) all four octets must be there. */
  constructor(mayAbbreviate = true, lookUp: ((name: string) => IpAddress | null) | null = null) {
    this.#mayAbbreviate = mayAbbreviate
    this.#lookUp = lookUp
  }

  #parse(pattern: string): Network | null {
    const network = parseNetwork(pattern, this.#mayAbbreviate)
    if (network !== null || this.#lookUp === null) return network
    const slash = pattern.indexOf('/')
    const address = this.#lookUp(slash < 0 ? pattern : pattern.slice(0, slash))
    return address === null ? null : parseNetwork(`${address}${slash < 0 ? '' : pattern.slice(slash)}`)
  }

  refuse(pattern: string): string | null {
    return this.#parse(pattern) === null ? `'${pattern}' is not a valid IPv4 or IPv6 address` : null
  }

  add(entry: PatternEntry): void {
    const { address, prefixLength, mask } = this.#parse(entry.pattern)!
    if (address.family === 6) {
      let bag = this.#ipv6.get(prefixLength!)
      if (bag === undefined) {
        bag = new EntryBag()
        this.#ipv6.set(prefixLength!, bag)
        this.#refresh()
      }
      bag.add(ipv6Key(address.bytes, prefixLength!), entry)
    } else if (prefixLength === null) {
      this.#withHoles.push({ address: (ipv4Number(address.bytes) & mask) >>> 0, mask, entry })
    } else {
      let bag = this.#ipv4.get(prefixLength)
      if (bag === undefined) {
        bag = new EntryBag()
        this.#ipv4.set(prefixLength, bag)
        this.#refresh()
      }
      bag.add((ipv4Number(address.bytes) & mask) >>> 0, entry)
    }
  }

  remove(entry: PatternEntry): void {
    const { address, prefixLength, mask } = this.#parse(entry.pattern)!
    if (address.family === 6) {
      const bag = this.#ipv6.get(prefixLength!)
      bag?.remove(ipv6Key(address.bytes, prefixLength!), entry.id)
      if (bag?.size === 0) this.#ipv6.delete(prefixLength!)
    } else if (prefixLength === null) {
      const at = this.#withHoles.findIndex((candidate) => candidate.entry.id === entry.id)
      if (at >= 0) this.#withHoles.splice(at, 1)
    } else {
      const bag = this.#ipv4.get(prefixLength)
      bag?.remove((ipv4Number(address.bytes) & mask) >>> 0, entry.id)
      if (bag?.size === 0) this.#ipv4.delete(prefixLength)
    }
    this.#refresh()
  }

  clear(): void {
    this.#ipv4.clear()
    this.#ipv6.clear()
    this.#withHoles.length = 0
    this.#refresh()
  }

  #refresh(): void {
    this.#ipv4Lengths = [...this.#ipv4.keys()].sort((a, b) => b - a)
    this.#ipv6Lengths = [...this.#ipv6.keys()].sort((a, b) => b - a)
  }

  find(value: IpAddress): PatternEntry | null {
    if (value.family === 4) return this.#findIpv4(ipv4Number(value.bytes)) ?? this.#findIpv6(value.toIpv6().bytes)
    const found = this.#findIpv6(value.bytes)
    if (found !== null || (this.#ipv4Lengths.length === 0 && this.#withHoles.length === 0)) return found
    const embedded = embeddedIpv4(value.bytes)
    return embedded < 0 ? null : this.#findIpv4(embedded)
  }

  #findIpv4(address: number): PatternEntry | null {
    for (const length of this.#ipv4Lengths) {
      const entry = this.#ipv4.get(length)!.get((address & maskOf(length)) >>> 0)
      if (entry !== undefined) return entry
    }
    let best: PatternEntry | null = null
    for (const network of this.#withHoles) {
      if ((address & network.mask) >>> 0 === network.address) best = earlier(best, network.entry)
    }
    return best
  }

  #findIpv6(bytes: Uint8Array): PatternEntry | null {
    for (const length of this.#ipv6Lengths) {
      const entry = this.#ipv6.get(length)!.get(ipv6Key(bytes, length))
      if (entry !== undefined) return entry
    }
    return null
  }
}
