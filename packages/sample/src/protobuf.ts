/** The wire format of protocol buffers, as far as single fields are looked up. */
import type { Sint } from './sint.ts'
import { wrap } from './sint.ts'

/** A field as it stands in a message: `start` to `end` is its payload. */
export interface WireField {
  readonly number: number
  readonly wireType: number
  readonly start: number
  readonly end: number
}

interface Varint {
  readonly value: bigint
  readonly end: number
}

/** Reads a base-128 integer of at most ten bytes; null when it breaks off. */
export function readVarint(bytes: Uint8Array, at: number): Varint | null {
  let value = 0n
  for (let index = 0; index < 10; index++) {
    const byte = bytes[at + index]
    if (byte === undefined) return null
    value |= BigInt(byte & 0x7f) << BigInt(7 * index)
    if (byte < 0x80) return { value: BigInt.asUintN(64, value), end: at + index + 1 }
  }
  return null
}

function readWireField(bytes: Uint8Array, at: number): (WireField & { readonly next: number }) | null {
  const key = readVarint(bytes, at)
  if (key === null) return null
  const number = Number(key.value >> 3n)
  const wireType = Number(key.value & 7n)
  let start = key.end
  let end: number
  // A key of a variable length that ends the message has an empty value (seen in the oracle).
  if (start === bytes.length && (wireType === 0 || wireType === 2))
    return { number, wireType, start, end: start, next: start }
  if (wireType === 0) {
    const value = readVarint(bytes, start)
    if (value === null) return null
    end = value.end
  } else if (wireType === 1) end = start + 8
  else if (wireType === 5) end = start + 4
  else if (wireType === 2) {
    const length = readVarint(bytes, start)
    if (length === null) return null
    start = length.end
    end = start + Number(length.value)
  } else return null
  return end > bytes.length ? null : { number, wireType, start, end, next: end }
}

/**
 * Finds a field by a path of numbers through nested messages: the first one of each number. The search goes on behind the end
 * of what is nested (seen in the oracle).
 */
export function findField(bytes: Uint8Array, path: readonly number[]): { bytes: Uint8Array; wireType: number } | null {
  let depth = 0
  for (let at = 0; at < bytes.length; ) {
    const field = readWireField(bytes, at)
    if (field === null) return null
    if (field.number !== path[depth]) {
      at = field.next
      continue
    }
    if (depth === path.length - 1) return { bytes: bytes.subarray(field.start, field.end), wireType: field.wireType }
    if (field.wireType !== 2) return null
    depth++
    at = field.start
  }
  return null
}

const zigzag = (value: bigint): bigint => (value >> 1n) ^ -(value & 1n)
const view = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
const varint = (bytes: Uint8Array): bigint => readVarint(bytes, 0)?.value ?? 0n
const float = (value: number): Sint => (Number.isFinite(value) ? wrap(BigInt(Math.trunc(value))) : 0)

/** How each named type turns its payload into an integer, with the wire type it needs. */
export const protobufTypes: Readonly<Record<string, { readonly wireType: number; read(bytes: Uint8Array): Sint }>> = {
  int32: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  int64: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  uint32: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  uint64: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  bool: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  enum: { wireType: 0, read: (bytes) => wrap(varint(bytes)) },
  sint32: { wireType: 0, read: (bytes) => wrap(zigzag(varint(bytes))) },
  sint64: { wireType: 0, read: (bytes) => wrap(zigzag(varint(bytes))) },
  fixed64: { wireType: 1, read: (bytes) => wrap(view(bytes).getBigUint64(0, true)) },
  sfixed64: { wireType: 1, read: (bytes) => wrap(view(bytes).getBigInt64(0, true)) },
  double: { wireType: 1, read: (bytes) => float(view(bytes).getFloat64(0, true)) },
  fixed32: { wireType: 5, read: (bytes) => view(bytes).getUint32(0, true) },
  sfixed32: { wireType: 5, read: (bytes) => view(bytes).getInt32(0, true) },
  float: { wireType: 5, read: (bytes) => float(view(bytes).getFloat32(0, true)) },
}
