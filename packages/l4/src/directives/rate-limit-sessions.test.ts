import { OptionsStore } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { rateLimitSessions } from './rate-limit-sessions.ts'

test.each([['rate-limit sessions 10', { maxSessionsPerSecond: 10 }]])('%s', (line, expected) => {
  expect(readLine(rateLimitSessions, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test('says that a limit is replaced', () => {
  const store = new OptionsStore()
  const warningsOf = (line: string): readonly string[] => readLine(rateLimitSessions, line, { store }).warnings
  expect(warningsOf('rate-limit sessions 2')).toEqual([])
  expect(warningsOf('rate-limit sessions 0')).toEqual(['overwriting rate-limit sessions which was already specified'])
  expect(warningsOf('rate-limit sessions 3')).toEqual([])
})

test.each([['rate-limit sessions x', 'expects an integer']])('refuses %s', (line, message) => {
  expect(readLine(rateLimitSessions, line).errors[0]).toContain(message)
})
