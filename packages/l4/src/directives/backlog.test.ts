import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { backlog } from './backlog.ts'

test.each([['backlog 100', { backlog: 100 }]])('%s', (line, expected) => {
  expect(readLine(backlog, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['backlog 0', 'expects an integer'],
  ['backlog', 'expects <conns>'],
])('refuses %s', (line, message) => {
  expect(readLine(backlog, line).errors[0]).toContain(message)
})
