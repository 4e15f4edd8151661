import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { names } from './name.ts'

const read = (name: string, line: string) => readLine(names.find((keyword) => keyword.name === name)!, line)

test.each([
  ['name', 'name web', { name: 'web' }],
  ['id', 'id 5', { id: 5 }],
  ['label', 'label x', { label: 'x' }],
  ['guid-prefix', 'guid-prefix g', { guidPrefix: 'g' }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['id', 'id 0', 'expects an integer']])('%s refuses %s', (name, line, message) => {
  expect(read(name, line).errors[0]).toContain(message)
})
