import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { boundInterface } from './interface.ts'

test('interface', () => {
  const read = readLine(boundInterface, 'interface eth0')
  expect(read).toMatchObject({ record: { interfaceName: 'eth0' }, errors: [], warnings: [] })
})

test('interface wants a name', () => {
  expect(readLine(boundInterface, 'interface').errors).toEqual(["'interface' : missing interface name"])
})
