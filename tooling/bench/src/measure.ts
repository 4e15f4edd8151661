/** Runs scenarios: all contenders are up at once, idle ones cost nothing, and the load goes round. */
import { join } from 'node:path'
import { type Contender, contenders, type Layer } from './contenders.ts'
import { applyLoad, type LoadResult } from './load.ts'
import { account, freePort } from './machine.ts'
import { pinned, type Running, start } from './running.ts'
import type { Scenario } from './scenarios.ts'
import { median, roundOrder } from './statistics.ts'

export interface Measurement {
  readonly contender: string
  readonly requestsPerSecond: number
  readonly cpuUsPerRequest: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** The most that was seen at the end of a round. */
  readonly residentBytes: number
  readonly errors: number
}

export interface ScenarioResult {
  readonly scenario: Scenario
  readonly measurements: readonly Measurement[]
  readonly skipped: readonly { readonly contender: string; readonly reason: string }[]
}

export interface Startup {
  readonly contender: string
  readonly startupMs: number
}

export interface Bench {
  readonly wrk: string
  readonly originPort: number
  readonly directory: string
  readonly rounds: number
  readonly seconds: number
  readonly cores: { readonly proxy: string; readonly rest: string } | null
  readonly say: (line: string) => void
}

async function launch(
  bench: Bench,
  contender: Contender,
  layer: Layer,
  label: string,
): Promise<Running & { port: number }> {
  const port = await freePort()
  const directory = join(bench.directory, label, contender.name)
  const command = contender.prepare(layer, { port, serverPort: bench.originPort, directory })
  const running = await start(pinned(command, bench.cores?.proxy ?? null), port)
  return { ...running, port }
}

interface Round extends LoadResult {
  readonly cpuUs: number
  readonly residentBytes: number
}

function summarise(contender: string, rounds: readonly Round[]): Measurement {
  const middle = (pick: (round: Round) => number): number => median(rounds.map(pick))
  return {
    contender,
    requestsPerSecond: middle((round) => round.requestsPerSecond),
    cpuUsPerRequest: middle((round) => round.cpuUs / Math.max(1, round.requests)),
    p50Ms: middle((round) => round.p50Ms),
    p99Ms: middle((round) => round.p99Ms),
    residentBytes: Math.max(...rounds.map((round) => round.residentBytes)),
    errors: rounds.reduce((sum, round) => sum + round.errors, 0),
  }
}

interface Entrant {
  readonly contender: Contender
  readonly process: Running & { readonly port: number }
  readonly rounds: Round[]
}

async function runRound(bench: Bench, scenario: Scenario, { process, rounds }: Entrant): Promise<void> {
  const load = (seconds: number): Promise<LoadResult> =>
    applyLoad(
      bench.wrk,
      {
        url: `${scenario.layer === 'tls' ? 'https' : 'http'}://127.0.0.1:${process.port}${scenario.path}`,
        connections: scenario.connections,
        seconds,
        closes: scenario.closes,
      },
      bench.cores?.rest ?? null,
    )
  // Compilers and pools get warm before anything counts.
  if (rounds.length === 0) await load(1)
  const before = account(process.pid)
  const result = await load(bench.seconds)
  const after = account(process.pid)
  rounds.push({ ...result, cpuUs: after.cpuUs - before.cpuUs, residentBytes: after.residentBytes })
}

export async function runScenario(bench: Bench, scenario: Scenario): Promise<ScenarioResult> {
  const skipped = new Map<Contender, string>()
  const entrants: Entrant[] = []
  const skip = (contender: Contender, reason: string): void => {
    // What a program says may name files of this run, which mean nothing to a reader.
    skipped.set(contender, reason.replaceAll(`${bench.directory}/`, ''))
    bench.say(`  skipped: ${contender.name}: ${skipped.get(contender)}`)
  }
  bench.say(scenario.title)
  try {
    for (const contender of contenders) {
      const absence = contender.absence(scenario.layer)
      if (absence !== null) skip(contender, absence)
      else {
        try {
          const process = await launch(bench, contender, scenario.layer, scenario.name)
          entrants.push({ contender, process, rounds: [] })
        } catch (error) {
          skip(contender, (error as Error).message)
        }
      }
    }
    for (let round = 0; round < bench.rounds; round++) {
      for (const entrant of roundOrder(entrants, round)) {
        if (skipped.has(entrant.contender)) continue
        try {
          await runRound(bench, scenario, entrant)
        } catch (error) {
          skip(entrant.contender, (error as Error).message)
        }
      }
    }
  } finally {
    for (const { process } of entrants) await process.stop()
  }
  const measurements = entrants
    .filter(({ contender }) => !skipped.has(contender))
    .map(({ contender, rounds }) => summarise(contender.name, rounds))
  for (const { contender, requestsPerSecond, cpuUsPerRequest, errors } of measurements) {
    const rate = `${Math.round(requestsPerSecond)} requests/s, ${cpuUsPerRequest.toFixed(1)} µs of CPU each`
    bench.say(`  ${contender}: ${rate}${errors === 0 ? '' : `, ${errors} errors`}`)
  }
  return {
    scenario,
    measurements,
    skipped: [...skipped].map(([contender, reason]) => ({ contender: contender.name, reason })),
  }
}

/** The time to the first accepted connection, the middle of `rounds` starts. */
export async function measureStartup(bench: Bench): Promise<Startup[]> {
  const present = contenders.filter((contender) => contender.absence('l7') === null)
  const times = new Map<string, number[]>()
  for (let round = 0; round < bench.rounds; round++) {
    for (const contender of roundOrder(present, round)) {
      try {
        const running = await launch(bench, contender, 'l7', `startup-${round}`)
        await running.stop()
        times.set(contender.name, [...(times.get(contender.name) ?? []), running.startupMs])
      } catch (error) {
        bench.say(`  skipped: ${contender.name}: ${(error as Error).message}`)
      }
    }
  }
  bench.say('Start to first accepted connection')
  return [...times].map(([contender, startups]) => {
    const startupMs = median(startups)
    bench.say(`  ${contender}: ${startupMs.toFixed(0)} ms`)
    return { contender, startupMs }
  })
}
