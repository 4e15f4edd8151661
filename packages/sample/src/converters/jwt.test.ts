import { describe, expect, test } from 'vitest'
import { bytesOfText } from '../bytes.ts'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestContext, createTestLanguage } from '../testing/language.ts'
import { jwtHeaderQuery, jwtPayloadQuery, jwtVerify, jwtVerifyCert } from './jwt.ts'

/** The part of Node's cryptography that makes keys and signatures for these tests. */
interface Signing {
  generateKeyPairSync(type: string, options: object): { publicKey: Key; privateKey: Key }
  sign(hash: string, data: Uint8Array, key: object): Uint8Array & { toString(encoding: string): string }
  readonly constants: { readonly RSA_PKCS1_PSS_PADDING: number; readonly RSA_PSS_SALTLEN_DIGEST: number }
}
interface Key {
  export(options: object): string
}
const { process } = globalThis as unknown as { process: { getBuiltinModule(name: string): Signing } }
const crypto = process.getBuiltinModule('node:crypto')

describeExpressions(
  'jwt',
  [jwtHeaderQuery, jwtPayloadQuery, jwtVerify, jwtVerifyCert],
  [
    ['str(a.b.c),jwt_verify(XX,secret)', { refused: /unknown JWT algorithm: XX/ }],
    ['str(a.b.YWJj),jwt_verify(RS256,missing.pem)', '-5'],
  ],
)

describe('signatures with key pairs', () => {
  const rsa = crypto.generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const files = {
    'rsa.pem': rsa.publicKey.export({ type: 'spki', format: 'pem' }),
    'ec.pem': ec.publicKey.export({ type: 'spki', format: 'pem' }),
  }
  const signed = (options: object, hash = 'sha256'): string => {
    const data = 'eyJhbGciOiJ4In0.eyJzdWIiOiJ1In0'
    return `${data}.${crypto.sign(hash, bytesOfText(data), options).toString('base64url')}`
  }
  const rs256 = signed({ key: rsa.privateKey })
  const ps256 = signed({
    key: rsa.privateKey,
    padding: crypto.constants.RSA_PKCS1_PSS_PADDING,
    saltLength: crypto.constants.RSA_PSS_SALTLEN_DIGEST,
  })
  const es256 = signed({ key: ec.privateKey, dsaEncoding: 'ieee-p1363' })

  test.each([
    ['RS256', rs256, 'rsa.pem', '1'],
    ['RS384', rs256, 'rsa.pem', '0'],
    ['PS256', ps256, 'rsa.pem', '1'],
    ['RS256', ps256, 'rsa.pem', '0'],
    ['ES256', es256, 'ec.pem', '1'],
    ['ES384', es256, 'ec.pem', '0'],
    ['RS256', es256, 'ec.pem', '0'],
    ['ES256', es256.slice(0, -4), 'ec.pem', '-3'],
  ])('%s of a token with %s is %s', (algorithm, token, key, expected) => {
    const language = createTestLanguage({ files })
    const expression = `str(${token}),jwt_verify(${algorithm},${key})`
    expect(language.evaluateText(expression, createTestContext())).toBe(expected)
  })
})
