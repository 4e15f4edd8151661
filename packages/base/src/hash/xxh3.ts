import { read32, read64, toBytes } from './bytes.ts'
import { avalanche64, mask64, prime64x1, prime64x2, prime64x3, prime64x4, prime64x5 } from './xxh64.ts'

/** The default secret of the xxHash specification, 192 bytes. */
const secretText =
  'b8fe6c3923a44bbe7c01812cf721ad1cded46de9839097db7240a4a4b7b3671f' +
  'cb79e64eccc0e578825ad07dccff7221b8084674f743248ee03590e6813a264c' +
  '3c2852bb91c300cb88d0658b1b532ea371644897a20df94e3819ef46a9deacd8' +
  'a8fa763fe39c343ff9dcbbc7c70b4f1d8a51e04bcdb45931c89f7ec9d9787364' +
  'eac5ac8334d3ebc3c581a0fffa1363eb170ddd51b7f0da49d316552629d4689e' +
  '2b16be587d47a1fc8ff8b8d17ad031ce45cb3a8f95160428afd7fbcabb4b407e'

const prime32x1 = 0x9e3779b1n
const prime32x2 = 0x85ebca77n
const prime32x3 = 0xc2b2ae3dn
const primeMx1 = 0x165667919e3779f9n
const primeMx2 = 0x9fb21c651e98df25n

const stripeLength = 64
const secretConsume = 8

const secret = Uint8Array.from(secretText.match(/../g)!, (pair) => Number.parseInt(pair, 16))

function fold(a: bigint, b: bigint): bigint {
  const product = a * b
  return (product & mask64) ^ (product >> 64n)
}

function finish(value: bigint): bigint {
  let hash = value ^ (value >> 37n)
  hash = (hash * primeMx1) & mask64
  return hash ^ (hash >> 32n)
}

function rotate(value: bigint, bits: bigint): bigint {
  return ((value << bits) | (value >> (64n - bits))) & mask64
}

function swap32(value: number): number {
  return (((value & 255) << 24) | ((value & 0xff00) << 8) | ((value >>> 8) & 0xff00) | (value >>> 24)) >>> 0
}

function swap64(value: bigint): bigint {
  const low = BigInt(swap32(Number(value & 0xffffffffn)))
  return (low << 32n) | BigInt(swap32(Number(value >> 32n)))
}

function mix16(bytes: Uint8Array, offset: number, secretOffset: number, seed: bigint): bigint {
  return fold(
    read64(bytes, offset) ^ ((read64(secret, secretOffset) + seed) & mask64),
    read64(bytes, offset + 8) ^ ((read64(secret, secretOffset + 8) - seed) & mask64),
  )
}

/** XXH3 with 64 bits (xxHash specification 0.2.0), unsigned. Strings are byte strings. */
export function xxh3(input: string | Uint8Array, seed = 0n): bigint {
  const bytes = toBytes(input)
  const seed64 = seed & mask64
  if (bytes.length <= 16) return hashShort(bytes, seed64)
  if (bytes.length <= 240) return hashMedium(bytes, seed64)
  return hashLong(bytes, seed64)
}

function hashShort(bytes: Uint8Array, seed: bigint): bigint {
  const { length } = bytes
  if (length > 8) {
    const flip1 = ((read64(secret, 24) ^ read64(secret, 32)) + seed) & mask64
    const flip2 = ((read64(secret, 40) ^ read64(secret, 48)) - seed) & mask64
    const low = read64(bytes, 0) ^ flip1
    const high = read64(bytes, length - 8) ^ flip2
    return finish((BigInt(length) + swap64(low) + high + fold(low, high)) & mask64)
  }
  if (length >= 4) {
    const mixedSeed = seed ^ (BigInt(swap32(Number(seed & 0xffffffffn))) << 32n)
    const flip = ((read64(secret, 8) ^ read64(secret, 16)) - mixedSeed) & mask64
    const joined = BigInt(read32(bytes, length - 4)) + (BigInt(read32(bytes, 0)) << 32n)
    let hash = joined ^ flip
    hash ^= rotate(hash, 49n) ^ rotate(hash, 24n)
    hash = (hash * primeMx2) & mask64
    hash ^= ((hash >> 35n) + BigInt(length)) & mask64
    hash = (hash * primeMx2) & mask64
    return hash ^ (hash >> 28n)
  }
  if (length > 0) {
    const first = bytes[0]!
    const middle = bytes[length >> 1]!
    const last = bytes[length - 1]!
    const joined = ((first << 16) | (middle << 24) | last | (length << 8)) >>> 0
    const flip = (BigInt(read32(secret, 0) ^ read32(secret, 4)) & 0xffffffffn) + seed
    return avalanche64(BigInt(joined) ^ (flip & mask64))
  }
  return avalanche64(seed ^ read64(secret, 56) ^ read64(secret, 64))
}

function hashMedium(bytes: Uint8Array, seed: bigint): bigint {
  const { length } = bytes
  let hash = BigInt(length) * prime64x1
  if (length <= 128) {
    const rounds = (length - 1) >> 5
    for (let index = rounds; index >= 0; index--) {
      hash += mix16(bytes, 16 * index, 32 * index, seed)
      hash += mix16(bytes, length - 16 * (index + 1), 32 * index + 16, seed)
    }
    return finish(hash & mask64)
  }
  const rounds = length >> 4
  for (let index = 0; index < 8; index++) hash += mix16(bytes, 16 * index, 16 * index, seed)
  hash = finish(hash & mask64)
  for (let index = 8; index < rounds; index++) hash += mix16(bytes, 16 * index, 16 * (index - 8) + 3, seed)
  hash += mix16(bytes, length - 16, 136 - 17, seed)
  return finish(hash & mask64)
}

function seededSecret(seed: bigint): Uint8Array {
  if (seed === 0n) return secret
  const derived = new Uint8Array(192)
  const view = new DataView(derived.buffer)
  for (let offset = 0; offset < 192; offset += 16) {
    view.setBigUint64(offset, (read64(secret, offset) + seed) & mask64, true)
    view.setBigUint64(offset + 8, (read64(secret, offset + 8) - seed) & mask64, true)
  }
  return derived
}

function accumulate(lanes: bigint[], bytes: Uint8Array, offset: number, key: Uint8Array, keyOffset: number): void {
  for (let lane = 0; lane < 8; lane++) {
    const value = read64(bytes, offset + 8 * lane)
    const keyed = value ^ read64(key, keyOffset + 8 * lane)
    lanes[lane ^ 1] = (lanes[lane ^ 1]! + value) & mask64
    lanes[lane] = (lanes[lane]! + (keyed & 0xffffffffn) * (keyed >> 32n)) & mask64
  }
}

function hashLong(bytes: Uint8Array, seed: bigint): bigint {
  const key = seededSecret(seed)
  const { length } = bytes
  const lanes = [prime32x3, prime64x1, prime64x2, prime64x3, prime64x4, prime32x2, prime64x5, prime32x1]
  const stripesPerBlock = (key.length - stripeLength) / secretConsume
  const blockLength = stripeLength * stripesPerBlock
  const blocks = Math.floor((length - 1) / blockLength)
  for (let block = 0; block < blocks; block++) {
    for (let stripe = 0; stripe < stripesPerBlock; stripe++) {
      accumulate(lanes, bytes, block * blockLength + stripe * stripeLength, key, stripe * secretConsume)
    }
    for (let lane = 0; lane < 8; lane++) {
      let value = lanes[lane]!
      value ^= value >> 47n
      value ^= read64(key, key.length - stripeLength + 8 * lane)
      lanes[lane] = (value * prime32x1) & mask64
    }
  }
  const stripes = Math.floor((length - 1 - blockLength * blocks) / stripeLength)
  for (let stripe = 0; stripe < stripes; stripe++) {
    accumulate(lanes, bytes, blocks * blockLength + stripe * stripeLength, key, stripe * secretConsume)
  }
  accumulate(lanes, bytes, length - stripeLength, key, key.length - stripeLength - 7)
  let hash = (BigInt(length) * prime64x1) & mask64
  for (let pair = 0; pair < 4; pair++) {
    const offset = 11 + 16 * pair
    hash += fold(lanes[2 * pair]! ^ read64(key, offset), lanes[2 * pair + 1]! ^ read64(key, offset + 8))
  }
  return finish(hash & mask64)
}
