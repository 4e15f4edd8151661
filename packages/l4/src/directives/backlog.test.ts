import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { backlog } from './backlog.ts'

test.each([
  ['backlog 100', { backlog: 100 }],
  ['backlog 0', { backlog: null }],
])('%s', (line, expected) => {
  expect(readLine(backlog, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['backlog', 'expects <conns>']])('refuses %s', (line, message) => {
  expect(readLine(backlog, line).errors[0]).toContain(message)
})
