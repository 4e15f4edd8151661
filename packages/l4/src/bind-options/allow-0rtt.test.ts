import type { BindOptionKeyword } from '@weir/keyword'
import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { inertTls } from './allow-0rtt.ts'

const keywords: readonly BindOptionKeyword[] = [...inertTls]
const read = (line: string) => readLine(keywords.find((keyword) => keyword.name === line.split(' ')[0])!, line)

test.each<[string, object]>([
  ['allow-0rtt', {}],
  ['ktls on', {}],
])('%s', (line, expected) => {
  expect(read(line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([['ktls maybe', "expects one of 'on', 'off'"]])('refuses %s', (line, message) => {
  expect(read(line).errors[0]).toContain(message)
})
