/** Decrypting JSON Web Tokens in compact form (manual 7.3.1). An error of any kind gives an empty sample. */
import {
  type Binder,
  type ConverterKeyword,
  defineConverter,
  type ExpressionExample,
  type Parameter,
} from '@weir/keyword'
import { decodeBase64, decodeBase64Url } from '../base64.ts'
import { bytesOfText } from '../bytes.ts'
import { toText } from '../cast.ts'
import { type Cryptography, cryptoPort, keyFilesPort } from '../cryptography.ts'
import { parseJsonPath, queryJson } from '../json-path.ts'
import { decryptJwe, type JweKey } from '../jwe.ts'
import { bindOperand, type Operand, textOrVariable } from '../parameters.ts'

const exampleToken = 'eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AQEBAQEBAQEBAQEB.yWeghOU.s_-aL7kKJ0qnKW1i6KNhxQ'

type ReadKey = (text: string, crypto: Cryptography, binder: Binder) => JweKey | null

function readSecret(text: string): JweKey | null {
  const secret = decodeBase64(text)
  return secret === null ? null : { secret: bytesOfText(secret) }
}

/** A key of type `oct` is a secret, any other one a private key. */
function readJwk(text: string, crypto: Cryptography): JweKey | null {
  const member = (name: string): string | null => {
    const value = queryJson(text, parseJsonPath(`$.${name}`)!)
    return value?.kind === 'string' ? value.text : null
  }
  if (member('kty') === 'oct') {
    const secret = decodeBase64Url(member('k') ?? '')
    return secret === null || secret === '' ? null : { secret: bytesOfText(secret) }
  }
  const privateKey = crypto.readPrivateKey(text)
  return privateKey === null ? null : { privateKey }
}

function readCertificate(path: string, crypto: Cryptography, binder: Binder): JweKey | null {
  const pem = binder.port(keyFilesPort).read(path)
  const privateKey = pem === null ? null : crypto.readPrivateKey(pem)
  return privateKey === null ? null : { privateKey }
}

function defineJwtDecryptConverter(
  name: string,
  summary: string,
  argument: string,
  readKey: ReadKey,
  examples: readonly ExpressionExample[] = [],
): ConverterKeyword<readonly [Parameter<Operand<string>>], 'bin', 'bin'> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'bin',
    params: [textOrVariable(argument)],
    examples,
    bind([operand], binder) {
      const crypto = binder.port(cryptoPort)
      const readText = bindOperand(operand, toText)
      const keys = new Map<string, JweKey | null>()
      const keyOf = (text: string): JweKey | null => {
        let key = keys.get(text)
        if (key === undefined) {
          key = readKey(text, crypto, binder)
          // Keys may come from the traffic: what is remembered is bounded.
          if (keys.size >= 100) keys.clear()
          keys.set(text, key)
        }
        return key
      }
      const constant = 'constant' in operand ? keyOf(operand.constant) : null
      if ('constant' in operand && constant === null) throw new Error(`'${name}' cannot read its key`)
      const empty = new Uint8Array(0)
      return (input, context) => {
        const text = readText(context)
        const key = constant ?? (text === null ? null : keyOf(text))
        return (key === null ? null : decryptJwe(toText(input), key, crypto)) ?? empty
      }
    },
  })
}

export const jwtDecryptSecret = defineJwtDecryptConverter(
  'jwt_decrypt_secret',
  'Decrypts a token with a secret in base64 or in a variable.',
  'secret',
  readSecret,
  [{ expression: `str(${exampleToken}),jwt_decrypt_secret(BwcHBwcHBwcHBwcHBwcHBw==)`, gives: 'hello' }],
)

export const jwtDecryptJwk = defineJwtDecryptConverter(
  'jwt_decrypt_jwk',
  'Decrypts a token with a JSON Web Key, written out or in a variable.',
  'jwk',
  readJwk,
  [
    {
      expression: `str(${exampleToken}),jwt_decrypt_jwk('{"kty":"oct","k":"BwcHBwcHBwcHBwcHBwcHBw"}')`,
      gives: 'hello',
    },
  ],
)

export const jwtDecryptCert = defineJwtDecryptConverter(
  'jwt_decrypt_cert',
  'Decrypts a token with the private key of a certificate.',
  'cert',
  readCertificate,
)
