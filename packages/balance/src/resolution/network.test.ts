import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { isInNetwork, parseAddressNetwork } from './network.ts'

test.each([
  ['10.0.0.0/8', '10.255.1.2', true],
  ['10.0.0.0/8', '11.0.0.1', false],
  ['10.0.0.1', '10.0.0.1', true],
  ['10.0.0.1', '10.0.0.2', false],
  ['10.0.0.128/25', '10.0.0.127', false],
  ['10.0.0.128/25', '10.0.0.129', true],
  ['0.0.0.0/0', '192.0.2.1', true],
  ['0.0.0.0/0', '::1', false],
  ['fe80::/10', 'febf::1', true],
  ['fe80::/10', 'fec0::1', false],
])('%s, %s: %s', (network, address, expected) => {
  expect(isInNetwork(parseIpAddress(address)!, parseAddressNetwork(network)!)).toBe(expected)
})

test.each(['', 'foo', '10.0.0.0/33', '10.0.0.0/', '10.0.0.0/-1', '::1/129', '10.0.0.0/8/8'])(
  '%j is no network',
  (text) => {
    expect(parseAddressNetwork(text)).toBe(null)
  },
)
