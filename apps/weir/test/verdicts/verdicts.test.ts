import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { cases } from './cases.ts'
import { findDifferences } from './find-differences.ts'
import type { RecordedVerdicts } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as RecordedVerdicts

test.each(cases.map((each) => [each.name, each] as const))('%s', (name, each) => {
  const differences = findDifferences(each.text, recorded.verdicts[name] ?? [], recorded.host)
  expect(differences.filter(({ reason }) => reason === null)).toEqual([])
})
