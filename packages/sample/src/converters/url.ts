/** Percent encoding (manual 7.3.1). */
import { declaredAs, defineConverter, int, oneOf } from '@weir/keyword'
import { longestText } from '../buffer.ts'
import { hexDigit } from '../bytes.ts'
import { withDefault } from '../parameters.ts'

const percentOf: readonly string[] = Array.from(
  { length: 256 },
  (_, byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
)

/** What fits of an encoded text: no half of an escape, and none that would fill the buffer. */
function cutEncoded(encoded: string, longest: number): string {
  const cut = encoded.slice(0, longest)
  return cut.replace(/%[^%]{0,2}$/, '')
}

/** Everything but RFC 3986's unreserved characters. */
export const urlEnc = defineConverter({
  name: 'url_enc',
  summary: 'Percent-encodes everything that may not stand in a query.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [declaredAs(withDefault(oneOf('enc_type', ['query']), 'query'), 1)],
  examples: [{ expression: 'str(a b/~),url_enc', gives: 'a%20b%2F~' }],
  bind(_, binder) {
    const longest = longestText(binder)
    return (input) => {
      const encoded = input.replace(/[^A-Za-z0-9._~-]/g, (character) => percentOf[character.charCodeAt(0) & 255]!)
      return encoded.length <= longest ? encoded : cutEncoded(encoded, longest)
    }
  },
})

function decode(input: string, isForm: boolean): string | null {
  if (!input.includes('%') && !input.includes('+')) return input
  let decoded = ''
  let isQuery = isForm
  for (let index = 0; index < input.length; index++) {
    const character = input[index]!
    if (character === '%') {
      const high = hexDigit(input.charCodeAt(index + 1))
      const low = hexDigit(input.charCodeAt(index + 2))
      if (high < 0 || low < 0) return null
      decoded += String.fromCharCode(high * 16 + low)
      index += 2
    } else if (character === '+' && isQuery) decoded += ' '
    else {
      if (character === '?') isQuery = true
      decoded += character
    }
  }
  return decoded
}

export const urlDec = defineConverter({
  name: 'url_dec',
  summary: 'Decodes percent-encoded text; a plus is a blank behind a question mark, or everywhere in a form.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [withDefault(int('in_form'), 0)],
  examples: [
    { expression: 'str(a%20b+c?d+e),url_dec', gives: 'a b+c?d e' },
    { expression: 'str(a+b),url_dec(1)', gives: 'a b' },
    { expression: 'str(%4),url_dec', gives: null },
  ],
  bind:
    ([inForm]) =>
    (input) =>
      decode(input, inForm !== 0),
})
