/** The bytes of a byte string; bytes are returned as they are. */
export function toBytes(input: string | Uint8Array): Uint8Array {
  if (typeof input !== 'string') return input
  const bytes = new Uint8Array(input.length)
  for (let index = 0; index < input.length; index++) bytes[index] = input.charCodeAt(index)
  return bytes
}

export function read32(bytes: Uint8Array, offset: number): number {
  return (bytes[offset]! | (bytes[offset + 1]! << 8) | (bytes[offset + 2]! << 16) | (bytes[offset + 3]! << 24)) >>> 0
}

export function read64(bytes: Uint8Array, offset: number): bigint {
  return BigInt(read32(bytes, offset)) | (BigInt(read32(bytes, offset + 4)) << 32n)
}
