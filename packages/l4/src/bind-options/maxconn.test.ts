import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { limits } from './maxconn.ts'

const read = (name: string, line: string) => readLine(limits.find((keyword) => keyword.name === name)!, line)

test.each([
  ['maxconn', 'maxconn 5', { maxConnections: 5 }],
  ['backlog', 'backlog 7', { backlog: 7 }],
  ['backlog', 'backlog 0', { backlog: null }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['maxconn', 'maxconn -1', 'expects an integer'],
  ['backlog', 'backlog -1', 'expects an integer'],
])('%s refuses %s', (name, line, message) => {
  expect(read(name, line).errors[0]).toContain(message)
})
