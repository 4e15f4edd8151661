import { describe, expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestLanguage } from '../testing/language.ts'
import { jwtDecryptCert, jwtDecryptJwk, jwtDecryptSecret } from './jwt-decrypt.ts'

describeExpressions('jwt_decrypt', [jwtDecryptCert, jwtDecryptJwk, jwtDecryptSecret])

/** Makes tokens by the book (RFC 7516 §5.1) with Node's cryptography. */
interface Encrypting {
  randomBytes(size: number): Bytes
  createCipheriv(name: string, key: Uint8Array, iv: Uint8Array): Cipher
  createHmac(name: string, key: Uint8Array): { update(data: Uint8Array | string): { digest(): Bytes } }
  publicEncrypt(key: object, data: Uint8Array): Bytes
  generateKeyPairSync(type: string, options: object): { publicKey: Key; privateKey: Key }
  readonly constants: { readonly RSA_PKCS1_OAEP_PADDING: number }
}
interface Bytes extends Uint8Array {
  toString(encoding?: string): string
}
interface Cipher {
  setAAD(data: Uint8Array): void
  update(data: Uint8Array | string): Bytes
  final(): Bytes
  getAuthTag(): Bytes
}
interface Key {
  export(options: object): string
}
const { process, Buffer } = globalThis as unknown as {
  process: { getBuiltinModule(name: string): Encrypting }
  Buffer: {
    from(data: string | Uint8Array): Bytes
    concat(parts: readonly Uint8Array[]): Bytes
    alloc(n: number, v?: number): Bytes
  }
}
const crypto = process.getBuiltinModule('node:crypto')
const encode = (data: string | Uint8Array): string => Buffer.from(data).toString('base64url')

function seal(header: object, encryptedKey: Uint8Array, contentKey: Uint8Array): string {
  const headerPart = encode(JSON.stringify(header))
  const nonce = crypto.randomBytes(12)
  const cipher = crypto.createCipheriv(`aes-${contentKey.length * 8}-gcm`, contentKey, nonce)
  cipher.setAAD(Buffer.from(headerPart))
  const data = Buffer.concat([cipher.update('hello'), cipher.final()])
  return [headerPart, encode(encryptedKey), encode(nonce), encode(data), encode(cipher.getAuthTag())].join('.')
}

function sealCbc(header: object, contentKey: Uint8Array): string {
  const headerPart = encode(JSON.stringify(header))
  const nonce = crypto.randomBytes(16)
  const cipher = crypto.createCipheriv('aes-128-cbc', contentKey.subarray(16), nonce)
  const data = Buffer.concat([cipher.update('hello'), cipher.final()])
  const length = Buffer.alloc(8, 0)
  new DataView(length.buffer, length.byteOffset).setUint32(4, headerPart.length * 8)
  const signed = Buffer.concat([Buffer.from(headerPart), nonce, data, length])
  const tag = crypto.createHmac('sha256', contentKey.subarray(0, 16)).update(signed).digest().subarray(0, 16)
  return [headerPart, '', encode(nonce), encode(data), encode(tag)].join('.')
}

const secret = Buffer.alloc(16, 7)
const base64 = secret.toString('base64')
const contentKey = Buffer.alloc(32, 9)

function wrapped(): Bytes {
  const cipher = crypto.createCipheriv('id-aes128-wrap', secret, Buffer.alloc(8, 0xa6))
  return Buffer.concat([cipher.update(contentKey), cipher.final()])
}

const open = (token: string, converter: string, files: Record<string, string> = {}): string | null =>
  createTestLanguage({ files }).evaluateText(`str(${token}),${converter}`)

describe('jwt_decrypt', () => {
  test('with a shared secret: direct, AES-CBC with HMAC, and wrapped keys', () => {
    expect(open(seal({ alg: 'dir', enc: 'A128GCM' }, Buffer.from(''), secret), `jwt_decrypt_secret(${base64})`)).toBe(
      'hello',
    )
    const long = contentKey.toString('base64')
    expect(open(sealCbc({ alg: 'dir', enc: 'A128CBC-HS256' }, contentKey), `jwt_decrypt_secret(${long})`)).toBe('hello')
    const token = seal({ alg: 'A128KW', enc: 'A256GCM' }, wrapped(), contentKey)
    expect(open(token, `jwt_decrypt_secret(${base64})`)).toBe('hello')
    const jwk = `'{"kty":"oct","k":"${encode(secret)}"}'`
    expect(open(token, `jwt_decrypt_jwk(${jwk})`)).toBe('hello')
  })

  test('with the private key of a certificate', () => {
    const { publicKey, privateKey } = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
    const padding = crypto.constants.RSA_PKCS1_OAEP_PADDING
    const encryptedKey = crypto.publicEncrypt({ key: publicKey, padding, oaepHash: 'sha256' }, contentKey)
    const token = seal({ alg: 'RSA-OAEP-256', enc: 'A256GCM' }, encryptedKey, contentKey)
    const files = { 'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }) }
    expect(open(token, 'jwt_decrypt_cert(key.pem)', files)).toBe('hello')
    expect(
      open(seal({ alg: 'RSA-OAEP', enc: 'A256GCM' }, encryptedKey, contentKey), 'jwt_decrypt_cert(key.pem)', files),
    ).toBe('')
  })

  test('an error of any kind gives an empty sample', () => {
    const token = seal({ alg: 'dir', enc: 'A128GCM' }, Buffer.from(''), secret)
    expect(open('no-token', `jwt_decrypt_secret(${base64})`)).toBe('')
    expect(open(`${token.slice(0, -2)}AA`, `jwt_decrypt_secret(${base64})`)).toBe('')
    expect(open(token, `jwt_decrypt_secret(${Buffer.alloc(16, 8).toString('base64')})`)).toBe('')
  })
})
