/** Asks the installed HAProxy for its verdict on every file of the corpus: `node record.ts`, which writes `recorded.json`. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { folder, names } from './files.ts'
import { askHaproxy, type RecordedVerdict } from './verdict.ts'

const program = process.argv[2] ?? '/usr/sbin/haproxy'
const version = spawnSync(program, ['-v'], { encoding: 'latin1' }).stdout.split('\n')[0] ?? ''
const verdicts: Record<string, RecordedVerdict> = {}
for (const name of names) verdicts[name] = askHaproxy(program, fileURLToPath(new URL(name, folder)))
writeFileSync(new URL('recorded.json', import.meta.url), `${JSON.stringify({ version, verdicts }, null, 1)}\n`)
