import { IpAddress, parseIpAddress } from '@weir/base'
import { custom, defineConverter, FAILED, optional } from '@weir/keyword'

function maskOfLength(length: number, size: number): Uint8Array {
  const mask = new Uint8Array(size)
  for (let bit = 0; bit < length; bit++) mask[bit >> 3]! |= 0x80 >> (bit & 7)
  return mask
}

const mask = (name: string, family: 4 | 6) =>
  custom(
    name,
    `<${name}>`,
    (reader) => {
      const text = reader.next()?.text ?? ''
      const size = family === 4 ? 4 : 16
      if (/^[0-9]{1,3}$/.test(text) && Number(text) <= size * 8) return maskOfLength(Number(text), size)
      const address = parseIpAddress(text)
      if (address !== null && address.family === family) return address.bytes
      reader.fail(`failed to parse '${text}' as type 'IPv${family} mask'`)
      return FAILED
    },
    `IPv${family} mask`,
  )

function masked(address: IpAddress, bits: Uint8Array): IpAddress {
  const bytes = new Uint8Array(bits.length)
  for (let index = 0; index < bytes.length; index++) bytes[index] = address.bytes[index]! & bits[index]!
  return new IpAddress(bytes)
}

/** Masks an address. IPv6 without a mask of its own works only for mapped IPv4. Manual 7.3.1. */
export const ipmask = defineConverter({
  name: 'ipmask',
  summary: 'Masks an IP address, with one mask for IPv4 and one for IPv6.',
  manual: '7.3.1',
  in: 'addr',
  out: 'addr',
  params: [mask('mask4', 4), optional(mask('mask6', 6))],
  examples: [
    { expression: 'ipv4(192.0.2.77),ipmask(24)', gives: '192.0.2.0' },
    { expression: 'ipv6(2001:db8::1),ipmask(24,32)', gives: '2001:db8::' },
    { expression: 'ipv6(2001:db8::1),ipmask(24)', gives: null },
  ],
  bind:
    ([mask4, mask6]) =>
    (input) => {
      const ipv4 = input.toIpv4()
      if (ipv4 !== null) return masked(ipv4, mask4)
      return mask6 === undefined ? null : masked(input, mask6)
    },
})
