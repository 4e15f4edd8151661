import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { compareVerdicts } from './compare.ts'
import { names, readCase } from './files.ts'
import { askWeir, type RecordedVerdict } from './verdict.ts'

const { verdicts, host } = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as {
  readonly verdicts: Readonly<Record<string, RecordedVerdict>>
  /** The machine on which HAProxy was asked. */
  readonly host: string
}

test('the corpus is large, good and bad, and recorded', () => {
  expect(names.length).toBeGreaterThanOrEqual(340)
  expect(Object.keys(verdicts)).toEqual(names)
  const refused = Object.values(verdicts).filter(({ exit }) => exit === 1)
  expect(refused.length).toBeGreaterThan(100)
  expect(names.length - refused.length).toBeGreaterThan(100)
})

test.each(names)('%s', async (name) => {
  const text = readCase(name)
  const found = compareVerdicts(text, verdicts[name]!, await askWeir(text, host))
  expect(found.filter(({ reason }) => reason === null)).toEqual([])
})
