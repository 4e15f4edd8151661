import { derTags } from './der.ts'

/** The bytes as a byte string: one character a byte. */
export function byteString(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return text
}

function wideCharacters(bytes: Uint8Array, width: 2 | 4): readonly number[] | null {
  if (bytes.length % width !== 0) return null
  const points: number[] = []
  for (let at = 0; at < bytes.length; at += width) {
    let point = 0
    for (let index = 0; index < width; index++) point = point * 256 + bytes[at + index]!
    if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) return null
    points.push(point)
  }
  return points
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The code points of a character string; null when it is malformed, or no character string at all. */
export function codePointsOf(tag: number, bytes: Uint8Array): readonly number[] | null {
  switch (tag) {
    case derTags.utf8String:
      try {
        return Array.from(utf8.decode(bytes), (character) => character.codePointAt(0)!)
      } catch {
        return null
      }
    case derTags.bmpString:
      return wideCharacters(bytes, 2)
    case derTags.universalString:
      return wideCharacters(bytes, 4)
    case derTags.numericString:
    case derTags.printableString:
    case derTags.teletexString:
    case derTags.ia5String:
    case derTags.visibleString:
      return Array.from(bytes)
    default:
      return null
  }
}

/** Whether a type is one of characters. */
export function isCharacterString(tag: number): boolean {
  return codePointsOf(tag, new Uint8Array(0)) !== null
}
