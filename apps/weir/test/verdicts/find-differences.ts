import { parseConfig } from '@weir/config'
import { standardVocabulary } from '@weir/standard'
import { type Disagreement, disagree } from '../corpus/disagreement.ts'
import { explainOwn, explainTheirs } from '../ledger/explain.ts'
import { Refusals } from '../ledger/refusals.ts'
import { compareVerdicts } from './compare.ts'
import { makeFile } from './made-files.ts'
import type { RecordedMessage } from './record.ts'

/** The files of the machine on which the verdicts were recorded. */
const files: Readonly<Record<string, { readonly text: string }>> = {
  '/dev/null': { text: '' },
  '/etc/resolv.conf': { text: 'nameserver 127.0.0.1\n' },
}

function readMade(path: string): { readonly text: string } | null {
  const text = makeFile(path)
  return text === null ? null : { text }
}

/** What HAProxy said of a configuration and Weir does not, or the other way round, with what explains it. */
export function findDifferences(text: string, recorded: readonly RecordedMessage[], hostName: string): Disagreement[] {
  const { diagnostics } = parseConfig({
    files: [{ name: 'C', text }],
    vocabulary: standardVocabulary,
    configFiles: {
      read: (path) => files[path] ?? readMade(path) ?? { error: 'no such file' },
      list: () => ({ error: 'no such directory' }),
    },
    host: { name: hostName, localPeer: null, isSocket: () => false },
  })
  const refusals = new Refusals(
    text,
    diagnostics.filter(({ severity }) => severity === 'alert'),
  )
  const { missing, extra } = compareVerdicts(recorded, diagnostics)
  return [
    ...missing.map((what) => {
      const { severity, line, rest } = read(what)
      const follows = refusals.has(line) || refusals.isInRefusedSection(line) || refusals.isAbout(rest)
      return disagree(what, explainTheirs(severity, rest), follows ? 'Weir refuses the line' : null)
    }),
    ...extra.map((what) => {
      const { severity, line, rest } = read(what)
      const [code = '', ...message] = rest.split(' ')
      const follows = severity === 'alert' && refusals.has(line)
      return disagree(
        what,
        explainOwn({ severity, code, message: message.join(' ') }),
        follows ? 'Weir refuses the line' : null,
      )
    }),
  ]
}

function read(what: string): { readonly severity: 'alert' | 'warning'; readonly line: number; readonly rest: string } {
  const [, severity, line, rest = ''] = /^(\w+) (\S+): (.*)$/s.exec(what) ?? []
  return { severity: severity === 'alert' ? 'alert' : 'warning', line: Number(line) || 0, rest }
}
