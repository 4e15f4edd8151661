import { read32, read64, toBytes } from './bytes.ts'

export const prime64x1 = 0x9e3779b185ebca87n
export const prime64x2 = 0xc2b2ae3d27d4eb4fn
export const prime64x3 = 0x165667b19e3779f9n
export const prime64x4 = 0x85ebca77c2b2ae63n
export const prime64x5 = 0x27d4eb2f165667c5n
export const mask64 = 0xffffffffffffffffn

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask64
}

function round(lane: bigint, input: bigint): bigint {
  return (rotate((lane + input * prime64x2) & mask64, 31n) * prime64x1) & mask64
}

function merge(hash: bigint, lane: bigint): bigint {
  return ((hash ^ round(0n, lane)) * prime64x1 + prime64x4) & mask64
}

/** The last mixing step, also of short inputs of XXH3. */
export function avalanche64(value: bigint): bigint {
  let hash = value
  hash = ((hash ^ (hash >> 33n)) * prime64x2) & mask64
  hash = ((hash ^ (hash >> 29n)) * prime64x3) & mask64
  return hash ^ (hash >> 32n)
}

/** XXH64 (xxHash specification 0.2.0), 64 bits unsigned. Strings are byte strings. */
export function xxh64(input: string | Uint8Array, seed = 0n): bigint {
  const bytes = toBytes(input)
  const { length } = bytes
  let offset = 0
  let hash: bigint
  if (length >= 32) {
    let lane1 = (seed + prime64x1 + prime64x2) & mask64
    let lane2 = (seed + prime64x2) & mask64
    let lane3 = seed & mask64
    let lane4 = (seed - prime64x1) & mask64
    for (; offset <= length - 32; offset += 32) {
      lane1 = round(lane1, read64(bytes, offset))
      lane2 = round(lane2, read64(bytes, offset + 8))
      lane3 = round(lane3, read64(bytes, offset + 16))
      lane4 = round(lane4, read64(bytes, offset + 24))
    }
    hash = (rotate(lane1, 1n) + rotate(lane2, 7n) + rotate(lane3, 12n) + rotate(lane4, 18n)) & mask64
    hash = merge(merge(merge(merge(hash, lane1), lane2), lane3), lane4)
  } else hash = (seed + prime64x5) & mask64
  hash = (hash + BigInt(length)) & mask64
  for (; offset <= length - 8; offset += 8) {
    hash = (rotate(hash ^ round(0n, read64(bytes, offset)), 27n) * prime64x1 + prime64x4) & mask64
  }
  if (offset <= length - 4) {
    hash ^= (BigInt(read32(bytes, offset)) * prime64x1) & mask64
    hash = (rotate(hash, 23n) * prime64x2 + prime64x3) & mask64
    offset += 4
  }
  for (; offset < length; offset++) {
    hash = (rotate(hash ^ ((BigInt(bytes[offset]!) * prime64x5) & mask64), 11n) * prime64x1) & mask64
  }
  return avalanche64(hash)
}
