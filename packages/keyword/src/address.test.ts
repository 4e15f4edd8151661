import { type AddressRules, formatSocketAddress, parseIpAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { findInHostsFile, type LateName, readSocketAddress } from './address.ts'
import type { ArgumentReader, ParseHost } from './argument-reader.ts'

const rules: AddressRules = { socket: 'stream', port: 'optional' }
const span = { file: 'C', line: 1, column: 0, length: 1 }

function read(text: string, lateNames?: LateName[]) {
  const problems: string[] = []
  const reader = {
    host: { variable: (name: string) => (name === 'HOST' ? '10.0.0.1' : undefined), lateNames } as unknown as ParseHost,
    fail: (message: string) => void problems.push(message),
  } as unknown as ArgumentReader
  return { address: readSocketAddress(reader, { text, span }, rules, "'addr' : "), problems }
}

test.each([
  ['10.0.0.1:80', '10.0.0.1:80'],
  ['$HOST:81', '10.0.0.1:81'],
  ['*', '0.0.0.0:0'],
  ['abns@n', 'unix:n'],
])('%s', (text, expected) => {
  expect(formatSocketAddress(read(text).address as never)).toBe(expected)
})

test('a name is looked up later', () => {
  const names: LateName[] = []
  const { address } = read('ipv4@db.test:5', names)
  expect(formatSocketAddress(address as never)).toBe('0.0.0.0:5')
  const [name, ...more] = names
  expect([name?.host, name?.family, name?.subject, more]).toEqual(['db.test', 4, "'addr' : ", []])
  name!.settle(parseIpAddress('10.0.0.9')!)
  expect(formatSocketAddress(address as never)).toBe('10.0.0.9:5')
})

test('no name is taken where none is looked up, nor what cannot be one', () => {
  expect(read('db.test').problems).toEqual(["'addr' : invalid address: 'db.test' in 'db.test'"])
  expect(read('a!b', []).problems).toEqual(["'addr' : invalid address: 'a!b' in 'a!b'"])
  expect(read('a..b', []).problems).toEqual(["'addr' : invalid address: 'a..b' in 'a..b'"])
})

test('the hosts file has names of either family', () => {
  const host = { readFile: () => ({ text: '::1 both six\n127.0.0.1 both\n' }) }
  const find = (name: string, family: 'any' | 4 | 6) => findInHostsFile(host, name, family)?.toString() ?? null
  expect([find('both', 'any'), find('both', 6), find('six', 4), find('six', 'any')]).toEqual([
    '127.0.0.1',
    '::1',
    null,
    '::1',
  ])
  expect(findInHostsFile({ readFile: () => ({ error: 'none' }) }, 'both', 'any')).toBeNull()
})
