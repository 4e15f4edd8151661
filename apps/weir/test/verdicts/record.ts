/** Asks the installed HAProxy for its verdict on every case: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlert } from '../corpus/verdict.ts'
import { cases } from './cases.ts'
import { makeFile } from './made-files.ts'

/** One message of HAProxy; `line` is null where it names none. */
export interface RecordedMessage {
  readonly severity: 'alert' | 'warning'
  readonly line: number | null
  readonly text: string
}

/** What `recorded.json` holds. */
export interface RecordedVerdicts {
  /** The name of the machine on which HAProxy was asked. */
  readonly host: string
  readonly verdicts: Readonly<Record<string, readonly RecordedMessage[]>>
}

/** Messages that sum up others. */
const summaries = /^(Error\(s\) found in|Fatal errors found in)/

function ask(program: string, folder: string, text: string): RecordedMessage[] {
  const path = join(folder, 'haproxy.cfg')
  const made = text.replace(/MADE\/\S+/g, (name) => {
    const file = join(folder, name)
    writeFileSync(file, makeFile(name)!, 'latin1')
    return file
  })
  writeFileSync(path, made, 'latin1')
  const { stderr } = spawnSync(program, ['-c', '-f', path], { encoding: 'latin1' })
  const messages: RecordedMessage[] = []
  for (const [, level, message] of stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config : )?(.*)$/gm)) {
    if (level === undefined || message === undefined || summaries.test(message)) continue
    const plain = message.replaceAll(path, 'C').replaceAll(`${folder}/`, '')
    const line = /\[C:(\d+)\]/.exec(plain)?.[1]
    messages.push({
      severity: isAlert(level, plain) ? 'alert' : 'warning',
      line: line === undefined ? null : Number(line),
      text: plain.length > 160 ? `${plain.slice(0, 160)}…` : plain,
    })
  }
  return messages
}

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const folder = mkdtempSync(join(tmpdir(), 'verdicts-'))
mkdirSync(join(folder, 'MADE'))
const verdicts: Record<string, RecordedMessage[]> = {}
for (const { name, text } of cases) verdicts[name] = ask(program, folder, text)
rmSync(folder, { recursive: true })
writeFileSync(
  new URL('recorded.json', import.meta.url),
  `${JSON.stringify({ host: hostname(), verdicts } satisfies RecordedVerdicts, null, 1)}\n`,
)
