import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { externalCheck, externalCheckCommand, externalCheckPath, insecureForkWanted } from './external-check.ts'

test.each([
  ['external-check', { allowsPrograms: true, keepsEnvironment: false }],
  ['external-check preserve-env', { allowsPrograms: true, keepsEnvironment: true }],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(externalCheck, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})

test.each([
  ['insecure-fork-wanted', true],
  ['no insecure-fork-wanted', false],
])('%s', (line, mayFork) => {
  expect(applyLine(insecureForkWanted, line, { section: { kind: 'global', name: '' } })).toMatchObject({
    record: { mayFork },
    errors: [],
  })
})

test.each([
  [externalCheckCommand, 'external-check command /bin/true', { command: '/bin/true' }],
  [externalCheckPath, 'external-check path /bin', { commandPath: '/bin' }],
] as const)('%#: %s', (keyword, line, expected) => {
  expect(applyLine(keyword, line)).toMatchObject({ record: expected, errors: [] })
})
