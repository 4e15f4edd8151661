import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { expect, test } from 'vitest'
import { compareVerdicts } from '../verdicts/compare.ts'
import type { RecordedMessage } from '../verdicts/record.ts'
import { cases } from './cases.ts'

const keys = fileURLToPath(new URL('files/', import.meta.url))
const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as Record<
  string,
  RecordedMessage[]
>

/** Cases where Weir differs, with how many messages are missing and extra. */
const deviations: Readonly<
  Record<string, { readonly reason: string; readonly missing: number; readonly extra: number }>
> = {}

/** HAProxy says of a file of authorities in one message why it cannot be read, and in another whose line that is. */
function isWhole({ text, line }: RecordedMessage): boolean {
  return line !== null || !/^Couldn't open the ca-file|^'(?:ca|crl)-file' : unable to load/.test(text)
}

/** The files of the test keys, and the list of the case under the name `L`. */
function filesOf(list: string) {
  const read = (path: string): { text: string } | { error: string } => {
    if (path === 'L') return { text: list.replaceAll('K/', keys) }
    try {
      return { text: readFileSync(path, 'latin1') }
    } catch {
      return { error: 'No such file or directory' }
    }
  }
  const listDirectory = (path: string): { names: string[] } | { error: string } => {
    try {
      return { names: readdirSync(path) }
    } catch {
      return { error: 'Not a directory' }
    }
  }
  return { read, list: listDirectory }
}

test.each(cases.map((each) => [each.name, each] as const))('%s', (name, { text, list }) => {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text: text.replaceAll('K/', keys) }],
    vocabulary: standardVocabulary,
    configFiles: filesOf(list),
  })
  const difference = compareVerdicts((recorded[name] ?? []).filter(isWhole), diagnostics)
  const deviation = deviations[name] ?? { missing: 0, extra: 0 }
  expect([difference.missing.length, difference.extra.length], JSON.stringify(difference)).toEqual([
    deviation.missing,
    deviation.extra,
  ])
})
