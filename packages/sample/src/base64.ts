/** Base64 between bytes and byte strings, without `Buffer`. */

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'
const urlAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** Encodes; the URL variant is not padded. */
export function encodeBase64(bytes: Uint8Array, isUrl: boolean): string {
  const letters = isUrl ? urlAlphabet : alphabet
  let text = ''
  for (let index = 0; index < bytes.length; index += 3) {
    const left = bytes.length - index
    const group = (bytes[index]! << 16) | ((left > 1 ? bytes[index + 1]! : 0) << 8) | (left > 2 ? bytes[index + 2]! : 0)
    text += letters[group >> 18]! + letters[(group >> 12) & 63]!
    if (left > 1) text += letters[(group >> 6) & 63]
    else if (!isUrl) text += '='
    if (left > 2) text += letters[group & 63]
    else if (!isUrl) text += '='
  }
  return text
}

function decode(text: string, letters: string): string | null {
  let decoded = ''
  for (let index = 0; index < text.length; index += 4) {
    let group = 0
    const end = Math.min(4, text.length - index)
    for (let at = 0; at < 4; at++) {
      const value = at < end ? letters.indexOf(text[index + at]!) : 0
      if (value < 0) return null
      group = (group << 6) | value
    }
    decoded += String.fromCharCode(group >> 16)
    if (end > 2) decoded += String.fromCharCode((group >> 8) & 255)
    if (end > 3) decoded += String.fromCharCode(group & 255)
  }
  return decoded
}

/** The byte string, or null: padding is mandatory and blanks are errors. */
export function decodeBase64(text: string): string | null {
  if (text.length % 4 !== 0) return null
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  return decode(text.slice(0, end), alphabet)
}

/** The byte string, or null: padding may be left out. */
export function decodeBase64Url(text: string): string | null {
  const end = text.endsWith('==') ? text.length - 2 : text.endsWith('=') ? text.length - 1 : text.length
  if (end % 4 === 1) return null
  return decode(text.slice(0, end), urlAlphabet)
}

/**
 * The same without a thought for padding: every `=` counts as all bits set (seen in the oracle), so that only text
 * without any is decoded in earnest.
 */
export function decodeUnpaddedBase64Url(text: string): Uint8Array | null {
  if (text.length % 4 === 1) return null
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4))
  let length = 0
  let bits = 0
  for (let index = 0; index < text.length; index++) {
    const letter = text[index]!
    const value = letter === '=' ? 63 : urlAlphabet.indexOf(letter)
    if (value < 0) return null
    bits = ((bits << 6) | value) & 0xffffff
    const place = index & 3
    if (place > 0) bytes[length++] = (bits >> (6 - 2 * place)) & 255
  }
  return bytes
}
