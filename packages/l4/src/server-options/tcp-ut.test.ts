import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { tcpUt } from './tcp-ut.ts'

test.each([['tcp-ut 5s', { userTimeoutMs: 5000 }]])('%s', (line, expected) => {
  expect(readLine(tcpUt, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['tcp-ut x', 'expects a time']])('refuses %s', (line, message) => {
  expect(readLine(tcpUt, line).errors[0]).toContain(message)
})
