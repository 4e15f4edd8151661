import type { DirectiveKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { dhParameters } from './ssl-dh-param-file.ts'

const keywords: readonly DirectiveKeyword[] = [...dhParameters]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([['tune.ssl.default-dh-param 2048', {}]])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['ssl-dh-param-file /nonexistent', 'unable to load DH parameters'],
  ['ssl-dh-param-file', 'expects a file path'],
  ['tune.ssl.default-dh-param 100', 'expects a value >= 1024'],
])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
