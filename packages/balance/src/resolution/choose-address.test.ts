import { parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { chooseAddress } from './choose-address.ts'
import { parseAddressNetwork } from './network.ts'

const ip = (text: string) => parseIpAddress(text)!

function choose(addresses: string[], { taken = [] as string[], networks = [] as string[], prefers = 4 as 4 | 6 } = {}) {
  const chosen = chooseAddress(addresses.map(ip), {
    prefers,
    networks: networks.map((text) => parseAddressNetwork(text)!),
    taken: taken.map(ip),
  })
  return chosen === null ? null : String(chosen)
}

test('nothing is chosen where nothing is left', () => {
  expect(choose([])).toBe(null)
  expect(choose(['10.0.0.1'], { taken: ['10.0.0.1'] })).toBe(null)
})

test('four servers take four addresses, the last one of the answer first', () => {
  const answer = ['10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4']
  const taken: string[] = []
  for (let server = 0; server < 4; server++) taken.push(choose(answer, { taken })!)
  expect(taken).toEqual(['10.0.0.4', '10.0.0.1', '10.0.0.2', '10.0.0.3'])
})

test.each([
  [['10.0.0.1', '::1'], { prefers: 6 as const }, '::1'],
  [['::1', '10.0.0.1'], { prefers: 6 as const }, '::1'],
  [['10.0.0.1', '192.0.2.1'], { networks: ['10.0.0.0/8'] }, '10.0.0.1'],
  [['10.0.0.1', '::1'], { networks: ['10.0.0.0/8'], prefers: 6 as const }, '10.0.0.1'],
  [['10.0.0.1', '192.0.2.1'], { networks: ['172.16.0.0/12'] }, '192.0.2.1'],
])('%j with %j: %s', (addresses, preferences, expected) => {
  expect(choose(addresses, preferences)).toBe(expected)
})
