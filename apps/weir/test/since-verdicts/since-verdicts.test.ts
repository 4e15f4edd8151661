/**
 * What HAProxy says since 2.6, and therefore no recording holds: its manual and its messages of 3.5, by the version that
 * brought them. A line's expectation follows it as a comment: `#! alert TEXT`. Every other alert and warning is a fault.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { describe, expect, test } from 'vitest'

/** Stands before a case that does not call itself raw. */
const preamble = 'defaults\n mode http\n timeout client 1s\n timeout server 1s\n timeout connect 1s\n'

interface Expectation {
  readonly severity: string
  readonly line: number
  readonly text: string
}

interface SinceCase {
  readonly name: string
  readonly text: string
  readonly expected: readonly Expectation[]
}

const annotation = / *#! (alert|warning) (.*)$/

function readCases(text: string): SinceCase[] {
  return text
    .split(/^=== /m)
    .slice(1)
    .map((block) => {
      const [title = '', ...rest] = block.trimEnd().split('\n')
      const lines = [...(title.startsWith('raw ') ? [] : preamble.trimEnd().split('\n')), ...rest]
      const expected = lines.flatMap((line, index) => {
        const [, severity, message] = annotation.exec(line) ?? []
        return severity === undefined || message === undefined ? [] : [{ severity, line: index + 1, text: message }]
      })
      return { name: title, text: `${lines.map((line) => line.replace(annotation, '')).join('\n')}\n`, expected }
    })
}

const certificate = readFileSync(new URL('../tls-verdicts/files/rsa.pem', import.meta.url), 'latin1')
const files: Readonly<Record<string, string>> = {
  '/errors/200.http': 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n',
  '/keys/x.pem': certificate,
}

/** `skip` is told what Weir lacks, and says so, where that is why a case comes out otherwise. */
function check({ text, expected }: SinceCase, skip: (reason: string) => void): void {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => (files[path] === undefined ? { error: 'no such file' } : { text: files[path] }),
      list: () => ({ error: 'no such directory' }),
    },
  })
  // As HAProxy, which does not look at the finished model once a line was refused.
  const isRefused = diagnostics.some(({ severity, stage }) => severity === 'alert' && stage === 'parsing')
  const counted = diagnostics.filter(
    ({ severity, stage }) => severity === 'alert' || (severity === 'warning' && !(isRefused && stage === 'model')),
  )
  const rows = counted.map(({ severity, span, message }) => `${severity} ${span?.line ?? '-'}: ${message}`)
  const rest = expected.filter(({ severity, line, text: part }) => {
    const index = rows.findIndex(
      (row) => row.startsWith(`${severity} ${line}: `) && row.toLowerCase().includes(part.toLowerCase()),
    )
    if (index >= 0) rows.splice(index, 1)
    return index < 0
  })
  const lacking = diagnostics.find(({ message }) => /known to HAProxy, but not supported by Weir/.test(message))
  if (rest.length + rows.length > 0 && lacking !== undefined) {
    skip(lacking.message)
    return
  }
  const missing = rest.map(({ severity, line, text: part }) => `${severity} ${line}: ${part}`)
  expect({ missing, extra: rows }, JSON.stringify({ missing, extra: rows })).toEqual({ missing: [], extra: [] })
}

const folder = new URL('./', import.meta.url)
for (const file of readdirSync(fileURLToPath(folder)).filter((name) => name.endsWith('.txt'))) {
  describe(file.slice(0, -4), () => {
    const cases = readCases(readFileSync(new URL(file, folder), 'utf8'))
    test.for(cases.map((each) => [each.name, each] as const))('%s', ([, each], context) => {
      check(each, (reason) => context.skip(reason))
    })
  })
}
