import { readFileSync } from 'node:fs'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'
import { compareVerdicts } from '../verdicts/compare.ts'
import type { RecordedMessage } from '../verdicts/record.ts'
import { cases } from './cases.ts'
import { added, type Exception, explain, unsaid } from './exceptions.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Record<
  string,
  RecordedMessage[]
>

const files: Readonly<Record<string, { readonly text: string }>> = { '/dev/null': { text: '' } }

const used = new Set<Exception>()

test.each(cases.map(({ name, text }) => [name, text] as const))('%j', (name, text) => {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => files[path] ?? { error: 'no such file' },
      list: () => ({ error: 'no such directory' }),
    },
  })
  expect(explain(name, compareVerdicts(recorded[name]!, diagnostics), used)).toEqual({ missing: [], extra: [] })
})

test('every exception is needed', () => {
  expect([...unsaid, ...added].filter((each) => !used.has(each)).map(({ message }) => String(message))).toEqual([])
})
