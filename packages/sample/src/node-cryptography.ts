/**
 * The cryptographic port on top of `node:crypto`. The module is handed in, so that this package imports nothing of a
 * runtime: `createCryptography(await import('node:crypto'))`.
 */
import type { CryptographicKey, Cryptography } from './cryptography.ts'

interface NodeKey {
  readonly asymmetricKeyType?: string | undefined
  readonly asymmetricKeyDetails?: { readonly namedCurve?: string | undefined } | undefined
}

interface NodeHash {
  update(data: Uint8Array): NodeHash
  digest(): Uint8Array
}

interface NodeCipher {
  update(data: Uint8Array): Uint8Array
  final(): Uint8Array
  setAAD(data: Uint8Array): unknown
  getAuthTag(): Uint8Array
  setAuthTag(tag: Uint8Array): unknown
}

/** The parts of `node:crypto` that are used. */
export interface NodeCrypto {
  createHash(algorithm: string): NodeHash
  createHmac(algorithm: string, key: Uint8Array): NodeHash
  createCipheriv(algorithm: string, key: Uint8Array, iv: Uint8Array): unknown
  createDecipheriv(algorithm: string, key: Uint8Array, iv: Uint8Array): unknown
  createPublicKey(input: never): NodeKey
  createPrivateKey(input: never): NodeKey
  verify(hash: string, data: Uint8Array, key: never, signature: Uint8Array): boolean
  privateDecrypt(key: never, data: Uint8Array): Uint8Array
  diffieHellman(keys: never): unknown
  readonly constants: {
    readonly RSA_PKCS1_PSS_PADDING: number
    readonly RSA_PKCS1_OAEP_PADDING: number
    readonly RSA_PSS_SALTLEN_DIGEST: number
  }
}

interface HeldKey extends CryptographicKey {
  readonly handle: NodeKey
}

const curves: Readonly<Record<string, string>> = { prime256v1: 'P-256', secp384r1: 'P-384', secp521r1: 'P-521' }

function hold(handle: NodeKey): HeldKey {
  const curve = handle.asymmetricKeyDetails?.namedCurve ?? ''
  return { type: handle.asymmetricKeyType ?? '', curve: curves[curve] ?? null, handle }
}

const handleOf = (key: CryptographicKey): NodeKey => (key as HeldKey).handle

/** Runs what throws on bad input; null then. */
function attempt<T>(run: () => T): T | null {
  try {
    return run()
  } catch {
    return null
  }
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

const wrapNonce = Uint8Array.from({ length: 8 }, () => 0xa6)

export function createCryptography(crypto: NodeCrypto): Cryptography {
  const cipherName = (mode: string, key: Uint8Array): string => `aes-${key.length * 8}-${mode}`
  return {
    digest: (algorithm, data) => attempt(() => Uint8Array.from(crypto.createHash(algorithm).update(data).digest())),
    hmac: (algorithm, key, data) =>
      attempt(() => Uint8Array.from(crypto.createHmac(algorithm, key).update(data).digest())),
    encrypt: (mode, key, nonce, data, additional) =>
      attempt(() => {
        const cipher = crypto.createCipheriv(cipherName(mode, key), key, nonce) as NodeCipher
        if (additional !== null) cipher.setAAD(additional)
        const encrypted = join(cipher.update(data), cipher.final())
        return { data: encrypted, tag: mode === 'gcm' ? Uint8Array.from(cipher.getAuthTag()) : null }
      }),
    decrypt: (mode, key, nonce, data, tag, additional) =>
      attempt(() => {
        const cipher = crypto.createDecipheriv(cipherName(mode, key), key, nonce) as NodeCipher
        if (tag !== null) cipher.setAuthTag(tag)
        if (additional !== null) cipher.setAAD(additional)
        return join(cipher.update(data), cipher.final())
      }),
    unwrapKey: (key, wrapped) =>
      attempt(() => {
        const cipher = crypto.createDecipheriv(`id-aes${key.length * 8}-wrap`, key, wrapNonce) as NodeCipher
        return join(cipher.update(wrapped), cipher.final())
      }),
    readPublicKey: (pem) => attempt(() => hold(crypto.createPublicKey(pem as never))),
    readPrivateKey: (text) =>
      attempt(() => {
        if (!text.trimStart().startsWith('{')) return hold(crypto.createPrivateKey(text as never))
        return hold(crypto.createPrivateKey({ key: JSON.parse(text), format: 'jwk' } as never))
      }),
    verify(scheme, hash, key, data, signature) {
      const options = {
        key: handleOf(key),
        ...(scheme === 'ecdsa' ? { dsaEncoding: 'ieee-p1363' } : {}),
        ...(scheme === 'rsa-pss'
          ? { padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST }
          : {}),
      }
      return attempt(() => crypto.verify(hash, data, options as never, signature)) ?? false
    },
    decryptOaep: (hash, key, data) =>
      attempt(() => {
        const options = { key: handleOf(key), padding: crypto.constants.RSA_PKCS1_OAEP_PADDING, oaepHash: hash }
        return Uint8Array.from(crypto.privateDecrypt(options as never, data))
      }),
    agree: (key, publicJwk) =>
      attempt(() => {
        const publicKey = crypto.createPublicKey({ key: JSON.parse(publicJwk), format: 'jwk' } as never)
        return Uint8Array.from(crypto.diffieHellman({ privateKey: handleOf(key), publicKey } as never) as Uint8Array)
      }),
  }
}
