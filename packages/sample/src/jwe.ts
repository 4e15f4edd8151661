/** Decrypting JSON Web Encryption in compact form (RFC 7516, algorithms of RFC 7518). */
import { decodeBase64Url } from './base64.ts'
import { bytesOfText } from './bytes.ts'
import type { CryptographicKey, Cryptography } from './cryptography.ts'
import { parseJsonPath, queryJson } from './json-path.ts'

/** What a token may be decrypted with. */
export type JweKey = { readonly secret: Uint8Array } | { readonly privateKey: CryptographicKey }

interface Token {
  readonly header: string
  readonly headerPart: string
  readonly encryptedKey: Uint8Array
  readonly nonce: Uint8Array
  readonly data: Uint8Array
  readonly tag: Uint8Array
}

interface Encryption {
  readonly mode: 'gcm' | 'cbc'
  /** Bits of the content key; for CBC one half authenticates. */
  readonly keyBits: number
  readonly hash: string
}

/** RFC 7518 §5.1. */
const encryptions: Readonly<Record<string, Encryption>> = {
  A128GCM: { mode: 'gcm', keyBits: 128, hash: '' },
  A192GCM: { mode: 'gcm', keyBits: 192, hash: '' },
  A256GCM: { mode: 'gcm', keyBits: 256, hash: '' },
  'A128CBC-HS256': { mode: 'cbc', keyBits: 256, hash: 'sha256' },
  'A192CBC-HS384': { mode: 'cbc', keyBits: 384, hash: 'sha384' },
  'A256CBC-HS512': { mode: 'cbc', keyBits: 512, hash: 'sha512' },
}

function parseToken(text: string): Token | null {
  const parts = text.split('.')
  if (parts.length !== 5) return null
  const decoded = parts.map(decodeBase64Url)
  if (decoded.includes(null)) return null
  const [encryptedKey, nonce, data, tag] = decoded.slice(1).map((part) => bytesOfText(part!)) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
  ]
  return { header: decoded[0]!, headerPart: parts[0]!, encryptedKey, nonce, data, tag }
}

function headerText(token: Token, path: string): string | null {
  const value = queryJson(token.header, parseJsonPath(path)!)
  return value?.kind === 'string' || value?.kind === 'structure' ? value.text : null
}

function headerBytes(token: Token, path: string): Uint8Array | null {
  const text = headerText(token, path)
  const decoded = text === null ? null : decodeBase64Url(text)
  return decoded === null ? null : bytesOfText(decoded)
}

/** The decrypted content, or null on any error. */
export function decryptJwe(text: string, key: JweKey, crypto: Cryptography): Uint8Array | null {
  const token = parseToken(text)
  if (token === null) return null
  const algorithm = headerText(token, '$.alg')
  const encryptionName = headerText(token, '$.enc')
  const encryption = encryptions[encryptionName ?? '']
  if (algorithm === null || encryption === undefined) return null
  const contentKey =
    'secret' in key
      ? unwrapWithSecret(token, algorithm, key.secret, crypto)
      : unwrapWithPrivateKey(token, algorithm, encryptionName!, encryption, key.privateKey, crypto)
  if (contentKey === null || contentKey.length * 8 !== encryption.keyBits) return null
  return decryptContent(token, encryption, contentKey, crypto)
}

function unwrapWithSecret(
  token: Token,
  algorithm: string,
  secret: Uint8Array,
  crypto: Cryptography,
): Uint8Array | null {
  if (algorithm === 'dir') return token.encryptedKey.length === 0 ? secret : null
  const match = /^A(128|192|256)(GCM)?KW$/.exec(algorithm)
  if (match === null || secret.length * 8 !== Number(match[1])) return null
  if (match[2] === undefined) return crypto.unwrapKey(secret, token.encryptedKey)
  const nonce = headerBytes(token, '$.iv')
  const tag = headerBytes(token, '$.tag')
  return nonce === null || tag === null ? null : crypto.decrypt('gcm', secret, nonce, token.encryptedKey, tag, null)
}

function unwrapWithPrivateKey(
  token: Token,
  algorithm: string,
  encryptionName: string,
  encryption: Encryption,
  key: CryptographicKey,
  crypto: Cryptography,
): Uint8Array | null {
  if (algorithm === 'RSA-OAEP') return crypto.decryptOaep('sha1', key, token.encryptedKey)
  if (algorithm === 'RSA-OAEP-256') return crypto.decryptOaep('sha256', key, token.encryptedKey)
  const match = /^ECDH-ES(?:\+A(128|192|256)KW)?$/.exec(algorithm)
  const publicJwk = headerText(token, '$.epk')
  if (match === null || publicJwk === null) return null
  const shared = crypto.agree(key, publicJwk)
  if (shared === null) return null
  if (match[1] === undefined) return deriveKey(token, encryptionName, encryption.keyBits, shared, crypto)
  const wrapping = deriveKey(token, algorithm, Number(match[1]), shared, crypto)
  return wrapping === null ? null : crypto.unwrapKey(wrapping, token.encryptedKey)
}

const uint32 = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4)
  new DataView(bytes.buffer).setUint32(0, value)
  return bytes
}

function join(...parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    joined.set(part, at)
    at += part.length
  }
  return joined
}

const prefixed = (bytes: Uint8Array): Uint8Array => join(uint32(bytes.length), bytes)

/** The Concat KDF of RFC 7518 §4.6.2. */
function deriveKey(
  token: Token,
  algorithm: string,
  bits: number,
  shared: Uint8Array,
  crypto: Cryptography,
): Uint8Array | null {
  const empty = new Uint8Array(0)
  const information = join(
    prefixed(bytesOfText(algorithm)),
    prefixed(headerBytes(token, '$.apu') ?? empty),
    prefixed(headerBytes(token, '$.apv') ?? empty),
    uint32(bits),
  )
  const key = new Uint8Array(bits / 8)
  for (let round = 1, at = 0; at < key.length; round++, at += 32) {
    const block = crypto.digest('sha256', join(uint32(round), shared, information))
    if (block === null) return null
    key.set(block.subarray(0, key.length - at), at)
  }
  return key
}

function decryptContent(
  token: Token,
  { mode, hash }: Encryption,
  key: Uint8Array,
  crypto: Cryptography,
): Uint8Array | null {
  const additional = bytesOfText(token.headerPart)
  if (mode === 'gcm') return crypto.decrypt('gcm', key, token.nonce, token.data, token.tag, additional)
  const half = key.length / 2
  const signed = join(additional, token.nonce, token.data, uint32(0), uint32(additional.length * 8))
  const expected = crypto.hmac(hash, key.subarray(0, half), signed)?.subarray(0, half)
  if (expected === undefined || token.tag.length !== half) return null
  let difference = 0
  for (let index = 0; index < half; index++) difference |= expected[index]! ^ token.tag[index]!
  return difference === 0 ? crypto.decrypt('cbc', key.subarray(half), token.nonce, token.data, null, null) : null
}
