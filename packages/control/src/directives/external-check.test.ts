import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { externalCheck } from './external-check.ts'

test.each([
  ['external-check', { allowsExternalChecks: true, keepsCheckEnvironment: false }],
  ['external-check preserve-env', { keepsCheckEnvironment: true }],
])('%s', (line, expected) => {
  const { record, errors } = applyLine(externalCheck, line)
  expect(errors).toEqual([])
  expect(record).toMatchObject(expected)
})
