import { readFileSync } from 'node:fs'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'
import { explainRefusal } from '../corpus/ledger.ts'
import { cases } from './cases.ts'
import { compareVerdicts } from './compare.ts'
import { explainDifference } from './ledger.ts'
import type { RecordedMessage } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Record<
  string,
  RecordedMessage[]
>

/** Single cases where HAProxy says less, or says it twice: what is different, and why. */
const deviations: Readonly<
  Record<string, { readonly reason: string; readonly missing: number; readonly extra: number }>
> = {
  'frontend f: bind :1 @@ no foo': { reason: 'one message about one word is enough', missing: 1, extra: 0 },
  'frontend f: bind :1 @@ tcp-request content capture req.len len 5': {
    reason: 'captures into slots of HTTP logs are made by HTTP rules only',
    missing: 0,
    extra: 1,
  },
  'backend b: server a 127.0.0.1:80 source 127.0.0.1:1024-2048 interface lo': {
    reason: 'ranges of source ports are refused, and what belongs to them is not read',
    missing: 0,
    extra: 1,
  },
  'backend b: use-server a': { reason: 'both the condition and the server are missing', missing: 0, extra: 1 },
}

/** The files of the machine on which the verdicts were recorded. */
const files: Readonly<Record<string, { readonly text: string }>> = {
  '/dev/null': { text: '' },
  '/etc/resolv.conf': { text: 'nameserver 127.0.0.1\n' },
}

test.each(cases.map(({ name, text }) => [name, text] as const))('%s', (name, text) => {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => files[path] ?? { error: 'no such file' },
      list: () => ({ error: 'no such directory' }),
    },
  })
  const hasRefusal = diagnostics.some(
    (diagnostic) => diagnostic.code === 'config/unsupported-keyword' && explainRefusal(diagnostic) !== null,
  )
  const difference = explainDifference(compareVerdicts(recorded[name] ?? [], diagnostics), hasRefusal)
  const deviation = deviations[name]
  if (deviation === undefined) expect(difference).toEqual({ missing: [], extra: [] })
  else expect([difference.missing.length, difference.extra.length]).toEqual([deviation.missing, deviation.extra])
})
