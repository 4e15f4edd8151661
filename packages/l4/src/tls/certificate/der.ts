/**
 * Reads ASN.1 in its distinguished encoding (X.690 §10), as far as certificates need it. What comes from a peer may be
 * any bytes: every function here gives null for what is malformed, and none throws.
 */

/** One element: its identifier octet, and where its contents lie. */
export interface DerElement {
  readonly tag: number
  readonly bytes: Uint8Array
  /** Where the identifier octet stands. */
  readonly start: number
  readonly contentStart: number
  readonly end: number
}

export const derTags = {
  integer: 0x02,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  numericString: 0x12,
  sequence: 0x30,
  set: 0x31,
  octetString: 0x04,
} as const

/** The element at `at`, which ends at or before `limit`. Refuses long tags and lengths that are not the shortest. */
export function readElement(bytes: Uint8Array, at: number, limit: number = bytes.length): DerElement | null {
  if (at + 2 > limit) return null
  const tag = bytes[at]!
  if ((tag & 0x1f) === 0x1f) return null
  const first = bytes[at + 1]!
  let contentStart = at + 2
  let length = first
  if (first >= 0x80) {
    const count = first & 0x7f
    if (count === 0 || count > 4 || contentStart + count > limit) return null
    length = 0
    for (let index = 0; index < count; index++) length = length * 256 + bytes[contentStart + index]!
    contentStart += count
    if (length < 0x80 || length < 256 ** (count - 1)) return null
  }
  const end = contentStart + length
  return end > limit ? null : { tag, bytes, start: at, contentStart, end }
}

/** All elements inside another; null when they do not fill it exactly. */
export function readChildren(parent: DerElement): readonly DerElement[] | null {
  const children: DerElement[] = []
  for (let at = parent.contentStart; at < parent.end; ) {
    const child = readElement(parent.bytes, at, parent.end)
    if (child === null) return null
    children.push(child)
    at = child.end
  }
  return children
}

/** A view of the contents, valid as long as the bytes are. */
export function contentOf(element: DerElement): Uint8Array {
  return element.bytes.subarray(element.contentStart, element.end)
}

/** The whole element, with its identifier and length. */
export function encodingOf(element: DerElement): Uint8Array {
  return element.bytes.subarray(element.start, element.end)
}

/** Numbers of an object identifier are rarely longer; those that are make the certificate unreadable. */
const maxArc = Number.MAX_SAFE_INTEGER / 128 - 1

/** The dotted form of an object identifier's contents. */
export function dottedIdentifier(content: Uint8Array): string | null {
  const arcs: number[] = []
  let arc = 0
  let isOpen = false
  for (const octet of content) {
    if (!isOpen && octet === 0x80) return null
    if (arc > maxArc) return null
    arc = arc * 128 + (octet & 0x7f)
    isOpen = octet >= 0x80
    if (isOpen) continue
    if (arcs.length === 0) {
      const root = Math.min(Math.floor(arc / 40), 2)
      arcs.push(root, arc - root * 40)
    } else {
      arcs.push(arc)
    }
    arc = 0
  }
  return isOpen || arcs.length === 0 ? null : arcs.join('.')
}

/** The object identifier of an element; null when it is none. */
export function identifierOf(element: DerElement | undefined): string | null {
  return element?.tag === derTags.objectIdentifier ? dottedIdentifier(contentOf(element)) : null
}

/** The absolute value of an integer, big-endian and without zeros in front; zero is one zero byte. */
export function magnitudeOf(element: DerElement): Uint8Array | null {
  const content = contentOf(element)
  if (element.tag !== derTags.integer || content.length === 0) return null
  const magnitude = content.slice()
  if (content[0]! >= 0x80) {
    let carry = 1
    for (let index = magnitude.length - 1; index >= 0; index--) {
      const sum = (magnitude[index]! ^ 0xff) + carry
      magnitude[index] = sum & 0xff
      carry = sum >> 8
    }
  }
  let zeros = 0
  while (zeros < magnitude.length - 1 && magnitude[zeros] === 0) zeros++
  return magnitude.subarray(zeros)
}
