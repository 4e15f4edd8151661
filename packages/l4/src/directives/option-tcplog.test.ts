import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { optionTcplog } from './option-tcplog.ts'

test.each([
  ['option tcplog', { format: 'tcp' }],
  ['option tcplog clf', { format: 'tcp-clf' }],
])('%s', (line, expected) => {
  expect(readLine(optionTcplog, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['option tcplog x', "only supports option 'clf'"]])('refuses %s', (line, message) => {
  expect(readLine(optionTcplog, line).errors[0]).toContain(message)
})
