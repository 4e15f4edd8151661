import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { askWeir } from '../corpus/verdict.ts'
import { cases, localPeer } from './cases.ts'
import { type Exception, exceptions } from './exceptions.ts'
import type { RecordedPeers } from './record.ts'

const recorded = JSON.parse(readFileSync(new URL('recorded.json', import.meta.url), 'utf8')) as RecordedPeers
const used = new Set<Exception>()

/** `refused`, or the lines that warnings name; 0 for none. */
function verdictOf(severities: readonly (readonly [severity: string, line: number])[]): string {
  if (severities.some(([severity]) => severity === 'alert')) return 'refused'
  const lines = severities.map(([, line]) => line)
  return lines.length === 0 ? 'accepted' : `warned ${lines.toSorted().join(' ')}`
}

/** The whole is warned of without a line by HAProxy, and by Weir at what it is about. */
const withoutLine = /^control\/(no-local-peer|peer-tls)/

/** What crashes HAProxy has no verdict. */
const judged = [...cases].filter(([name]) => recorded[name] !== null)

test.each(judged)('%s', async (name, text) => {
  const said = recorded[name] ?? []
  const theirs = verdictOf(
    said.map((row) => {
      const [, severity = 'alert', line] = /^(\w+) (\S+):/.exec(row) ?? []
      return [severity, Number(line) || 0]
    }),
  )
  const { alerts, warnings, unresolved, failure } = await askWeir(text, localPeer)
  expect(failure).toBeNull()
  const ours = verdictOf([
    ...alerts.map(({ span }) => ['alert', span?.line ?? 0] as const),
    ...unresolved.map(() => ['alert', 0] as const),
    ...warnings.map(({ code, span }) => ['warning', withoutLine.test(code) ? 0 : (span?.line ?? 0)] as const),
  ])
  const exception = ours === theirs ? undefined : exceptions.find((each) => each.name.test(name))
  if (exception !== undefined) used.add(exception)
  expect(ours, [...alerts, ...warnings].map(({ message }) => message).join('; ')).toBe(exception?.gives ?? theirs)
})

test('every exception is needed', () => {
  expect(exceptions.filter((each) => !used.has(each))).toEqual([])
})
