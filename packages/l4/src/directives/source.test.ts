import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { source } from './source.ts'

test.each([
  ['source 10.0.0.1', { source: { address: '10.0.0.1', port: null } }],
  ['source 10.0.0.1:99', { source: { address: '10.0.0.1', port: 99 } }],
  ['source *:0', { source: { address: '0.0.0.0', port: null } }],
  ['source ::1:5', { source: { address: '::1', port: 5 } }],
])('%s', (line, expected) => {
  expect(readLine(source, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['source 10.0.0.1 usesrc clientip', 'not supported by Weir'],
  ['source 10.0.0.1:1-5', "port range not permitted here in '10.0.0.1:1-5'"],
  ['source x', "invalid address: 'x'"],
])('refuses %s', (line, message) => {
  expect(readLine(source, line).errors[0]).toContain(message)
})
