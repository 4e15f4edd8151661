/** Asks the installed HAProxy for its verdict on every section: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { cases, localPeer } from './cases.ts'

/** What HAProxy says of each case, `alert 6: …` a message; null where it crashed; what is not listed was accepted. */
export type RecordedPeers = Readonly<Record<string, readonly string[] | null>>

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const folder = mkdtempSync(join(tmpdir(), 'peers-verdicts-'))
const path = join(folder, 'haproxy.cfg')
const summaries = /^(Error\(s\) found in|Fatal errors found in)/

function ask(text: string): string[] | null {
  writeFileSync(path, text, 'latin1')
  const { status, stderr } = spawnSync(program, ['-c', '-L', localPeer, '-f', path], {
    encoding: 'latin1',
    timeout: 10_000,
  })
  if (status === null) return null
  return [...stderr.matchAll(/^\[(ALERT|WARNING)\] +\(\d+\) : (?:config : )?(.*)$/gm)].flatMap(([, level, message]) => {
    if (summaries.test(message!) || /^\[[^\]]*\] : Error\(s\)/.test(message!)) return []
    const line = /\[[^\]]*:(\d+)\]/.exec(message!)?.[1] ?? '-'
    const said = message!.replace(/^((parsing )?\[[^\]]*\] *: )+/, '').replaceAll(path, 'C')
    return [`${level!.toLowerCase()} ${line}: ${said.slice(0, 100)}`]
  })
}

const recorded: Record<string, string[] | null> = {}
for (const [name, text] of cases) {
  const said = ask(text)
  if (said === null || said.length > 0) recorded[name] = said
}
rmSync(folder, { recursive: true })
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify(recorded, null, 1)}\n`)
