import { formatSocketAddress } from '@weir/base'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { source } from './source.ts'

test.each([
  ['source 10.0.0.1:7', '10.0.0.1:7'],
  ['source 10.0.0.1:1024-2048', '10.0.0.1:1024-2048'],
])('%s', (line, expected) => {
  const { record, errors, warnings } = readLine(source, line)
  expect({ errors, warnings }).toEqual({ errors: [], warnings: [] })
  const { address, lastPort } = record.source!
  expect(
    address === null ? 'system' : `${formatSocketAddress(address)}${lastPort === undefined ? '' : `-${lastPort}`}`,
  ).toBe(expected)
})

test.each([
  ['source', 'expects <addr>'],
  ['source 10.0.0.1:5-3', "invalid port range '5-3'"],
  ['source *:1024-65536', "invalid port '65536'"],
])('refuses %s', (line, message) => {
  expect(readLine(source, line).errors[0]).toContain(message)
})
