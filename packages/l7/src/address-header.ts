import { type IpAddress, parseIpAddress } from '@weir/base'

/** A network of `except`, in bytes. */
export interface Network {
  readonly address: IpAddress
  readonly prefixLength: number
}

/** `option forwardfor` or `option originalto`, ready to run. */
export interface AddressHeader {
  /** In lower case. */
  readonly name: string
  readonly needle: string
  readonly except: Network | null
  /** `if-none`: only when the header is not there yet. */
  readonly onlyIfNone: boolean
}

/** Parses `address`, `address/bits` or `address/mask`. */
export function parseNetwork(text: string): Network | null {
  const slash = text.indexOf('/')
  const address = parseIpAddress(slash < 0 ? text : text.slice(0, slash))
  if (address === null) return null
  const most = address.family === 4 ? 32 : 128
  if (slash < 0) return { address, prefixLength: most }
  const tail = text.slice(slash + 1)
  if (/^[0-9]{1,3}$/.test(tail)) return Number(tail) <= most ? { address, prefixLength: Number(tail) } : null
  const mask = parseIpAddress(tail)
  if (mask === null || mask.family !== address.family) return null
  const bits = Array.from(mask.bytes, (octet) => octet.toString(2).padStart(8, '0')).join('')
  return /^1*0*$/.test(bits) ? { address, prefixLength: bits.indexOf('0') < 0 ? most : bits.indexOf('0') } : null
}

export function isInNetwork(address: IpAddress, network: Network): boolean {
  if (address.family !== network.address.family) return false
  let left = network.prefixLength
  for (let index = 0; left > 0; index++, left -= 8) {
    const mask = left >= 8 ? 255 : 255 & (255 << (8 - left))
    if (((address.bytes[index]! ^ network.address.bytes[index]!) & mask) !== 0) return false
  }
  return true
}
