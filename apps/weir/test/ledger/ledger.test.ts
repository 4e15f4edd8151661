import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareVerdicts } from '../corpus/compare.ts'
import type { Disagreement } from '../corpus/disagreement.ts'
import { names, readCase } from '../corpus/files.ts'
import { askWeir, type RecordedVerdict } from '../corpus/verdict.ts'
import { cases } from '../verdicts/cases.ts'
import { findDifferences } from '../verdicts/find-differences.ts'
import type { RecordedVerdicts } from '../verdicts/record.ts'
import { ledger } from './entries.ts'

function load<T>(path: string): T {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as T
}

async function* everyDifference(): AsyncGenerator<Disagreement> {
  const { verdicts, host } = load<{ verdicts: Record<string, RecordedVerdict>; host: string }>(
    '../corpus/recorded.json',
  )
  for (const name of names) {
    const text = readCase(name)
    yield* compareVerdicts(text, verdicts[name]!, await askWeir(text, host))
  }
  const recorded = load<RecordedVerdicts>('../verdicts/recorded.json')
  for (const { name, text } of cases) yield* findDifferences(text, recorded.verdicts[name] ?? [], recorded.host)
}

test('every entry explains a difference that is there', async () => {
  const idle = new Set(ledger)
  for await (const { entry } of everyDifference()) if (entry !== null) idle.delete(entry)
  expect([...idle].map(({ text }) => text.source)).toEqual([])
})

test('every entry says where it is written down', () => {
  for (const { reason, source, text } of ledger) {
    expect(reason).not.toBe('')
    expect(source).toMatch(/^(since 2\.6, §\d|coverage: \S)/)
    // A whole message, not any that holds a word: what starts a line starts the expression.
    expect(text.source).toMatch(/^\^/)
  }
})
