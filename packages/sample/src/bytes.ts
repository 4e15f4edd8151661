/** Between byte strings (one char is one byte) and byte arrays, without `Buffer`, so that browsers work too. */

const chunkLength = 8192

/** The byte string of `bytes`. */
export function textOfBytes(bytes: Uint8Array): string {
  if (bytes.length <= chunkLength) return String.fromCharCode.apply(null, bytes as unknown as number[])
  let text = ''
  for (let start = 0; start < bytes.length; start += chunkLength) {
    text += String.fromCharCode.apply(null, bytes.subarray(start, start + chunkLength) as unknown as number[])
  }
  return text
}

/** The bytes of a byte string; chars above 255 lose their upper bits. */
export function bytesOfText(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length)
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index)
  return bytes
}

const digits = '0123456789ABCDEF'
const byteToHex: readonly string[] = Array.from({ length: 256 }, (_, byte) => digits[byte >> 4]! + digits[byte & 15]!)

/** Two upper-case digits a byte. */
export function hexOfBytes(bytes: Uint8Array): string {
  let text = ''
  for (let index = 0; index < bytes.length; index++) text += byteToHex[bytes[index]!]
  return text
}

/** The value of a hexadecimal digit's char code, or -1. */
export function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48
  const lower = code | 32
  return lower >= 97 && lower <= 102 ? lower - 87 : -1
}

/** The bytes of an even number of hexadecimal digits, or null. */
export function bytesOfHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0) return null
  const bytes = new Uint8Array(text.length / 2)
  for (let index = 0; index < bytes.length; index++) {
    const high = hexDigit(text.charCodeAt(2 * index))
    const low = hexDigit(text.charCodeAt(2 * index + 1))
    if (high < 0 || low < 0) return null
    bytes[index] = (high << 4) | low
  }
  return bytes
}

const nonAscii = /[^\0-\x7f]/

/**
 * Lower case of the ASCII letters only, as byte strings need it: `toLowerCase` would change the Latin-1 letters, and
 * is used where there are none.
 */
export function lowerAscii(text: string): string {
  return nonAscii.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text.toLowerCase()
}

/** Upper case of the ASCII letters only. */
export function upperAscii(text: string): string {
  return nonAscii.test(text) ? text.replace(/[a-z]+/g, (letters) => letters.toUpperCase()) : text.toUpperCase()
}
