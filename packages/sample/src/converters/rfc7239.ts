/** The Forwarded header (manual 7.3.1, RFC 7239). */
import { parseIpAddress } from '@weir/base'
import { defineConverter, oneOf } from '@weir/keyword'
import { longestText } from '../buffer.ts'
import { toText } from '../cast.ts'
import { isValidForwarded, parseForwarded, parseForwardedNode } from '../rfc7239.ts'
import { parseSint } from '../sint.ts'

export const rfc7239IsValid = defineConverter({
  name: 'rfc7239_is_valid',
  summary: 'Tells whether a Forwarded header follows RFC 7239, with parameter names in lower case.',
  manual: '7.3.1',
  in: 'str',
  out: 'bool',
  params: [],
  examples: [
    { expression: `str('for=192.0.2.1;proto=https'),rfc7239_is_valid`, gives: '1' },
    { expression: 'str(proto=custom),rfc7239_is_valid', gives: '0' },
    { expression: 'str(For=192.0.2.1),rfc7239_is_valid', gives: '0' },
  ],
  bind: () => isValidForwarded,
})

export const rfc7239Field = defineConverter({
  name: 'rfc7239_field',
  summary: 'Gives the first value of a parameter of a Forwarded header, without quotes.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [oneOf('field', ['proto', 'host', 'for', 'by'])],
  examples: [
    { expression: `str('for="[::1]:80";host=a.b, for=_x'),rfc7239_field(for)`, gives: '[::1]:80' },
    { expression: 'str(for=_x),rfc7239_field(host)', gives: null },
  ],
  bind:
    ([field]) =>
    (input) => {
      for (const parameters of parseForwarded(input) ?? []) {
        for (const { name, value } of parameters) if (name === field) return value
      }
      return null
    },
})

export const rfc7239N2nn = defineConverter({
  name: 'rfc7239_n2nn',
  summary: 'Gives the name of a node: an address, unknown, or an obfuscated name.',
  manual: '7.3.1',
  in: 'str',
  out: 'any',
  params: [],
  examples: [
    { expression: `str('[::1]:80'),rfc7239_n2nn`, gives: '::1' },
    { expression: `str('_obf:_port'),rfc7239_n2nn`, gives: '_obf' },
  ],
  bind: () => (input) => {
    const node = parseForwardedNode(input)
    return node === null ? null : (parseIpAddress(node.name) ?? node.name)
  },
})

export const rfc7239N2np = defineConverter({
  name: 'rfc7239_n2np',
  summary: 'Gives the port of a node: a number or an obfuscated port.',
  manual: '7.3.1',
  in: 'str',
  out: 'any',
  params: [],
  examples: [
    { expression: `str('192.0.2.1:80'),rfc7239_n2np`, gives: '80' },
    { expression: 'str(192.0.2.1),rfc7239_n2np', gives: null },
  ],
  bind: () => (input) => {
    const port = parseForwardedNode(input)?.port ?? null
    return port === null || port.startsWith('_') ? port : parseSint(port)
  },
})

/** With the underscore that it has to start with (RFC 7239 §6.3), null when that no longer fits. */
function obfuscated(name: string, longest: number): string | null {
  if (name.startsWith('_')) return name
  return name.length < longest ? `_${name}` : null
}

export const rfc7239Nn = defineConverter({
  name: 'rfc7239_nn',
  summary: 'Turns an address or a string to the name of a node.',
  manual: '7.3.1',
  in: 'any',
  out: 'str',
  params: [],
  examples: [
    { expression: 'ipv6(::1),rfc7239_nn', gives: '[::1]' },
    { expression: 'str(test),rfc7239_nn', gives: '_test' },
    { expression: 'str(),rfc7239_nn', gives: 'unknown' },
  ],
  bind(_, binder) {
    const longest = longestText(binder)
    return (input) => {
      const text = toText(input)
      if (text === '') return 'unknown'
      const address = parseIpAddress(text)
      if (address !== null) return address.family === 6 ? `[${text}]` : text
      if (text === 'unknown') return text
      return obfuscated(text, longest)
    }
  },
})

export const rfc7239Np = defineConverter({
  name: 'rfc7239_np',
  summary: 'Turns an integer or a string to the port of a node.',
  manual: '7.3.1',
  in: 'any',
  out: 'str',
  params: [],
  examples: [
    { expression: 'int(12),rfc7239_np', gives: '12' },
    { expression: 'str(test),rfc7239_np', gives: '_test' },
    { expression: 'str(),rfc7239_np', gives: null },
  ],
  bind(_, binder) {
    const longest = longestText(binder)
    return (input) => {
      const text = toText(input)
      if (text === '') return null
      return /^[0-9]+$/.test(text) ? text : obfuscated(text, longest)
    }
  },
})
