/** Fetches that give what is written in their parentheses (manual 7.3.2). */
import { custom, defineFetch, text } from '@weir/keyword'
import { bytesOfHex } from '../bytes.ts'
import { ipAddress, sint } from '../parameters.ts'

const constant =
  <T>(value: T) =>
  () =>
    value

export const str = defineFetch({
  name: 'str',
  summary: 'Gives a string.',
  manual: '7.3.2',
  out: 'str',
  source: 'constant',
  params: [custom('string', '<string>', (reader) => reader.next()?.text ?? '')],
  examples: [{ expression: 'str(abc)', gives: 'abc' }],
  bind: ([value]) => constant(value),
})

export const int = defineFetch({
  name: 'int',
  summary: 'Gives a signed integer of 64 bits.',
  manual: '7.3.2',
  out: 'sint',
  source: 'constant',
  params: [sint('integer')],
  examples: [
    { expression: 'int(-5)', gives: '-5' },
    { expression: 'int(9223372036854775808)', gives: '9223372036854775807' },
  ],
  bind: ([value]) => constant(value),
})

const truth = custom<boolean>('bool', '{ true | false | 1 | 0 }', (reader) => {
  const text = reader.next()?.text ?? ''
  const value = /^(?:(true|1)|false|0)$/i.exec(text)
  return value === null ? reader.fail("<bool> expects one of 'true', 'false', '1', '0'") : value[1] !== undefined
})

export const bool = defineFetch({
  name: 'bool',
  summary: 'Gives a boolean.',
  manual: '7.3.2',
  out: 'bool',
  source: 'constant',
  params: [truth],
  examples: [{ expression: 'bool(true)', gives: '1' }],
  bind: ([value]) => constant(value),
})

export const bin = defineFetch({
  name: 'bin',
  summary: 'Gives the bytes of a hexadecimal string.',
  manual: '7.3.2',
  out: 'bin',
  source: 'constant',
  params: [text('hex')],
  examples: [{ expression: 'bin(616263)', gives: 'abc' }],
  check([hex], complain) {
    if (hex === '' || bytesOfHex(hex) === null)
      complain(`expects an even number of hexadecimal digits, but got '${hex}'`, 0)
  },
  bind: ([hex]) => constant(bytesOfHex(hex)!),
})

export const ipv4 = defineFetch({
  name: 'ipv4',
  summary: 'Gives an IPv4 address.',
  manual: '7.3.2',
  out: 'ipv4',
  source: 'constant',
  params: [ipAddress('ipv4', 4)],
  examples: [{ expression: 'ipv4(192.0.2.1)', gives: '192.0.2.1' }],
  bind: ([address]) => constant(address),
})

export const ipv6 = defineFetch({
  name: 'ipv6',
  summary: 'Gives an IPv6 address.',
  manual: '7.3.2',
  out: 'ipv6',
  source: 'constant',
  params: [ipAddress('ipv6', 6)],
  examples: [{ expression: 'ipv6(2001:db8:0::1)', gives: '2001:db8::1' }],
  bind: ([address]) => constant(address),
})

export const meth = defineFetch({
  name: 'meth',
  summary: 'Gives an HTTP method.',
  manual: '7.3.2',
  out: 'meth',
  source: 'constant',
  params: [text('method')],
  examples: [{ expression: 'meth(GET)', gives: 'GET' }],
  bind: ([method]) => constant(method),
})

export const alwaysTrue = defineFetch({
  name: 'always_true',
  summary: 'Always true.',
  manual: '7.3.2',
  out: 'bool',
  source: 'constant',
  params: [],
  examples: [{ expression: 'always_true', gives: '1' }],
  bind: () => constant(true),
})

export const alwaysFalse = defineFetch({
  name: 'always_false',
  summary: 'Always false.',
  manual: '7.3.2',
  out: 'bool',
  source: 'constant',
  params: [],
  examples: [{ expression: 'always_false', gives: '0' }],
  bind: () => constant(false),
})
