import { declaredAs, defineConverter, oneOf } from '@weir/keyword'
import { bufferPort } from '../buffer.ts'
import { withDefault } from '../parameters.ts'

interface Decoder {
  readonly isUtf8: boolean
  /** Drops what is wrong instead of failing. */
  readonly ignoresErrors: boolean
  /** Accepts sequences that are longer than needed. */
  readonly acceptsOverlong: boolean
}

const decoders: Readonly<Record<'ascii' | 'utf8' | 'utf8s' | 'utf8p' | 'utf8ps', Decoder>> = {
  ascii: { isUtf8: false, ignoresErrors: false, acceptsOverlong: false },
  utf8: { isUtf8: true, ignoresErrors: false, acceptsOverlong: false },
  utf8s: { isUtf8: true, ignoresErrors: true, acceptsOverlong: false },
  utf8p: { isUtf8: true, ignoresErrors: false, acceptsOverlong: true },
  utf8ps: { isUtf8: true, ignoresErrors: true, acceptsOverlong: true },
}

const short: Readonly<Record<number, string>> = {
  8: '\\b',
  9: '\\t',
  10: '\\n',
  12: '\\f',
  13: '\\r',
  34: '\\"',
  47: '\\/',
  92: '\\\\',
}

function escapeCode(code: number): string {
  return (
    short[code] ?? (code >= 32 && code < 127 ? String.fromCharCode(code) : `\\u${code.toString(16).padStart(4, '0')}`)
  )
}

interface Sequence {
  readonly length: number
  /** Null when it is no character of this decoder. */
  readonly code: number | null
}

/** One UTF-8 sequence (RFC 3629): the smallest code that needs its length tells overlong ones apart. */
function readSequence(input: string, at: number, acceptsOverlong: boolean): Sequence {
  const lead = input.charCodeAt(at)
  if (lead < 0x80) return { length: 1, code: lead }
  const size = lead >= 0xc0 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf8 ? 4 : 0
  if (size === 0) return { length: 1, code: null }
  let code = lead & (0x7f >> size)
  let length = 1
  for (; length < size; length++) {
    const byte = input.charCodeAt(at + length)
    if (!(byte >= 0x80 && byte < 0xc0)) return { length, code: null }
    code = (code << 6) | (byte & 0x3f)
  }
  const smallest = size === 2 ? 0x80 : size === 3 ? 0x800 : 0x10000
  const isForbidden = (code >= 0xd800 && code <= 0xdfff) || code === 0xfffe || code === 0xffff || code > 0xffff
  return { length, code: isForbidden || (code < smallest && !acceptsOverlong) ? null : code }
}

function escapeJson(input: string, decoder: Decoder): string | null {
  let escaped = ''
  for (let at = 0; at < input.length; ) {
    if (!decoder.isUtf8) {
      escaped += escapeCode(input.charCodeAt(at++))
      continue
    }
    const { length, code } = readSequence(input, at, decoder.acceptsOverlong)
    at += length
    if (code !== null) escaped += escapeCode(code)
    else if (!decoder.ignoresErrors) return null
  }
  return escaped
}

/** Escapes a string for JSON, after reading it as ASCII or UTF-8. Manual 7.3.1. */
export const json = defineConverter({
  name: 'json',
  summary: 'Escapes a string so that it can stand between the quotes of a JSON string, in ASCII.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [declaredAs(withDefault(oneOf('input-code', ['ascii', 'utf8', 'utf8s', 'utf8p', 'utf8ps']), 'ascii'), 1)],
  examples: [
    { expression: 'bin(612f22c3a9),json(utf8)', gives: 'a\\/\\"\\u00e9' },
    { expression: 'bin(61ff62),json(utf8s)', gives: 'ab' },
    { expression: 'bin(61ff62),json(utf8)', gives: null },
  ],
  bind([name], binder) {
    const longest = binder.port(bufferPort).bytes
    const decoder = decoders[name]
    return (input) => {
      const escaped = escapeJson(input, decoder)
      return escaped === null || escaped.length > longest ? null : escaped
    }
  },
})
