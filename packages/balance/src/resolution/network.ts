import { type IpAddress, parseIpAddress } from '@weir/base'

/** A range of addresses: those that share the first bits. */
export interface AddressNetwork {
  readonly address: IpAddress
  readonly prefixLength: number
}

/** Reads `address[/bits]`; null for anything else. */
export function parseAddressNetwork(text: string): AddressNetwork | null {
  const slash = text.indexOf('/')
  const address = parseIpAddress(slash < 0 ? text : text.slice(0, slash))
  if (address === null) return null
  const bits = address.bytes.length * 8
  const written = slash < 0 ? String(bits) : text.slice(slash + 1)
  const prefixLength = /^[0-9]{1,3}$/.test(written) ? Number(written) : -1
  return prefixLength < 0 || prefixLength > bits ? null : { address, prefixLength }
}

export function isInNetwork(address: IpAddress, network: AddressNetwork): boolean {
  if (address.family !== network.address.family) return false
  for (let bit = 0; bit < network.prefixLength; bit += 8) {
    const mask = 0xff & (0xff << Math.max(0, 8 - (network.prefixLength - bit)))
    if ((address.bytes[bit / 8]! & mask) !== (network.address.bytes[bit / 8]! & mask)) return false
  }
  return true
}
