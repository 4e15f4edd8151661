/**
 * Asks both programs about configurations with mistakes: `node fuzz.ts [rounds] [seed]`. Some are files of the corpus,
 * changed; others hold one keyword of HAProxy's own list with odd arguments, or lines of the grammar of `line-grammar.txt`.
 * Prints every disagreement that the ledger does not explain; the exit code is 1 when there is one.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@weir/base'
import { compareVerdicts } from './compare.ts'
import type { Disagreement } from './disagreement.ts'
import { names, readCase } from './files.ts'
import { mutate } from './mutate.ts'
import { ruleCase } from './rule-lines.ts'
import { askHaproxy, askWeir } from './verdict.ts'
import { readDump, vocabularyCase } from './vocabulary-lines.ts'

export const haproxy = process.env.HAPROXY ?? '/usr/sbin/haproxy'

/** What the configurations are in turn: changed files, one odd keyword, lines as the manual has them, and those changed. */
const kinds = ['corpus', 'lines', 'words', 'lines', 'corpus', 'changed lines'] as const

export interface Finding {
  readonly base: string
  readonly text: string
  readonly disagreements: readonly Disagreement[]
}

/** Runs `rounds` configurations of a seed, and gives those on which the programs disagree without a reason. */
export async function fuzz(rounds: number, seed: number): Promise<Finding[]> {
  const random = createRandom(seed)
  const bases = names.filter((name) => !name.includes('--'))
  const texts = bases.map(readCase)
  const donors = texts.flatMap((text) => text.split('\n').filter((line) => /^\s+\S/.test(line)))
  const dump = spawnSync(haproxy, ['-dKall', '-c', '-f', '/dev/null'], { encoding: 'latin1' }).stdout
  const words = readDump(dump)
  const signatures = readDump(dump, true)
  const folder = mkdtempSync(join(tmpdir(), 'verdict-fuzz-'))
  const path = join(folder, 'haproxy.cfg')
  const findings: Finding[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const index = random.uint32() % bases.length
      const other = texts[random.uint32() % bases.length]!
      const kind = kinds[round % kinds.length]!
      const text =
        kind === 'words'
          ? vocabularyCase(words, random)
          : kind === 'lines'
            ? ruleCase(signatures, random)
            : mutate(kind === 'corpus' ? texts[index]! : ruleCase(signatures, random), random, donors, other)
      writeFileSync(path, text, 'latin1')
      const recorded = askHaproxy(haproxy, path)
      // A crash of HAProxy is no verdict.
      if (recorded.exit < 0) continue
      const disagreements = compareVerdicts(text, recorded, await askWeir(text, hostname())).filter(
        ({ reason }) => reason === null,
      )
      if (disagreements.length > 0)
        findings.push({ base: kind === 'corpus' ? bases[index]! : kind, text, disagreements })
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return findings
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(haproxy)) throw new Error(`needs HAProxy at ${haproxy}`)
  const findings = await fuzz(Number(process.argv[2] ?? 500), Number(process.argv[3] ?? 1))
  for (const { base, text, disagreements } of findings) {
    for (const { what } of disagreements) {
      const line = Number(/line (\d+)/.exec(what)?.[1] ?? 0)
      const lines = text.split('\n').slice(Math.max(0, line - 2), line)
      process.stdout.write(`${base}: ${what}\n${lines.map((found) => `    ${found}\n`).join('')}`)
    }
  }
  process.stdout.write(`${findings.length} unexplained\n`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
