/** Base64 and its URL variant (RFC 4648 §4 and §5). */
import { type Binder, defineConverter } from '@weir/keyword'
import { decodeBase64, decodeUnpaddedBase64Url, encodeBase64 } from '../base64.ts'
import { longestText } from '../buffer.ts'
import { bytesOfText } from '../bytes.ts'

/** What a buffer can't hold gives no sample; the padding counts where there is none, too. */
function encodeWithin(binder: Binder, isUrl: boolean): (input: Uint8Array) => string | null {
  const longest = longestText(binder)
  return (input) => (Math.ceil(input.length / 3) * 4 > longest ? null : encodeBase64(input, isUrl))
}

export const base64 = defineConverter({
  name: 'base64',
  summary: 'Encodes bytes in base64.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [],
  examples: [{ expression: 'str(a),base64', gives: 'YQ==' }],
  bind: (_, binder) => encodeWithin(binder, false),
})

export const ub64enc = defineConverter({
  name: 'ub64enc',
  summary: 'Encodes bytes in base64url, without padding.',
  manual: '7.3.1',
  in: 'bin',
  out: 'str',
  params: [],
  examples: [{ expression: 'bin(fbff),ub64enc', gives: '-_8' }],
  bind: (_, binder) => encodeWithin(binder, true),
})

export const b64dec = defineConverter({
  name: 'b64dec',
  summary: 'Decodes base64; what is not valid gives no sample.',
  manual: '7.3.1',
  in: 'str',
  out: 'bin',
  params: [],
  examples: [
    { expression: 'str(YWJj),b64dec', gives: 'abc' },
    { expression: 'str(YW),b64dec', gives: null },
  ],
  bind: () => (input) => {
    const text = decodeBase64(input)
    return text === null ? null : bytesOfText(text)
  },
})

export const ub64dec = defineConverter({
  name: 'ub64dec',
  summary: 'Decodes base64url, which has no padding; what is not valid gives no sample.',
  manual: '7.3.1',
  in: 'str',
  out: 'bin',
  params: [],
  examples: [{ expression: 'str(YWI),ub64dec', gives: 'ab' }],
  bind: () => decodeUnpaddedBase64Url,
})
