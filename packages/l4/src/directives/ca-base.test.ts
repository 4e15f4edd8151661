import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { baseDirectories, storeDirectories } from './ca-base.ts'

const keywords: readonly DirectiveKeyword[] = [...baseDirectories, ...storeDirectories]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['ca-base /a', { authorityBase: '/a' }],
  ['crt-base /a', { certificateBase: '/a' }],
  ['key-base /a', { keyBase: '/a' }],
  ['issuers-chain-path /a', { issuersPath: '/a' }],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['ca-base', 'expects a directory path as an argument']])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})

test('stores have their own', () => {
  expect(readLine(storeDirectories[0]!, 'crt-base /s').record).toMatchObject({ certificateBase: '/s' })
  expect(readLine(storeDirectories[1]!, 'key-base /s').record).toMatchObject({ keyBase: '/s' })
})
