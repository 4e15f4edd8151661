/**
 * The Huffman code of HPACK (RFC 7541 §5.2, Appendix B). The code is canonical: codes ascend with their length and, for
 * one length, with the symbol; hence lengths alone say it all.
 */

/** Bits of the code of each octet, and of EOS at last. */
const codeLengths: readonly number[] = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28,
  28, 28, 28, 6, 10, 10, 12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10,
  13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6,
  5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7, 7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23,
  22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22, 23, 23, 24, 22, 21, 20, 22, 22,
  23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22, 23, 26, 26,
  20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27,
  27, 20, 24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27,
  27, 27, 27, 26, 30,
]
const endOfString = 256

const lengths = Uint8Array.from(codeLengths)
const codes = new Uint32Array(257)

/**
 * One row of 256 for every prefix of whole octets; an entry is looked up by the next 8 bits:
 *
 *   leaf    bits taken of the 8 (1–8) « 8 | octet
 *   inner   0x8000 | offset of the row to go on with « 0
 *   0       EOS, which must not occur
 */
const rows = buildRows()
const inner = 0x8000

function buildRows(): Uint16Array {
  const entries: number[] = new Array(256).fill(0)
  let code = 0
  for (let length = 5; length <= 30; length++) {
    code <<= 1
    for (let symbol = 0; symbol <= endOfString; symbol++) {
      if (lengths[symbol] !== length) continue
      codes[symbol] = code
      if (symbol !== endOfString) enter(entries, code, length, symbol)
      code++
    }
  }
  return Uint16Array.from(entries)
}

function enter(entries: number[], code: number, length: number, symbol: number): void {
  let row = 0
  let left = length
  for (; left > 8; left -= 8) {
    const at = row + ((code >>> (left - 8)) & 0xff)
    if (entries[at] === 0) {
      entries[at] = 0x8000 | entries.length
      for (let column = 0; column < 256; column++) entries.push(0)
    }
    row = entries[at]! & 0x7fff
  }
  const first = row + ((code << (8 - left)) & 0xff)
  for (let column = 0; column < 1 << (8 - left); column++) entries[first + column] = (left << 8) | symbol
}

/** The most octets that `lengthBytes` of Huffman code can stand for: the shortest code has 5 bits. */
export const decodedRoom = (lengthBytes: number): number => ((lengthBytes * 8) / 5) | 0

/**
 * Decodes `bytes[start … end)` into `out` from `outAt` on, which must have `decodedRoom`. Returns the offset behind the
 * last octet written, or -1 for EOS in the text and for padding that is longer than 7 bits or not all ones.
 */
export function decodeHuffman(bytes: Uint8Array, start: number, end: number, out: Uint8Array, outAt: number): number {
  let to = outAt
  let row = 0
  let bits = 0
  let count = 0
  for (let at = start; at < end; at++) {
    bits = (bits << 8) | bytes[at]!
    count += 8
    while (count >= 8) {
      const entry = rows[row + ((bits >>> (count - 8)) & 0xff)]!
      if (entry >= inner) {
        row = entry & 0x7fff
        count -= 8
      } else {
        if (entry === 0) return -1
        out[to++] = entry
        count -= entry >>> 8
        row = 0
      }
    }
  }
  while (count > 0) {
    const entry = rows[row + ((bits << (8 - count)) & 0xff)]!
    if (entry >= inner || entry === 0 || entry >>> 8 > count) break
    out[to++] = entry
    count -= entry >>> 8
    row = 0
  }
  const padding = (1 << count) - 1
  return row === 0 && (bits & padding) === padding ? to : -1
}

/** Octets that `text`, a byte string, takes in Huffman code. */
export function huffmanLength(text: string): number {
  let bits = 7
  for (let index = 0; index < text.length; index++) bits += lengths[text.charCodeAt(index) & 0xff]!
  return Math.floor(bits / 8)
}

/** Writes `text`, a byte string, in Huffman code at `at`; `out` must have `huffmanLength`. Returns the offset behind. */
export function encodeHuffman(text: string, out: Uint8Array, at: number): number {
  let bits = 0
  let count = 0
  for (let index = 0; index < text.length; index++) {
    const octet = text.charCodeAt(index) & 0xff
    const code = codes[octet]!
    let length = lengths[octet]!
    if (length > 24) {
      // Up to 7 bits wait, so that more than 25 at once would not fit.
      length -= 16
      bits = (bits << length) | (code >>> 16)
      count += length
      for (; count >= 8; count -= 8) out[at++] = bits >>> (count - 8)
      length = 16
      bits = (bits << 16) | (code & 0xffff)
    } else bits = (bits << length) | code
    count += length
    for (; count >= 8; count -= 8) out[at++] = bits >>> (count - 8)
  }
  if (count > 0) out[at++] = (bits << (8 - count)) | (0xff >>> count)
  return at
}
