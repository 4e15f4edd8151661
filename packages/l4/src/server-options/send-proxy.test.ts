import { balanceBundle, serverLines } from '@weir/balance'
import { readLines } from '@weir/balance/testing'
import { sampleBundle } from '@weir/sample'
import { expect, test } from 'vitest'
import { l4Bundle } from '../bundle.ts'
import { transportOptions } from '../transport-options.ts'

function read(line: string) {
  const { options, messages } = readLines([sampleBundle, balanceBundle, l4Bundle], `server s 127.0.0.1:80 ${line}`)
  const words = options.get(serverLines).serverLines[0]?.options.get(transportOptions).sendProxy
  return words === undefined
    ? messages
    : [[...words.versions].sort(), [...words.fields], words.formats.map(({ type, format }) => `${type} ${format.text}`)]
}

/** As HAProxy counts them: what is left decides. */
test.each([
  ['', [[], [], []]],
  ['send-proxy', [[1], [], []]],
  ['send-proxy no-send-proxy', [[], [], []]],
  ['send-proxy send-proxy-v2 no-send-proxy-v2', [[1], [], []]],
  ['send-proxy-v2 no-send-proxy', [[2], [], []]],
  ['send-proxy-v2-ssl send-proxy', [[1, 2], ['ssl'], []]],
  ['send-proxy-v2-ssl no-send-proxy-v2-ssl', [[], [], []]],
  ['send-proxy-v2-ssl-cn no-send-proxy-v2-ssl-cn', [[], [], []]],
  ['send-proxy-v2-ssl-cn no-send-proxy-v2-ssl', [[], ['cert-cn'], []]],
  ['send-proxy-v2-ssl no-send-proxy-v2', [[], ['ssl'], []]],
  ['proxy-v2-options ssl,crc32c', [[], ['ssl', 'crc32c'], []]],
  ['send-proxy-v2 set-proxy-v2-tlv-fmt(0xE0) %[src] set-proxy-v2-tlv-fmt(5) x', [[2], [], ['224 %[src]', '5 x']]],
  ['set-proxy-v2-tlv-fmt(5) x set-proxy-v2-tlv-fmt(5) y', [[], [], ['5 y']]],
])('%s', (line, expected) => {
  expect(read(line)).toEqual(expected)
})

test.each([
  ['proxy-v2-options ssl,foo', "'foo' : proxy v2 option not implemented"],
  ['proxy-v2-options', "'' : proxy v2 option not implemented"],
  ['proxy-v2-options ssl,,crc32c', "'' : proxy v2 option not implemented"],
  ['set-proxy-v2-tlv-fmt(256) x', 'the maximum allowed TLV ID is 255'],
  ['set-proxy-v2-tlv-fmt(x) x', "expects the number of a field in parentheses, but got 'x'"],
  ['set-proxy-v2-tlv-fmt x', "expects the number of a field in parentheses, but got ''"],
  ['set-proxy-v2-tlv-fmt(1)', 'expects a format for the value of the field'],
  ['send-proxy(1)', "unknown keyword 'send-proxy(1)' on a 'server' line"],
])('%s is refused', (line, message) => {
  expect(read(line)).toEqual([message])
})
