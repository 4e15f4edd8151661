/** Asks the installed HAProxy for its verdict on every case: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RecordedMessage } from '../verdicts/record.ts'
import { type Case, cases } from './cases.ts'

const keys = fileURLToPath(new URL('files/', import.meta.url))
const program = process.argv[2] ?? '/usr/sbin/haproxy'
const summaries = /^(Error\(s\) found in|Fatal errors found in)/

function ask(folder: string, { text, list }: Case): RecordedMessage[] {
  const path = join(folder, 'haproxy.cfg')
  const listPath = join(folder, 'list')
  writeFileSync(listPath, list.replaceAll('K/', keys), 'latin1')
  writeFileSync(path, text.replaceAll('K/', keys).replaceAll('crt-list L', `crt-list ${listPath}`), 'latin1')
  const { stderr } = spawnSync(program, ['-c', '-f', path], { encoding: 'latin1', timeout: 10_000 })
  const messages: RecordedMessage[] = []
  for (const [, level, message] of stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config : )?(.*)$/gm)) {
    if (level === undefined || message === undefined || summaries.test(message)) continue
    const plain = message.replaceAll(path, 'C').replaceAll(listPath, 'L').replaceAll(keys, 'K/')
    const line = /\[C:(\d+)\]/.exec(plain)?.[1]
    messages.push({
      severity: level === 'ALERT' ? 'alert' : 'warning',
      line: line === undefined ? null : Number(line),
      text: plain.length > 160 ? `${plain.slice(0, 160)}…` : plain,
    })
  }
  return messages
}

const folder = mkdtempSync(join(tmpdir(), 'tls-verdicts-'))
const recorded: Record<string, RecordedMessage[]> = {}
for (const each of cases) recorded[each.name] = ask(folder, each)
rmSync(folder, { recursive: true })
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`)
