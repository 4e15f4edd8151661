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

export async function runScenario(bench: Bench, scenario: Scenario): Promise<ScenarioResult> {
  const skipped: { contender: string; reason: string }[] = []
  const running: { contender: Contender; process: Running & { port: number }; rounds: Round[] }[] = []
  const skip = (contender: Contender, reason: string): void => {
    skipped.push({ contender: contender.name, reason })
    bench.say(`  skipped: ${contender.name} ${reason}`)
  }
  bench.say(scenario.title)
  try {
    for (const contender of contenders) {
      const absence = contender.absence(scenario.layer)
      if (absence !== null) skip(contender, absence)
      else {
        try {
          running.push({
            contender,
            process: await launch(bench, contender, scenario.layer, scenario.name),
            rounds: [],
          })
        } catch (error) {
          skip(contender, (error as Error).message.replaceAll(`${bench.directory}/`, ''))
        }
      }
    }
    const load = (port: number, seconds: number): Promise<LoadResult> =>
      applyLoad(
        bench.wrk,
        {
          url: `http://127.0.0.1:${port}${scenario.path}`,
          connections: scenario.connections,
          seconds,
          closes: scenario.closes,
        },
        bench.cores?.rest ?? null,
      )
    // Compilers and pools get warm before anything counts.
    for (const { process } of running) await load(process.port, 1)
    for (let round = 0; round < bench.rounds; round++) {
      for (const { process, rounds } of roundOrder(running, round)) {
        const before = account(process.pid)
        const result = await load(process.port, bench.seconds)
        const after = account(process.pid)
        rounds.push({ ...result, cpuUs: after.cpuUs - before.cpuUs, residentBytes: after.residentBytes })
      }
    }
  } finally {
    for (const { process } of running) await process.stop()
  }
  const measurements = running.map(({ contender, rounds }) => summarise(contender.name, rounds))
  for (const { contender, requestsPerSecond, cpuUsPerRequest, errors } of measurements) {
    const trouble = errors === 0 ? '' : `, ${errors} errors`
    bench.say(
      `  ${contender}: ${Math.round(requestsPerSecond)} requests/s, ${cpuUsPerRequest.toFixed(1)} µs of CPU each${trouble}`,
    )
  }
  return { scenario, measurements, skipped }
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
        bench.say(`  skipped: ${contender.name} ${(error as Error).message}`)
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
