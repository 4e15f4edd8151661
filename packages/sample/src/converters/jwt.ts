/** JSON Web Tokens in compact form: reading and verifying (manual 7.3.1, RFC 7515). */
import { type ConverterKeyword, custom, defineConverter, type Parameter, type SampleValue } from '@weir/keyword'
import { decodeBase64Url } from '../base64.ts'
import { bytesOfText } from '../bytes.ts'
import { toText } from '../cast.ts'
import { type CryptographicKey, type Cryptography, cryptoPort, keyFilesPort } from '../cryptography.ts'
import { type JsonStep, queryJson } from '../json-path.ts'
import { bindOperand, type Operand, textOrVariable } from '../parameters.ts'
import { jsonOutput, jsonPath, sampleOfJson } from './json-query.ts'

/** The decoded part of a token of three parts, or of five (encrypted) where only the header is wanted. */
function decodePart(token: string, part: 0 | 1): string | null {
  const parts = token.split('.')
  if (parts.length !== 3 && !(parts.length === 5 && part === 0)) return null
  return decodeBase64Url(parts[part]!)
}

function defineJwtQueryConverter(
  name: string,
  summary: string,
  part: 0 | 1,
): ConverterKeyword<readonly [Parameter<readonly JsonStep[] | null>, Parameter<boolean>], 'bin', 'any'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'any',
    params: [jsonPath(true), jsonOutput],
    examples: [
      {
        expression: `str(eyJhbGciOiJIUzI1NiJ9.eyJhbGciOiJ4In0.c2ln),${name}($.alg)`,
        gives: part === 0 ? 'HS256' : 'x',
      },
      { expression: `str(no-token),${name}`, gives: null },
    ],
    bind:
      ([steps, asInteger]) =>
      (input): SampleValue | null => {
        const decoded = decodePart(toText(input), part)
        if (decoded === null || steps === null) return decoded
        return sampleOfJson(queryJson(decoded, steps), asInteger)
      },
  })
}

export const jwtHeaderQuery = defineJwtQueryConverter(
  'jwt_header_query',
  'Gives the decoded header of a token, or the value at a path of it.',
  0,
)

export const jwtPayloadQuery = defineJwtQueryConverter(
  'jwt_payload_query',
  'Gives the decoded payload of a token, or the value at a path of it.',
  1,
)

/** The answers of `jwt_verify`. */
const answers = { bad: 0, verified: 1, unknownAlgorithm: -1, unmanaged: -2, badToken: -3, unknownKey: -5 } as const

type Scheme = 'hmac' | 'rsa' | 'rsa-pss' | 'ecdsa' | 'none'

interface Algorithm {
  readonly scheme: Scheme
  readonly hash: string
  /** Bytes of a signature of ECDSA, 0 for others. */
  readonly signatureBytes: number
}

const schemes: Readonly<Record<string, Scheme>> = { HS: 'hmac', RS: 'rsa', PS: 'rsa-pss', ES: 'ecdsa' }
const signatureBytes: Readonly<Record<string, number>> = { ES256: 64, ES384: 96, ES512: 132 }

/** RFC 7518 §3.1. */
function algorithmOf(name: string): Algorithm | null {
  if (name === 'none') return { scheme: 'none', hash: '', signatureBytes: 0 }
  const match = /^(HS|RS|PS|ES)(256|384|512)$/.exec(name)
  if (match === null) return null
  return { scheme: schemes[match[1]!]!, hash: `sha${match[2]}`, signatureBytes: signatureBytes[name] ?? 0 }
}

/** Keys by the path they were read from; what could not be read is remembered as null. */
type KeyReader = (name: string) => CryptographicKey | null

function verify(token: string, algorithm: Algorithm, key: string, crypto: Cryptography, readKey: KeyReader): number {
  const parts = token.split('.')
  // Without an algorithm the third part may be missing with its dot, as the oracle shows.
  if (parts.length === 2 && algorithm.scheme === 'none') parts.push('')
  if (parts.length !== 3 || parts[0] === '' || parts[1] === '') return answers.badToken
  if (algorithm.scheme === 'none') return parts[2] === '' ? answers.verified : answers.bad
  const decoded = parts[2] === '' ? null : decodeBase64Url(parts[2]!)
  if (decoded === null || decoded === '') return answers.badToken
  const data = bytesOfText(`${parts[0]}.${parts[1]}`)
  const signature = bytesOfText(decoded)
  if (algorithm.scheme === 'hmac') {
    const expected = crypto.hmac(algorithm.hash, bytesOfText(key), data)
    return expected !== null && equalBytes(expected, signature) ? answers.verified : answers.bad
  }
  const found = readKey(key)
  if (found === null) return answers.unknownKey
  if (algorithm.scheme === 'ecdsa') {
    const isMatchingCurve = found.type === 'ec' && curveBytes[found.curve ?? ''] === algorithm.signatureBytes
    if (!isMatchingCurve) return answers.bad
    if (signature.length !== algorithm.signatureBytes) return answers.badToken
  } else if (!found.type.startsWith('rsa')) return answers.bad
  return crypto.verify(algorithm.scheme, algorithm.hash, found, data, signature) ? answers.verified : answers.bad
}

const curveBytes: Readonly<Record<string, number>> = { 'P-256': 64, 'P-384': 96, 'P-521': 132 }

/** In a time that depends on the length only. */
function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length
  for (let index = 0; index < a.length; index++) difference |= a[index]! ^ (b[index] ?? 0)
  return difference === 0
}

const algorithm = custom<Operand<string>>('alg', '<alg>', (reader) => {
  const operand = textOrVariable('alg').parse(reader)
  if (typeof operand === 'symbol' || !('constant' in operand) || algorithmOf(operand.constant) !== null) return operand
  return reader.fail(`unknown JWT algorithm: ${operand.constant}`)
})

function defineJwtVerifyConverter(
  name: string,
  summary: string,
  isCertificate: boolean,
): ConverterKeyword<readonly [Parameter<Operand<string>>, Parameter<Operand<string>>], 'bin', 'sint'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'sint',
    params: [algorithm, textOrVariable(isCertificate ? 'cert' : 'key')],
    examples: [
      {
        expression: `str(no-token),${name}(HS256,secret)`,
        gives: isCertificate ? '-2' : '-3',
      },
    ],
    bind([alg, key], binder) {
      const crypto = binder.port(cryptoPort)
      const readAlgorithm = bindOperand(alg, toText)
      const readName = bindOperand(key, toText)
      const keys = new Map<string, CryptographicKey | null>()
      const readKey: KeyReader = (path) => {
        let found = keys.get(path)
        if (found === undefined) {
          const pem = binder.port(keyFilesPort).read(path)
          found = pem === null ? null : crypto.readPublicKey(pem)
          keys.set(path, found)
        }
        return found
      }
      // A key that is written out is read while the configuration is loaded, so that no request waits for the disk.
      if ('constant' in key && 'constant' in alg && usesKeyFile(alg.constant)) readKey(key.constant)
      return (input, context) => {
        const algorithmName = readAlgorithm(context)
        const keyName = readName(context)
        if (algorithmName === null || keyName === null) return null
        const known = algorithmOf(algorithmName)
        if (known === null) return answers.unknownAlgorithm
        if (isCertificate && (known.scheme === 'hmac' || known.scheme === 'none')) return answers.unmanaged
        return verify(toText(input), known, keyName, crypto, readKey)
      }
    },
  })
}

function usesKeyFile(name: string): boolean {
  const scheme = algorithmOf(name)?.scheme
  return scheme !== undefined && scheme !== 'hmac' && scheme !== 'none'
}

export const jwtVerify = defineJwtVerifyConverter(
  'jwt_verify',
  'Verifies the signature of a token: 1 when it is right, 0 when not, and below 0 what stood in the way.',
  false,
)

export const jwtVerifyCert = defineJwtVerifyConverter(
  'jwt_verify_cert',
  'Verifies the signature of a token with a certificate: 1 when it is right, 0 when not, and below 0 what stood in the way.',
  true,
)
