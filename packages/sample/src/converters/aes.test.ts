import { describeExpressions } from '../testing/describe-converter.ts'
import { aesCbcDec, aesCbcEnc, aesGcmDec, aesGcmEnc } from './aes.ts'

/** The first vectors with plaintext of NIST's GCM test set (McGrew and Viega, test case 2: all zero). */
const zeroKey = 'AAAAAAAAAAAAAAAAAAAAAA=='
const zeroNonce = 'AAAAAAAAAAAAAAAA'

describeExpressions(
  'aes',
  [aesCbcDec, aesCbcEnc, aesGcmDec, aesGcmEnc],
  [
    [
      `bin(00000000000000000000000000000000),aes_gcm_enc(128,${zeroNonce},${zeroKey},txn.tag),hex`,
      '0388DACE60B6A392F328C2B971B2FE78',
    ],
    [
      `bin(00000000000000000000000000000000),aes_gcm_enc(128,${zeroNonce},${zeroKey},txn.tag),hex,concat(/,txn.tag)`,
      '0388DACE60B6A392F328C2B971B2FE78/q25H1CzsE731OmeyEle93w==',
    ],
    [`bin(0388dace60b6a392f328c2b971b2fe78),aes_gcm_dec(128,${zeroNonce},${zeroKey},AAAAAAAAAAAAAAAAAAAAAA==)`, null],
    ['str(a),aes_gcm_dec(100,YQ==,YQ==,YQ==)', { refused: /128, 192 or 256/ }],
    ['str(a),aes_gcm_dec(128,!,YQ==,YQ==)', { refused: /failed to parse nonce/ }],
    ['str(a),aes_gcm_dec(128,YQ==,YQ==,YQ==)', null],
    ['str(a),aes_cbc_dec(128,YQ==,YQ==)', null],
  ],
)
