import { readFileSync } from 'node:fs'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'
import { languageCases } from './cases.ts'
import { compareVerdicts } from './compare.ts'
import type { RecordedMessage } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Record<
  string,
  RecordedMessage[]
>

/** Where HAProxy says less, or says it twice: what is different, and why. */
const deviations: Readonly<
  Record<string, { readonly reason: string; readonly missing: number; readonly extra: number }>
> = {
  'frontend f: bind :1 @@ no foo': { reason: 'one message about one word is enough', missing: 1, extra: 0 },
}

test.each(languageCases.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => (path === '/dev/null' ? { text: '' } : { error: 'no such file' }),
      list: () => ({ error: 'no such directory' }),
    },
  })
  const difference = compareVerdicts(recorded[name] ?? [], diagnostics)
  const deviation = deviations[name]
  if (deviation === undefined) expect(difference).toEqual({ missing: [], extra: [] })
  else expect([difference.missing.length, difference.extra.length]).toEqual([deviation.missing, deviation.extra])
})
