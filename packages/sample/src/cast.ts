/** What a sample's type is, and how one type becomes another (the matrix was read off HAProxy 2.6 with the oracle). */
import { IpAddress, parseIpAddress } from '@weir/base'
import type { SampleType, SampleValue } from '@weir/keyword'
import { bytesOfText, textOfBytes } from './bytes.ts'
import { bytesOfSint, parseSint, type Sint } from './sint.ts'

/** A type that a value can have at run time. `meth` has the values of `str` and differs only in what it casts to. */
export type ConcreteType = 'bool' | 'sint' | 'ipv4' | 'ipv6' | 'str' | 'bin'

/** Null when the value can't be cast. */
export type Cast = (value: SampleValue) => SampleValue | null

export function typeOfValue(value: SampleValue): ConcreteType {
  switch (typeof value) {
    case 'string':
      return 'str'
    case 'number':
    case 'bigint':
      return 'sint'
    case 'boolean':
      return 'bool'
    default:
      return value instanceof Uint8Array ? 'bin' : value.family === 4 ? 'ipv4' : 'ipv6'
  }
}

/** Up to its first NUL: HAProxy's strings end there, so a binary sample seen as a string does too. */
function textOfBinary(bytes: Uint8Array): string {
  const end = bytes.indexOf(0)
  return textOfBytes(end < 0 ? bytes : bytes.subarray(0, end))
}

/** The string form of any value. */
export function toText(value: SampleValue): string {
  switch (typeof value) {
    case 'string':
      return value
    case 'number':
    case 'bigint':
      return String(value)
    case 'boolean':
      return value ? '1' : '0'
    default:
      return value instanceof Uint8Array ? textOfBinary(value) : value.toString()
  }
}

/** The bytes of any value: an integer has eight, an address four or sixteen. */
export function toBytes(value: SampleValue): Uint8Array {
  switch (typeof value) {
    case 'string':
      return bytesOfText(value)
    case 'number':
    case 'bigint':
      return bytesOfSint(value)
    case 'boolean':
      return bytesOfSint(value ? 1 : 0)
    default:
      return value instanceof Uint8Array ? value : value.bytes
  }
}

/** Null for binary, IPv6 and empty strings. */
export function toSint(value: SampleValue): Sint | null {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return value
    case 'string':
      return parseSint(value)
    case 'boolean':
      return value ? 1 : 0
    default:
      return value instanceof Uint8Array || value.family === 6 ? null : sintOfIpv4(value)
  }
}

function sintOfIpv4(address: IpAddress): number {
  const bytes = address.bytes
  return ((bytes[0]! << 24) | (bytes[1]! << 16) | (bytes[2]! << 8) | bytes[3]!) >>> 0
}

/** Null for binary, addresses and empty strings. */
export function toBool(value: SampleValue): boolean | null {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'number':
      return value !== 0
    case 'bigint':
      return true
    case 'string': {
      const number = parseSint(value)
      return number === null ? null : number !== 0
    }
    default:
      return null
  }
}

function ipv4OfSint(value: Sint): IpAddress {
  const number = typeof value === 'bigint' ? Number(BigInt.asUintN(32, value)) : value
  return new IpAddress(bytesOfSint(number).slice(4))
}

/** Whatever follows the fourth number of an IPv4 address is left alone, unless it is one more dot (seen in the oracle). */
function leadingIpv4(text: string): IpAddress | null {
  const found = /^[0-9]+(?:\.[0-9]+){3}(?=[^0-9.])/.exec(text)
  return found === null ? null : parseIpAddress(found[0])
}

/** Integers become IPv4 addresses; strings are parsed, never resolved. */
export function toAddress(value: SampleValue): IpAddress | null {
  switch (typeof value) {
    case 'number':
    case 'bigint':
      return ipv4OfSint(value)
    case 'string':
      return parseIpAddress(value) ?? leadingIpv4(value)
    case 'boolean':
      return null
    default:
      return value instanceof Uint8Array ? null : value
  }
}

function toIpv4(value: SampleValue): IpAddress | null {
  return toAddress(value)?.toIpv4() ?? null
}

function toIpv6(value: SampleValue): IpAddress | null {
  return toAddress(value)?.toIpv6() ?? null
}

const targets: Readonly<Record<Exclude<SampleType, 'any' | 'same'>, Cast>> = {
  bool: toBool,
  sint: toSint,
  addr: toAddress,
  ipv4: toIpv4,
  ipv6: toIpv6,
  str: toText,
  bin: toBytes,
  meth: toText,
}

/**
 * The function that casts values of type `from`, null when none is needed. Which casts are legal is the language's
 * business (`canCast` of the keyword package); what can't be cast at run time gives null.
 */
export function castFunction(from: SampleType, to: SampleType): Cast | null {
  if (from === to || to === 'any' || to === 'same') return null
  if (to === 'addr' && (from === 'ipv4' || from === 'ipv6')) return null
  if ((from === 'str' && to === 'meth') || (from === 'meth' && to === 'str')) return null
  return targets[to]
}
