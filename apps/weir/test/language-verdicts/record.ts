/** Asks the installed HAProxy for its verdict on every case: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isAlert } from '../corpus/verdict.ts'
import type { RecordedMessage } from '../verdicts/record.ts'
import { cases } from './cases.ts'

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const summaries = /^(Error\(s\) found in|Fatal errors found in)/
const folder = mkdtempSync(join(tmpdir(), 'language-verdicts-'))
const path = join(folder, 'haproxy.cfg')

function ask(text: string): RecordedMessage[] {
  writeFileSync(path, text, 'latin1')
  const { stderr } = spawnSync(program, ['-c', '-f', path], { encoding: 'latin1', timeout: 10_000 })
  const messages: RecordedMessage[] = []
  for (const [, level, message] of stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config : )?(.*)$/gm)) {
    if (level === undefined || message === undefined || summaries.test(message)) continue
    const plain = message.replaceAll(path, 'C')
    const line = /\[C:(\d+)\]/.exec(plain)?.[1]
    messages.push({
      severity: isAlert(level, plain) ? 'alert' : 'warning',
      line: line === undefined ? null : Number(line),
      text: plain.slice(0, 110),
    })
  }
  return messages
}

const rows = cases.map(({ name, text }) => `${JSON.stringify(name)}: ${JSON.stringify(ask(text))}`)
rmSync(folder, { recursive: true })
writeFileSync(new URL('recorded.json', import.meta.url), `{\n${rows.join(',\n')}\n}\n`)
