import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { owners } from './mode.ts'

const read = (name: string, line: string) => readLine(owners.find((keyword) => keyword.name === name)!, line)

test.each([
  ['mode', 'mode 660', { mode: 0o660 }],
  ['user', 'user root', { userName: 'root' }],
  ['group', 'group root', { groupName: 'root' }],
  ['uid', 'uid 5', { userId: 5 }],
  ['gid', 'gid 5', { groupId: 5 }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['mode', 'mode 9', 'expects an octal number']])('%s refuses %s', (name, line, message) => {
  expect(read(name, line).errors[0]).toContain(message)
})
