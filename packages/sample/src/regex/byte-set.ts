/** A set of the 256 bytes: what one character of a byte-string pattern can be. */
export class ByteSet {
  readonly #words = new Uint32Array(8)

  static of(...ranges: readonly (readonly [number, number])[]): ByteSet {
    const set = new ByteSet()
    for (const [from, to] of ranges) set.addRange(from, to)
    return set
  }

  has(byte: number): boolean {
    return ((this.#words[byte >> 5]! >>> (byte & 31)) & 1) === 1
  }

  addRange(from: number, to: number): void {
    for (let byte = from; byte <= to; byte++) this.#words[byte >> 5]! |= 1 << (byte & 31)
  }

  addSet(other: ByteSet): void {
    for (let index = 0; index < 8; index++) this.#words[index]! |= other.#words[index]!
  }

  complement(): ByteSet {
    const set = new ByteSet()
    for (let index = 0; index < 8; index++) set.#words[index] = ~this.#words[index]!
    return set
  }

  intersects(other: ByteSet): boolean {
    for (let index = 0; index < 8; index++) if ((this.#words[index]! & other.#words[index]!) !== 0) return true
    return false
  }

  /** Adds the other case of every ASCII letter in it. */
  fold(): void {
    for (let letter = 65; letter <= 90; letter++) {
      if (this.has(letter)) this.addRange(letter + 32, letter + 32)
      else if (this.has(letter + 32)) this.addRange(letter, letter)
    }
  }

  ranges(): [number, number][] {
    const ranges: [number, number][] = []
    for (let byte = 0; byte < 256; byte++) {
      if (!this.has(byte)) continue
      const from = byte
      while (byte < 255 && this.has(byte + 1)) byte++
      ranges.push([from, byte])
    }
    return ranges
  }

  /** As JavaScript writes it: one character, or a class. */
  toSource(): string {
    const ranges = this.ranges()
    if (ranges.length === 1 && ranges[0]![0] === ranges[0]![1]) return sourceOfByte(ranges[0]![0], false)
    if (ranges.length === 0) return '[]'
    const others = this.complement().ranges()
    if (others.length === 0) return '[^]'
    const isNegated = others.length < ranges.length || (others.length === ranges.length && ranges.at(-1)![1] === 255)
    return `[${isNegated ? '^' : ''}${(isNegated ? others : ranges).map(sourceOfRange).join('')}]`
  }
}

function sourceOfRange([from, to]: readonly [number, number]): string {
  if (from === to) return sourceOfByte(from, true)
  return `${sourceOfByte(from, true)}${to === from + 1 ? '' : '-'}${sourceOfByte(to, true)}`
}

function sourceOfByte(byte: number, isInClass: boolean): string {
  if (byte < 32 || byte > 126) return `\\x${byte.toString(16).padStart(2, '0')}`
  const character = String.fromCharCode(byte)
  return (isInClass ? /[\\\]^-]/ : /[\\^$.*+?()[\]{}|/]/).test(character) ? `\\${character}` : character
}

/** Perl's classes in the C locale, as HAProxy uses them. */
export const perlClasses: Readonly<Record<string, ByteSet>> = {
  d: ByteSet.of([48, 57]),
  w: ByteSet.of([48, 57], [65, 90], [95, 95], [97, 122]),
  s: ByteSet.of([9, 13], [32, 32]),
  h: ByteSet.of([9, 9], [32, 32], [160, 160]),
  v: ByteSet.of([10, 13], [0x85, 0x85]),
  N: ByteSet.of([10, 10]).complement(),
}

/** POSIX classes in the C locale. */
export const posixClasses: Readonly<Record<string, ByteSet>> = {
  alnum: ByteSet.of([48, 57], [65, 90], [97, 122]),
  alpha: ByteSet.of([65, 90], [97, 122]),
  ascii: ByteSet.of([0, 127]),
  blank: ByteSet.of([9, 9], [32, 32]),
  cntrl: ByteSet.of([0, 31], [127, 127]),
  digit: ByteSet.of([48, 57]),
  graph: ByteSet.of([33, 126]),
  lower: ByteSet.of([97, 122]),
  print: ByteSet.of([32, 126]),
  punct: ByteSet.of([33, 47], [58, 64], [91, 96], [123, 126]),
  space: ByteSet.of([9, 13], [32, 32]),
  upper: ByteSet.of([65, 90]),
  word: ByteSet.of([48, 57], [65, 90], [95, 95], [97, 122]),
  xdigit: ByteSet.of([48, 57], [65, 70], [97, 102]),
}

const properties = new Map<string, ByteSet | null>()

/** Names of PCRE that Unicode has not: what they match in Latin-1. */
const ownProperties: Readonly<Record<string, RegExp>> = {
  any: /[\s\S]/,
  'l&': /[\p{Lu}\p{Ll}\p{Lt}]/u,
  lc: /[\p{Lu}\p{Ll}\p{Lt}]/u,
  xan: /[\p{L}\p{N}]/u,
  xsp: /[\p{Z}\t-\r\x85]/u,
  xps: /[\p{Z}\t-\r\x85]/u,
  xwd: /[\p{L}\p{N}_]/u,
}

/** The bytes with a Unicode property, taken as characters of Latin-1; null when there is no such property. */
export function propertySet(name: string): ByteSet | null {
  let set = properties.get(name)
  if (set === undefined) {
    set = findProperty(name)
    properties.set(name, set)
  }
  return set
}

function findProperty(name: string): ByteSet | null {
  const test = ownProperties[name.toLowerCase()] ?? unicodeProperty(name)
  if (test === null) return null
  const set = new ByteSet()
  for (let byte = 0; byte < 256; byte++) if (test.test(String.fromCharCode(byte))) set.addRange(byte, byte)
  return set
}

const generalCategory = /^(?:C[cfnos]?|L[lmotu]?|M[cen]?|N[dlo]?|P[cdefios]?|S[ckmo]?|Z[lps]?)$/

/** By PCRE's names, which mind neither case nor blanks, hyphens and underscores: short categories, scripts, yes-or-no ones. */
function unicodeProperty(name: string): RegExp | null {
  const [, kind, bare = ''] = /^(?:(sc|script|scx|scriptextensions)[:=])?(.*)$/i.exec(name.replace(/[\s_-]/g, ''))!
  const loose = bare.slice(0, 1).toUpperCase() + bare.slice(1).toLowerCase()
  if (kind !== undefined)
    return compileProperty(/^scx|ext/i.test(kind) ? `Script_Extensions=${loose}` : `Script=${loose}`)
  if (generalCategory.test(loose)) return compileProperty(loose)
  if (compileProperty(`General_Category=${name}`) !== null) return null
  return compileProperty(name) ?? compileProperty(loose) ?? compileProperty(`Script=${loose}`)
}

function compileProperty(text: string): RegExp | null {
  try {
    return new RegExp(`\\p{${text}}`, 'u')
  } catch {
    return null
  }
}
