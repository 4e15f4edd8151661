import { expect, test } from 'vitest'
import { readLine } from '../testing/index.ts'
import { logFormats } from './log-format.ts'

const read = (name: string, line: string) => readLine(logFormats.find((keyword) => keyword.name === name)!, line)

test.each([
  ['log-format', 'log-format %ci', { format: { text: '%ci' } }],
  ['log-format-sd', 'log-format-sd %ci', { structuredData: { text: '%ci' } }],
  ['error-log-format', 'error-log-format %ci', { errorFormat: { text: '%ci' } }],
] as const)('%s: %s', (name, line, expected) => {
  expect(read(name, line)).toMatchObject({ record: expected, errors: [], warnings: [] })
})

test.each([
  ['log-format', 'format'],
  ['log-format-sd', 'structuredData'],
  ['error-log-format', 'errorFormat'],
] as const)('%s keeps what is wrong with it for those who use it', (name, field) => {
  expect(read(name, `${name} %zz`)).toMatchObject({
    record: { [field]: { items: [], faults: [{ message: expect.stringContaining('no such format alias') }] } },
    errors: [],
  })
})
