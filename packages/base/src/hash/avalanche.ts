/**
 * Bob Jenkins' full-avalanche hash of a 4-byte integer (burtleburtle.net/bob/hash/integer.html, public domain): every
 * input bit changes every output bit about half of the time. HAProxy then adds three times the two lowest bits to the
 * two highest (found by comparing its converters with and without the argument). 32 bits unsigned.
 */
export function avalanche(value: number): number {
  let a = value | 0
  a = (a + 0x7ed55d16 + (a << 12)) | 0
  a = a ^ 0xc761c23c ^ (a >>> 19)
  a = (a + 0x165667b1 + (a << 5)) | 0
  a = ((a + 0xd3a2646c) | 0) ^ (a << 9)
  a = (a + 0xfd7046c5 + (a << 3)) | 0
  a = a ^ 0xb55a4f09 ^ (a >>> 16)
  return (a + (a << 30) + (a << 31)) >>> 0
}
