import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { rateLimitSessions } from './rate-limit-sessions.ts'

test.each([['rate-limit sessions 10', { maxSessionsPerSecond: 10 }]])('%s', (line, expected) => {
  expect(readLine(rateLimitSessions, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['rate-limit sessions x', 'expects an integer']])('refuses %s', (line, message) => {
  expect(readLine(rateLimitSessions, line).errors[0]).toContain(message)
})
