/** Asks the installed HAProxy for its verdict on every file of the corpus: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { names, readCase } from './files.ts'
import { askHaproxy, type RecordedVerdict } from './verdict.ts'

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const version = spawnSync(program, ['-v'], { encoding: 'latin1' }).stdout.split('\n')[0] ?? ''
const folder = mkdtempSync(join(tmpdir(), 'corpus-'))
const path = join(folder, 'haproxy.cfg')
const verdicts: Record<string, RecordedVerdict> = {}
for (const name of names) {
  writeFileSync(path, readCase(name), 'latin1')
  verdicts[name] = askHaproxy(program, path)
}
rmSync(folder, { recursive: true })
writeFileSync(
  new URL('recorded.json', import.meta.url),
  `${JSON.stringify({ version, host: hostname(), verdicts }, null, 1)}\n`,
)
