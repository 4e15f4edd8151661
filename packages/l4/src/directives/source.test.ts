import { formatSocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { source } from './source.ts'

test.each([
  ['source 10.0.0.1', '10.0.0.1:0'],
  ['source 10.0.0.1:99', '10.0.0.1:99'],
  ['source *:0', 'system'],
  ['source 127.1:5', '127.0.0.1:5'],
  ['source tcp4@10.0.0.1', '10.0.0.1:0'],
  ['source ::1:5', '::1:5'],
])('%s', (line, expected) => {
  const { record, errors, warnings } = readLine(source, line)
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
  const { address, lastPort } = record.source!
  expect(
    address === null ? 'system' : `${formatSocketAddress(address)}${lastPort === undefined ? '' : `-${lastPort}`}`,
  ).toBe(expected)
})

test.each([
  ['source 10.0.0.1 usesrc clientip', 'not supported by Weir'],
  ['source 10.0.0.1:1-5', "port range not permitted here in '10.0.0.1:1-5'"],
  ['source x', "invalid address: 'x'"],
  ['source ipv6@10.0.0.1', "invalid address: '10.0.0.1'"],
  ['source :+5', 'port offset not permitted here'],
  ['source udp@10.0.0.1', 'dgram-type address not acceptable'],
])('refuses %s', (line, message) => {
  expect(readLine(source, line).errors[0]).toContain(message)
})

test('a socket of the file system is no place to come from', () => {
  const { record, errors, warnings } = readLine(source, 'source /run/x')
  expect([record.source, errors]).toEqual([{ address: null }, []])
  expect(warnings).toEqual([
    "'source' : connections do not come from '/run/x', the system chooses where they come from",
  ])
})
