/** `node tooling/oracle/src/main.ts record|check|diff [names…] [--weir path] [--jobs n]` */
import { parseArgs } from 'node:util'
import { loadScenarios } from './catalogue.ts'
import { compareObservations, renderDifferences } from './compare.ts'
import { findHaproxy, findWeir, type Implementation, versionOf } from './implementation.ts'
import { writeRecording } from './recording.ts'
import type { Scenario } from './scenario.ts'
import { observe, verify } from './verify.ts'

const USAGE = 'usage: main.ts record|check|diff [names…] [--weir path] [--jobs n]\n'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { weir: { type: 'string' }, jobs: { type: 'string', default: '4' } },
})
const [mode, ...names] = positionals
const all = await loadScenarios()
const chosen = all.filter(({ name }) => names.length === 0 || names.some((part) => name.startsWith(part)))
const print = (text: string) => process.stdout.write(`${text}\n`)

let failures = 0

/** Runs a job per scenario, a few at a time. */
async function forEachScenario(job: (scenario: Scenario) => Promise<void>): Promise<void> {
  const queue = [...chosen]
  const work = async () => {
    for (let scenario = queue.shift(); scenario !== undefined; scenario = queue.shift()) {
      try {
        await job(scenario)
      } catch (error) {
        failures++
        print(`FAILED ${scenario.name}: ${error instanceof Error ? error.message : error}`)
      }
    }
  }
  await Promise.all(Array.from({ length: Number(values.jobs) }, work))
}

/** Records what two runs in a row agree on. */
async function record(haproxy: Implementation): Promise<void> {
  const version = versionOf(haproxy)
  await forEachScenario(async (scenario) => {
    const first = await observe(scenario, haproxy, null)
    const second = await observe(scenario, haproxy, null)
    const differences = compareObservations(first, second)
    if (differences.length > 0) throw new Error(`two runs differ\n${renderDifferences(differences)}`)
    if ('start' in first && first.start !== 'running') throw new Error(`haproxy did not start: ${first.start}`)
    await writeRecording(scenario.name, version, first)
    print(`recorded ${scenario.name}`)
  })
}

async function check(implementations: readonly Implementation[], detailed: boolean): Promise<void> {
  for (const implementation of implementations) {
    let agreed = 0
    await forEachScenario(async (scenario) => {
      const differences = await verify(scenario, implementation)
      if (differences.length === 0) {
        agreed++
        return
      }
      failures++
      print(`differs ${implementation.name} ${scenario.name}: ${differences.length} places`)
      if (detailed || implementation.name === 'haproxy') print(renderDifferences(differences))
    })
    print(`${implementation.name}: ${agreed} of ${chosen.length} scenarios as expected`)
  }
}

const haproxy = findHaproxy()
const weir = findWeir(values.weir)
if (mode === 'record') {
  if (haproxy === null) {
    print('skipped: needs haproxy')
    failures++
  } else await record(haproxy)
} else if (mode === 'check' || mode === 'diff') {
  if (haproxy === null) print('skipped: needs haproxy')
  if (weir === null) print('skipped: needs built daemon')
  const present = [...(mode === 'check' && haproxy !== null ? [haproxy] : []), ...(weir === null ? [] : [weir])]
  await check(present, mode === 'diff')
} else {
  process.stderr.write(USAGE)
  failures++
}
process.exitCode = failures === 0 ? 0 : 1
