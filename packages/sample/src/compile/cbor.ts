/** CBOR (RFC 8949) as HAProxy's log formats write it. */
import type { SampleValue } from '@weir/keyword'
import { bytesOfText } from '../bytes.ts'
import { toText } from '../cast.ts'

/** What an encoding takes: a sample, or of an alias that prints several the texts. */
export type EncodableValue = SampleValue | null | readonly (string | null)[]

export const isList = (value: EncodableValue): value is readonly (string | null)[] => Array.isArray(value)

function head(major: number, value: bigint): number[] {
  const type = major << 5
  if (value < 24n) return [type | Number(value)]
  const width = value < 0x100n ? 1 : value < 0x10000n ? 2 : value < 0x100000000n ? 4 : 8
  const bytes = [type | (23 + { 1: 1, 2: 2, 4: 3, 8: 4 }[width]!)]
  for (let shift = (width - 1) * 8; shift >= 0; shift -= 8) bytes.push(Number((value >> BigInt(shift)) & 0xffn))
  return bytes
}

function push(bytes: number[], more: Iterable<number>): void {
  for (const byte of more) bytes.push(byte)
}

function pushText(bytes: number[], text: string): void {
  push(bytes, head(3, BigInt(text.length)))
  push(bytes, bytesOfText(text))
}

function pushValue(bytes: number[], value: EncodableValue): void {
  if (value === null || (isList(value) && value.length === 0)) bytes.push(0xf6)
  else if (isList(value)) {
    bytes.push(0x9f)
    for (const item of value) pushValue(bytes, item ?? '-')
    bytes.push(0xff)
  } else if (typeof value === 'boolean') bytes.push(value ? 0xf5 : 0xf4)
  else if (typeof value === 'number' || typeof value === 'bigint') {
    const integer = BigInt(value)
    push(bytes, integer < 0n ? head(1, -1n - integer) : head(0, integer))
  } else if (value instanceof Uint8Array) {
    // Binary samples are an indefinite byte string of one chunk, as the program writes them.
    bytes.push(0x5f)
    push(bytes, head(2, BigInt(value.length)))
    push(bytes, value)
    bytes.push(0xff)
  } else pushText(bytes, toText(value))
}

/** One value; null for what is missing. */
export function cborOf(value: EncodableValue): Uint8Array {
  const bytes: number[] = []
  pushValue(bytes, value)
  return Uint8Array.from(bytes)
}

/** An indefinite map of named values. */
export function cborMap(names: readonly string[], values: readonly EncodableValue[]): Uint8Array {
  const bytes: number[] = [0xbf]
  for (const [index, name] of names.entries()) {
    pushText(bytes, name)
    pushValue(bytes, values[index]!)
  }
  bytes.push(0xff)
  return Uint8Array.from(bytes)
}
