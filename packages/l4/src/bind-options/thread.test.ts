import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { inertOptions } from './thread.ts'

const read = (name: string, line: string) => readLine(inertOptions.find((keyword) => keyword.name === name)!, line)

test.each([
  ['thread', 'thread 1-2', {}],
  ['shards', 'shards by-thread', {}],
  ['nice', 'nice 5', {}],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['thread', 'thread', 'expects <thread>']])('%s refuses %s', (name, line, message) => {
  expect(read(name, line).errors[0]).toContain(message)
})
