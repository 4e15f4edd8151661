import { definePort } from '@weir/keyword'

/** A public or private key that the port has read; opaque to this package. */
export interface CryptographicKey {
  /** `rsa`, `rsa-pss`, `ec`, `ed25519` … as the implementation names it. */
  readonly type: string
  /** The curve of an `ec` key: `P-256`, `P-384`, `P-521`; null for others. */
  readonly curve: string | null
}

export type CipherMode = 'gcm' | 'cbc'

/** What converters need of cryptography. All calls are synchronous; failures are null, never exceptions. */
export interface Cryptography {
  /** The digest, or null when the algorithm (OpenSSL's name, any case) is unknown. */
  digest(algorithm: string, data: Uint8Array): Uint8Array | null
  hmac(algorithm: string, key: Uint8Array, data: Uint8Array): Uint8Array | null
  /** AES with a key of 128, 192 or 256 bits. GCM gives the tag of 16 bytes as well; CBC pads (PKCS #7). */
  encrypt(
    mode: CipherMode,
    key: Uint8Array,
    nonce: Uint8Array,
    data: Uint8Array,
    additional: Uint8Array | null,
  ): { readonly data: Uint8Array; readonly tag: Uint8Array | null } | null
  /** Null when the tag or the padding is wrong. */
  decrypt(
    mode: CipherMode,
    key: Uint8Array,
    nonce: Uint8Array,
    data: Uint8Array,
    tag: Uint8Array | null,
    additional: Uint8Array | null,
  ): Uint8Array | null
  /** AES key unwrapping (RFC 3394); null when the integrity check fails. */
  unwrapKey(key: Uint8Array, wrapped: Uint8Array): Uint8Array | null
  /** Reads a public key from PEM text: `PUBLIC KEY`, `RSA PUBLIC KEY` or a certificate. */
  readPublicKey(pem: string): CryptographicKey | null
  /** Reads a private key from PEM text or from a JSON Web Key. */
  readPrivateKey(text: string): CryptographicKey | null
  /** Whether a signature is right. ECDSA signatures are the two numbers side by side (RFC 7518 §3.4). */
  verify(
    scheme: 'rsa' | 'rsa-pss' | 'ecdsa',
    hash: string,
    key: CryptographicKey,
    data: Uint8Array,
    signature: Uint8Array,
  ): boolean
  /** RSA-OAEP decryption with a hash for the label and the mask. */
  decryptOaep(hash: string, key: CryptographicKey, data: Uint8Array): Uint8Array | null
  /** The shared secret of a private key and a public JSON Web Key; null when they do not fit. */
  agree(key: CryptographicKey, publicJwk: string): Uint8Array | null
}

/** Supplied by the runtime; converters that need it cannot be bound without. */
export const cryptoPort = definePort<Cryptography>('cryptography')

/** Reads the files that converters name: keys and certificates. */
export interface KeyFiles {
  /** The text of a key or certificate file known to the configuration, or null. */
  read(path: string): string | null
}

/** Supplied by whoever loads the configuration's files. */
export const keyFilesPort = definePort<KeyFiles>('key-files')
