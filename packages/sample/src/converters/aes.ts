/** AES encryption and decryption (manual 7.3.1). */
import { type ConverterKeyword, defineConverter, int, type Parameter } from '@weir/keyword'
import { encodeBase64 } from '../base64.ts'
import { bufferPort } from '../buffer.ts'
import { type CipherMode, cryptoPort } from '../cryptography.ts'
import { type Operand, textOrVariable, variableName, withDefault } from '../parameters.ts'
import { bindSetVariable } from '../set-variable.ts'
import type { VariableName } from '../variables.ts'
import { bindBase64, isBase64, notBase64 } from './digest.ts'

type Text = Operand<string>
type Complain = (message: string, argument?: number) => void

const bits = int('bits')
const additional = withDefault<Text | null>(textOrVariable('aad') as Parameter<Text | null>, null)

function checkBits(value: number, complain: Complain): void {
  if (value !== 128 && value !== 192 && value !== 256) complain('key size must be 128, 192 or 256 (bits)', 0)
}

function checkBase64(name: string, operand: Text | null, position: number, complain: Complain): void {
  if (operand !== null && !isBase64(operand)) complain(`failed to parse ${name}: ${notBase64}`, position)
}

const noBytes = (): null => null

function defineAesCbcConverter(
  name: string,
  summary: string,
  isEncryption: boolean,
): ConverterKeyword<
  readonly [Parameter<number>, Parameter<Text>, Parameter<Text>, Parameter<Text | null>],
  'bin',
  'bin'
> {
  return defineConverter({
    name,
    summary,
    manual: '7.3.1',
    in: 'bin',
    out: 'bin',
    params: [bits, textOrVariable('nonce'), textOrVariable('key'), additional],
    examples: isEncryption
      ? [
          {
            expression: 'str(hello),aes_cbc_enc(128,MTIzNDU2Nzg5MDEyMzQ1Ng==,Zm9vb2Zvb29mb29wZm9vbw==),hex',
            gives: 'DB3CC2D0120F83DCA4AFD17FF9746633',
          },
        ]
      : [
          {
            expression:
              'bin(DB3CC2D0120F83DCA4AFD17FF9746633),aes_cbc_dec(128,MTIzNDU2Nzg5MDEyMzQ1Ng==,Zm9vb2Zvb29mb29wZm9vbw==)',
            gives: 'hello',
          },
        ],
    check([size, nonce, key, aad], complain) {
      checkBits(size, complain)
      checkBase64('nonce', nonce, 1, complain)
      checkBase64('key', key, 2, complain)
      checkBase64('aad', aad, 3, complain)
    },
    bind([size, nonce, key], binder) {
      const crypto = binder.port(cryptoPort)
      const longest = binder.port(bufferPort).bytes
      const readNonce = bindBase64(nonce)
      const readKey = bindBase64(key)
      return (input, context) => {
        const nonceBytes = readNonce(context)
        const keyBytes = readKey(context)
        if (nonceBytes === null || keyBytes === null || keyBytes.length !== size / 8) return null
        if (!isEncryption) return crypto.decrypt('cbc', keyBytes, nonceBytes, input, null, null)
        const data = crypto.encrypt('cbc', keyBytes, nonceBytes, input, null)?.data ?? null
        // Padding makes it longer.
        return data === null || data.length > longest ? null : data
      }
    },
  })
}

export const aesCbcEnc = defineAesCbcConverter('aes_cbc_enc', 'Encrypts with AES in CBC mode.', true)
export const aesCbcDec = defineAesCbcConverter('aes_cbc_dec', 'Decrypts with AES in CBC mode.', false)

const gcm: CipherMode = 'gcm'

export const aesGcmEnc = defineConverter({
  name: 'aes_gcm_enc',
  summary: 'Encrypts with AES in GCM mode and puts the tag in base64 into a variable.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [bits, textOrVariable('nonce'), textOrVariable('key'), variableName('aead_tag'), additional],
  examples: [
    {
      expression:
        'str(hello),aes_gcm_enc(128,MDAwMDAwMDAwMDAw,Zm9vb2Zvb29mb29wZm9vbw==,txn.tag),aes_gcm_dec(128,MDAwMDAwMDAwMDAw,Zm9vb2Zvb29mb29wZm9vbw==,txn.tag)',
      gives: 'hello',
    },
  ],
  check([size, nonce, key, , aad], complain) {
    checkBits(size, complain)
    checkBase64('nonce', nonce, 1, complain)
    checkBase64('key', key, 2, complain)
    checkBase64('aad', aad, 4, complain)
  },
  bind([size, nonce, key, tag, aad]: readonly [number, Text, Text, VariableName, Text | null], binder) {
    const crypto = binder.port(cryptoPort)
    const readNonce = bindBase64(nonce)
    const readKey = bindBase64(key)
    const readAdditional = aad === null ? noBytes : bindBase64(aad)
    const setTag = bindSetVariable({ variable: tag, conditions: [] })
    return (input, context) => {
      const nonceBytes = readNonce(context)
      const keyBytes = readKey(context)
      const extra = readAdditional(context)
      if (nonceBytes === null || keyBytes === null || keyBytes.length !== size / 8) return null
      if (aad !== null && extra === null) return null
      const encrypted = crypto.encrypt(gcm, keyBytes, nonceBytes, input, extra)
      if (encrypted === null || encrypted.tag === null) return null
      setTag(context, encodeBase64(encrypted.tag, false))
      return encrypted.data
    }
  },
})

export const aesGcmDec = defineConverter({
  name: 'aes_gcm_dec',
  summary: 'Decrypts with AES in GCM mode; a wrong tag gives no sample.',
  manual: '7.3.1',
  in: 'bin',
  out: 'bin',
  params: [bits, textOrVariable('nonce'), textOrVariable('key'), textOrVariable('aead_tag'), additional],
  check([size, nonce, key, tag, aad], complain) {
    checkBits(size, complain)
    checkBase64('nonce', nonce, 1, complain)
    checkBase64('key', key, 2, complain)
    checkBase64('aead_tag', tag, 3, complain)
    checkBase64('aad', aad, 4, complain)
  },
  bind([size, nonce, key, tag, aad], binder) {
    const crypto = binder.port(cryptoPort)
    const readNonce = bindBase64(nonce)
    const readKey = bindBase64(key)
    const readTag = bindBase64(tag)
    const readAdditional = aad === null ? noBytes : bindBase64(aad)
    return (input, context) => {
      const nonceBytes = readNonce(context)
      const keyBytes = readKey(context)
      const tagBytes = readTag(context)
      const extra = readAdditional(context)
      if (nonceBytes === null || keyBytes === null || tagBytes === null || keyBytes.length !== size / 8) return null
      if (aad !== null && extra === null) return null
      return crypto.decrypt(gcm, keyBytes, nonceBytes, input, tagBytes, extra)
    }
  },
})
