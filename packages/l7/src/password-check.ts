/** The hashes of crypt(3) that user lists hold: SHA-256 and SHA-512 (U. Drepper's specification, public domain). */
import { createHash, timingSafeEqual } from 'node:crypto'
import type { PasswordCheck } from './user-list.ts'

const alphabet = './0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

interface Scheme {
  readonly algorithm: 'sha256' | 'sha512'
  readonly sizeBytes: number
  /** Which three bytes of the digest make four characters, in order; the last group is shorter. */
  readonly groups: readonly (readonly number[])[]
}

function rotatedGroups(count: number, step: readonly [number, number, number], turn: number): number[][] {
  const groups: number[][] = []
  let [a, b, c] = step
  for (let index = 0; index < count; index++) {
    groups.push([a, b, c])
    ;[a, b, c] = turn === 0 ? [c + 1, a + 1, b + 1] : [b + 1, c + 1, a + 1]
  }
  return groups
}

const schemes: Readonly<Record<string, Scheme>> = {
  5: { algorithm: 'sha256', sizeBytes: 32, groups: [...rotatedGroups(10, [0, 10, 20], 0), [31, 30]] },
  6: { algorithm: 'sha512', sizeBytes: 64, groups: [...rotatedGroups(21, [0, 21, 42], 1), [63]] },
}

function encode(digest: Buffer, groups: Scheme['groups']): string {
  let text = ''
  for (const group of groups) {
    let value = 0
    for (const index of group) value = value * 256 + digest[index]!
    for (let length = [0, 2, 3, 4][group.length]!; length > 0; length--) {
      text += alphabet[value & 63]
      value >>>= 6
    }
  }
  return text
}

/** `source` again and again until there are `length` bytes. */
function repeat(source: Buffer, length: number): Buffer {
  return Buffer.alloc(length, source)
}

function digestOf(scheme: Scheme, password: Buffer, salt: Buffer, rounds: number): Buffer {
  const hash = (...parts: Buffer[]): Buffer => createHash(scheme.algorithm).update(Buffer.concat(parts)).digest()
  const alternate = hash(password, salt, password)
  const parts = [password, salt, repeat(alternate, password.length)]
  for (let bits = password.length; bits > 0; bits >>= 1) parts.push((bits & 1) === 1 ? alternate : password)
  let digest = hash(...parts)
  const passwordBytes = repeat(hash(...new Array<Buffer>(password.length).fill(password)), password.length)
  const saltBytes = repeat(hash(...new Array<Buffer>(16 + digest[0]!).fill(salt)), salt.length)
  for (let round = 0; round < rounds; round++) {
    const isOdd = (round & 1) === 1
    const own = [isOdd ? passwordBytes : digest]
    if (round % 3 !== 0) own.push(saltBytes)
    if (round % 7 !== 0) own.push(passwordBytes)
    own.push(isOdd ? digest : passwordBytes)
    digest = hash(...own)
  }
  return digest
}

/** The crypt(3) string of a password, or null for a scheme that is not known. `setting` is a salt or a whole string. */
export function cryptPassword(password: string, setting: string): string | null {
  const match = /^\$([56])\$(?:rounds=([0-9]+)\$)?([^$]{0,16})/.exec(setting)
  if (match === null) return null
  const [, id, roundsText, saltText] = match
  const scheme = schemes[id!]!
  const rounds = roundsText === undefined ? 5000 : Math.min(999_999_999, Math.max(1000, Number(roundsText)))
  const bytes = Buffer.from(password, 'latin1')
  const digest = digestOf(scheme, bytes, Buffer.from(saltText!, 'latin1'), rounds)
  const prefix = roundsText === undefined ? '' : `rounds=${rounds}$`
  return `$${id}$${prefix}${saltText}$${encode(digest, scheme.groups)}`
}

/** Checks `password` lines of user lists. Other schemes than SHA-256 and SHA-512 match nothing. */
export function createPasswordCheck(): PasswordCheck {
  return {
    verify(password, hashed) {
      const computed = cryptPassword(password, hashed)
      if (computed === null || computed.length !== hashed.length) return false
      return timingSafeEqual(Buffer.from(computed, 'latin1'), Buffer.from(hashed, 'latin1'))
    },
  }
}
