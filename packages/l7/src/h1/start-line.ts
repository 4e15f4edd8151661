/** Pieces that start lines of requests and responses share. */
import { isDigit } from './bytes.ts'
import { incomplete, refused } from './outcome.ts'

const lf = 10
const cr = 13
const space = 32

export function skipEmptyLines(bytes: Uint8Array, start: number, end: number): number {
  let at = start
  while (at < end) {
    const octet = bytes[at]!
    if (octet === lf) at++
    else if (octet === cr) {
      if (at + 1 === end) return end
      if (bytes[at + 1] !== lf) return refused
      at += 2
    } else break
  }
  return at
}

/** `HTTP/d.d` as a two-digit number, `incomplete`, or `refused`. */
export function readVersion(bytes: Uint8Array, at: number, end: number): number {
  const expected = [0x48, 0x54, 0x54, 0x50, 0x2f]
  for (let index = 0; index < 5; index++) {
    if (at + index >= end) return incomplete
    if (bytes[at + index] !== expected[index]) return refused
  }
  if (at + 8 > end) {
    if (at + 5 < end && !isDigit(bytes[at + 5]!)) return refused
    return incomplete
  }
  if (!isDigit(bytes[at + 5]!) || bytes[at + 6] !== 0x2e || !isDigit(bytes[at + 7]!)) return refused
  return (bytes[at + 5]! - 48) * 10 + bytes[at + 7]! - 48 || 9
}

/** Writes a space (unless `to` is -1, at the start) and the version; anything from 1.1 up becomes 1.1. */
export function writeVersion(out: Buffer, to: number, version: number): number {
  let at = Math.max(to, 0)
  if (to >= 0) out[at++] = space
  out[at++] = 0x48
  out[at++] = 0x54
  out[at++] = 0x54
  out[at++] = 0x50
  out[at++] = 0x2f
  out[at++] = version >= 10 ? 0x31 : 0x30
  out[at++] = 0x2e
  out[at++] = version >= 11 ? 0x31 : 48 + (version % 10)
  return at
}
