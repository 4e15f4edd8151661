/**
 * Changes files of the corpus line by line and asks both programs: `node fuzz.ts [rounds] [seed]`. Prints every disagreement
 * that the ledger does not explain; the exit code is 1 when there is one.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRandom } from '@weir/base'
import { compareVerdicts, type Disagreement } from './compare.ts'
import { names, readCase } from './files.ts'
import { mutate } from './mutate.ts'
import { askHaproxy, askWeir } from './verdict.ts'

export const haproxy = process.env.HAPROXY ?? '/usr/sbin/haproxy'

export interface Finding {
  readonly base: string
  readonly text: string
  readonly disagreements: readonly Disagreement[]
}

/** Runs `rounds` mutations of a seed, and gives those on which the programs disagree without a reason. */
export async function fuzz(rounds: number, seed: number): Promise<Finding[]> {
  const random = createRandom(seed)
  const bases = names.filter((name) => !name.includes('--'))
  const texts = bases.map(readCase)
  const donors = texts.flatMap((text) => text.split('\n').filter((line) => /^\s+\S/.test(line)))
  const folder = mkdtempSync(join(tmpdir(), 'verdict-fuzz-'))
  const path = join(folder, 'haproxy.cfg')
  const findings: Finding[] = []
  try {
    for (let round = 0; round < rounds; round++) {
      const index = round % bases.length
      const text = mutate(texts[index]!, random, donors)
      writeFileSync(path, text, 'latin1')
      const recorded = askHaproxy(haproxy, path)
      // A crash of HAProxy is no verdict.
      if (recorded.exit < 0) continue
      const disagreements = compareVerdicts(text, recorded, await askWeir(text)).filter(({ reason }) => reason === null)
      if (disagreements.length > 0) findings.push({ base: bases[index]!, text, disagreements })
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
      process.stdout.write(
        `${base}: ${what}\n${text
          .split('\n')
          .slice(Math.max(0, line - 2), line)
          .join('\n')}\n`,
      )
    }
  }
  process.stdout.write(`${findings.length} unexplained\n`)
  process.exitCode = findings.length === 0 ? 0 : 1
}
