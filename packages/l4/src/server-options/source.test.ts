import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { source } from './source.ts'

test.each([
  ['source 10.0.0.1:7', { source: { address: '10.0.0.1', port: 7 } }],
  ['source 10.0.0.1:1024-2048', { source: { address: '10.0.0.1', port: 1024, lastPort: 2048 } }],
])('%s', (line, expected) => {
  expect(readLine(source, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['source', 'expects <addr>'],
  ['source 10.0.0.1:5-3', "invalid port range '5-3'"],
  ['source *:1024-65536', "invalid port '65536'"],
])('refuses %s', (line, message) => {
  expect(readLine(source, line).errors[0]).toContain(message)
})
