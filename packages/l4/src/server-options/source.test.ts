import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { source } from './source.ts'

test.each([['source 10.0.0.1:7', { source: { address: '10.0.0.1', port: 7 } }]])('%s', (line, expected) => {
  expect(readLine(source, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['source', 'expects <addr>']])('refuses %s', (line, message) => {
  expect(readLine(source, line).errors[0]).toContain(message)
})
