/** The parts of a Host header (manual 7.3.1). */
import { defineConverter } from '@weir/keyword'
import { lowerAscii } from '../bytes.ts'

/** Where the colon in front of the port stands, or -1: the last colon, unless it is inside brackets. */
function portColon(input: string): number {
  const colon = input.lastIndexOf(':')
  return colon > input.lastIndexOf(']') ? colon : -1
}

export const hostOnly = defineConverter({
  name: 'host_only',
  summary: 'Gives the host of a Host header in lower case, without the port.',
  manual: '7.3.1',
  in: 'str',
  out: 'str',
  params: [],
  examples: [
    { expression: 'str(Example.com:80),host_only', gives: 'example.com' },
    { expression: 'str([::1]:80),host_only', gives: '[::1]' },
  ],
  bind: () => (input) => {
    const colon = portColon(input)
    return lowerAscii(colon < 0 ? input : input.slice(0, colon))
  },
})

export const portOnly = defineConverter({
  name: 'port_only',
  summary: 'Gives the port of a Host header, or 0 when there is none.',
  manual: '7.3.1',
  in: 'str',
  out: 'sint',
  params: [],
  examples: [
    { expression: 'str(example.com:80),port_only', gives: '80' },
    { expression: 'str([::1]),port_only', gives: '0' },
  ],
  bind: () => (input) => {
    const colon = portColon(input)
    let port = 0
    if (colon < 0) return port
    for (let index = colon + 1; index < input.length; index++) {
      // Anything counts as a digit, in 32 bits, as in the oracle: `a:80x` gives 872.
      port = (Math.imul(port, 10) + input.charCodeAt(index) - 48) >>> 0
    }
    return port
  },
})
