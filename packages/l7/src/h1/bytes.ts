/** Tables of octets for the scanner: one load both validates and folds a byte. */

/** RFC 9110 §5.6.2 token characters to their lower case; 0 for every other octet. */
export const tokenLower: Uint8Array = new Uint8Array(256)
for (const character of "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyz") {
  tokenLower[character.charCodeAt(0)] = character.charCodeAt(0)
}
for (let upper = 65; upper <= 90; upper++) tokenLower[upper] = upper + 32

/** 1 for what may stand in a request target as HAProxy sees it: visible ASCII but `#`. */
export const targetOctet: Uint8Array = new Uint8Array(256)
for (let octet = 0x21; octet < 0x7f; octet++) targetOctet[octet] = 1
targetOctet[0x23] = 0

/** The octets of a name in lower case, to compare with scanned bytes. */
export const octetsOf = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0))

export const isDigit = (octet: number): boolean => octet >= 48 && octet <= 57

/** A buffer with the two latin1 methods that skip the choice of an encoding (bench/head-parser.ts). */
export interface LatinBuffer extends Buffer {
  latin1Slice(start: number, end: number): string
  latin1Write(text: string, offset: number): number
}

export const allocateLatin = (sizeBytes: number): LatinBuffer => Buffer.allocUnsafeSlow(sizeBytes) as LatinBuffer
