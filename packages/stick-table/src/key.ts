/** How samples become keys of a table: by the rules of casts, cut or padded to the table's length (manual 4.2). */
import { type IpAddress, parseIpAddress } from '@weir/base'
import type { SampleValue } from '@weir/keyword'
import { bytesOfText, hexOfBytes, textOfBytes, toAddress, toBytes, toSint, toText } from '@weir/sample'
import type { TableDefinition } from './table-definition.ts'

/** A key as kept: the canonical text of an address, an unsigned 32-bit integer, a byte string. */
export type TableKey = string | number

type KeyShape = Pick<TableDefinition, 'type' | 'keyLength'>

/** Null when the value can't be a key of such a table. */
export function keyOfSample(value: SampleValue, { type, keyLength }: KeyShape): TableKey | null {
  switch (type) {
    case 'ip':
      return toAddress(value)?.toIpv4()?.toString() ?? null
    case 'ipv6':
      return toAddress(value)?.toIpv6().toString() ?? null
    case 'integer': {
      const number = toSint(value)
      return number === null ? null : Number(BigInt.asUintN(32, BigInt(number)))
    }
    case 'string':
      return cutText(toText(value), keyLength)
    case 'binary':
      return textOfBytes(toBytes(value)).slice(0, keyLength).padEnd(keyLength, '\0')
  }
}

/** A string key ends at its first NUL, as HAProxy's do. */
function cutText(text: string, length: number): string {
  const end = text.indexOf('\0')
  return text.slice(0, end < 0 ? length : Math.min(end, length))
}

/** A key written by hand, on the runtime socket. Null when it is none; binary keys can't be written at all. */
export function keyOfText(text: string, shape: KeyShape): TableKey | null {
  switch (shape.type) {
    case 'binary':
      return null
    case 'integer':
      return /^[0-9]+$/.test(text) ? Number(BigInt.asUintN(32, BigInt(text))) : null
    case 'ipv6':
      return text.includes(':') ? keyOfSample(text, shape) : null
    default:
      return keyOfSample(text, shape)
  }
}

/** By what dumps are sorted: the bytes of the key, of an integer the lowest first, as HAProxy was seen to list them. */
export function bytesOfKey(key: TableKey, { type }: KeyShape): string {
  if (typeof key === 'number') return String.fromCharCode(key & 255, (key >> 8) & 255, (key >> 16) & 255, key >>> 24)
  return type === 'ip' || type === 'ipv6' ? String.fromCharCode(...parseIpAddress(key)!.bytes) : key
}

/** The key as `show table` prints it: binary in hexadecimal. */
export function textOfKey(key: TableKey, { type }: KeyShape): string {
  return type === 'binary' ? hexOfBytes(bytesOfText(String(key))) : String(key)
}

/** The key as a sample again, for `sc_key` and for a look into another table. */
export function sampleOfKey(key: TableKey, { type }: KeyShape): SampleValue {
  if (typeof key === 'number' || type === 'string') return key
  if (type === 'binary') return bytesOfText(key)
  return parseIpAddress(key) as IpAddress
}
