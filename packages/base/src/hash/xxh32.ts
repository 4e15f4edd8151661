import { read32, toBytes } from './bytes.ts'

const prime1 = 0x9e3779b1
const prime2 = 0x85ebca77
const prime3 = 0xc2b2ae3d
const prime4 = 0x27d4eb2f
const prime5 = 0x165667b1

function rotate(value: number, bits: number): number {
  return (value << bits) | (value >>> (32 - bits))
}

function round(lane: number, input: number): number {
  return Math.imul(rotate((lane + Math.imul(input, prime2)) | 0, 13), prime1)
}

/** XXH32 (xxHash specification 0.2.0), 32 bits unsigned. Strings are byte strings. */
export function xxh32(input: string | Uint8Array, seed = 0): number {
  const bytes = toBytes(input)
  const { length } = bytes
  let offset = 0
  let hash: number
  if (length >= 16) {
    let lane1 = (seed + prime1 + prime2) | 0
    let lane2 = (seed + prime2) | 0
    let lane3 = seed | 0
    let lane4 = (seed - prime1) | 0
    for (; offset <= length - 16; offset += 16) {
      lane1 = round(lane1, read32(bytes, offset))
      lane2 = round(lane2, read32(bytes, offset + 4))
      lane3 = round(lane3, read32(bytes, offset + 8))
      lane4 = round(lane4, read32(bytes, offset + 12))
    }
    hash = (rotate(lane1, 1) + rotate(lane2, 7) + rotate(lane3, 12) + rotate(lane4, 18)) | 0
  } else hash = (seed + prime5) | 0
  hash = (hash + length) | 0
  for (; offset <= length - 4; offset += 4) {
    hash = Math.imul(rotate((hash + Math.imul(read32(bytes, offset), prime3)) | 0, 17), prime4)
  }
  for (; offset < length; offset++) {
    hash = Math.imul(rotate((hash + Math.imul(bytes[offset]!, prime5)) | 0, 11), prime1)
  }
  hash = Math.imul(hash ^ (hash >>> 15), prime2)
  hash = Math.imul(hash ^ (hash >>> 13), prime3)
  return (hash ^ (hash >>> 16)) >>> 0
}
