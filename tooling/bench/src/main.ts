/** `pnpm bench [--rounds n] [--seconds n] [--only scenario,…] [--output directory]`. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { renderChart } from './chart.ts'
import { coreLists, findProgram } from './machine.ts'
import { measureStartup, runScenario, type ScenarioResult } from './measure.ts'
import { startOrigin } from './origin.ts'
import { renderReport } from './report.ts'
import { scenarios } from './scenarios.ts'

/** The first version number that a program prints. */
function version(name: string, program: string, flag: string): string | null {
  const path = findProgram(program)
  if (path === null) return null
  try {
    // nginx and wrk print theirs to standard error, wrk with a failing status.
    const text = execFileSync('sh', ['-c', '"$0" "$1" 2>&1 || true', path, flag], { encoding: 'utf8' })
    return `${name} ${/\d+\.\d+(\.\d+)?/.exec(text)?.[0] ?? ''}`.trim()
  } catch {
    return name
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '3' },
      only: { type: 'string' },
      output: { type: 'string', default: fileURLToPath(new URL('../../../docs/benchmarks', import.meta.url)) },
    },
  })
  const rounds = Number(values.rounds)
  const seconds = Number(values.seconds)
  const known = [...scenarios.map(({ name }) => name), 'startup']
  const wanted = values.only?.split(',') ?? known
  const unknown = wanted.find((name) => !known.includes(name))
  if (unknown !== undefined || !Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seconds) || seconds < 1) {
    console.error(`usage: pnpm bench [--rounds n] [--seconds n] [--only ${known.join(',')}] [--output directory]`)
    process.exitCode = 2
    return
  }
  const wrk = findProgram('wrk')
  if (wrk === null || findProgram('nginx') === null) {
    console.log('skipped: the bench needs wrk and nginx')
    return
  }
  const cores = coreLists()
  const directory = mkdtempSync(join(tmpdir(), 'weir-bench-'))
  const origin = await startOrigin(join(directory, 'origin'), cores?.rest ?? null)
  const bench = { wrk, originPort: origin.port, directory, rounds, seconds, cores, say: console.log }
  try {
    const results: ScenarioResult[] = []
    for (const scenario of scenarios)
      if (wanted.includes(scenario.name)) results.push(await runScenario(bench, scenario))
    const startups = wanted.includes('startup') ? await measureStartup(bench) : []
    const versions = [
      version('HAProxy', 'haproxy', '-v'),
      version('nginx', 'nginx', '-v'),
      version('Caddy', 'caddy', 'version'),
      `Node ${process.versions.node}`,
      version('wrk', 'wrk', '-v'),
    ].filter((text) => text !== null)
    const facts = {
      cores: availableParallelism(),
      isPinned: cores !== null && findProgram('taskset') !== null,
      rounds,
      seconds,
      versions,
    }
    mkdirSync(values.output, { recursive: true })
    writeFileSync(join(values.output, 'README.md'), renderReport(facts, results, startups))
    writeFileSync(join(values.output, 'cpu-per-request.svg'), renderChart(results))
    console.log(`wrote ${join(values.output, 'README.md')}`)
  } finally {
    await origin.stop()
    rmSync(directory, { recursive: true, force: true })
  }
}

await main()
