import { expect, test } from 'vitest'
import { checkProcessOptions } from '../options.ts'
import { maxSpreadChecks, spreadChecks } from './spread-checks.ts'

test('both fill the settings of the process', () => {
  const record = checkProcessOptions.create()
  expect(record).toMatchObject({ spreadPercent: 0, maximumSpreadMs: null })
  spreadChecks.apply(record, [5], undefined as never)
  maxSpreadChecks.apply(record, [30_000], undefined as never)
  expect(record).toMatchObject({ spreadPercent: 5, maximumSpreadMs: 30_000 })
})

test('they stand in global', () => {
  expect([spreadChecks.sections, maxSpreadChecks.sections]).toEqual([['global'], ['global']])
})
