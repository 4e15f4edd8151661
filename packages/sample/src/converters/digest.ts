/** Digests and message authentication codes (manual 7.3.1). */
import { defineConverter, type SampleContext, text } from '@weir/keyword'
import { decodeBase64 } from '../base64.ts'
import { bytesOfText } from '../bytes.ts'
import { toText } from '../cast.ts'
import { cryptoPort } from '../cryptography.ts'
import { type Operand, readVariable, sint, textOrVariable, withDefault } from '../parameters.ts'
import type { Sint } from '../sint.ts'

/** Message digests of OpenSSL 3's default provider. */
const digests = new Set(
  'md5 md5-sha1 sha1 sha224 sha256 sha384 sha512 sha512-224 sha512-256 sha3-224 sha3-256 sha3-384 sha3-512 shake128 shake256 blake2b512 blake2s256 ripemd160 sm3'.split(
    ' ',
  ),
)

/** OpenSSL's short name: case does not matter, and `SHA-1`, `SHA2-256` and `SHA512/256` are other spellings. */
function digestName(written: string): string {
  return written
    .toLowerCase()
    .replace(/^sha-?(?=1$)/, 'sha')
    .replace(/^sha2?-(?=224$|256$|384$|512$)/, 'sha')
    .replace('/', '-')
}

const isDigest = (written: string): boolean => digests.has(digestName(written))

export const sha1 = defineConverter({
  name: 'sha1',
  summary: 'Gives the SHA-1 digest, 20 bytes.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [],
  examples: [{ expression: 'str(abc),sha1,hex', gives: 'A9993E364706816ABA3E25717850C26C9CD0D89D' }],
  bind(_, binder) {
    const crypto = binder.port(cryptoPort)
    return (input) => crypto.digest('sha1', input)
  },
})

export const sha2 = defineConverter({
  name: 'sha2',
  summary: 'Gives a digest of the SHA-2 family with 224, 256, 384 or 512 bits.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [withDefault<Sint>(sint('bits'), 256)],
  examples: [
    {
      expression: 'str(abc),sha2,hex',
      gives: 'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
    },
  ],
  check([bits], complain) {
    if (![224, 256, 384, 512].includes(Number(bits))) complain(`unsupported number of bits: '${bits}'`, 0)
  },
  bind([bits], binder) {
    const crypto = binder.port(cryptoPort)
    return (input) => crypto.digest(`sha${bits}`, input)
  },
})

export const digest = defineConverter({
  name: 'digest',
  summary: 'Gives the digest of an algorithm by its OpenSSL name.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [text('algorithm')],
  examples: [{ expression: 'str(abc),digest(md5),hex', gives: '900150983CD24FB0D6963F7D28E17F72' }],
  check([algorithm], complain) {
    if (!isDigest(algorithm)) complain('algorithm must be a valid OpenSSL message digest name', 0)
  },
  bind([algorithm], binder) {
    const crypto = binder.port(cryptoPort)
    const name = digestName(algorithm)
    return (input) => crypto.digest(name, input)
  },
})

/** The bytes of a base64 constant, or of a variable that holds base64. */
export function bindBase64(operand: Operand<string>): (context: SampleContext) => Uint8Array | null {
  const decode = (written: string): Uint8Array | null => {
    const bytes = decodeBase64(written)
    return bytes === null ? null : bytesOfText(bytes)
  }
  if ('constant' in operand) {
    const bytes = decode(operand.constant)
    return () => bytes
  }
  const read = readVariable(operand.variable)
  return (context) => {
    const value = read(context)
    return value === null ? null : decode(toText(value))
  }
}

export const isBase64 = (operand: Operand<string>): boolean =>
  !('constant' in operand) || decodeBase64(operand.constant) !== null

export const notBase64 = 'argument needs to be base64 encoded, and can either be a string or a variable'

export const hmac = defineConverter({
  name: 'hmac',
  summary: 'Gives the message authentication code with a digest algorithm and a key in base64 or in a variable.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [text('algorithm'), textOrVariable('key')],
  examples: [
    {
      expression: 'str(abc),hmac(sha256,a2V5),hex',
      gives: '9C196E32DC0175F86F4B1CB89289D6619DE6BEE699E4C378E68309ED97A1A6AB',
    },
  ],
  check([algorithm, key], complain) {
    if (!isDigest(algorithm)) complain('algorithm must be a valid OpenSSL message digest name', 0)
    if (!isBase64(key)) complain(`failed to parse key: ${notBase64}`, 1)
  },
  bind([algorithm, key], binder) {
    const crypto = binder.port(cryptoPort)
    const name = digestName(algorithm)
    const readKey = bindBase64(key)
    return (input, context) => {
      const bytes = readKey(context)
      return bytes === null ? null : crypto.hmac(name, bytes, input)
    }
  },
})
