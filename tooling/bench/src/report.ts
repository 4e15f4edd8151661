/** The results as a page of the docs. */
import type { Measurement, ScenarioResult, Startup } from './measure.ts'

export interface Facts {
  readonly cores: number
  readonly isPinned: boolean
  readonly rounds: number
  readonly seconds: number
  readonly versions: readonly string[]
}

/** Everything is compared with this one. */
const reference = 'HAProxy'

export function ratio(value: number, of: number | undefined): string {
  return of === undefined || of === 0 ? '–' : `${(value / of).toFixed(2)} ×`
}

const count = (value: number): string => Math.round(value).toLocaleString('en-US')
const latency = (ms: number): string => (ms < 10 ? ms.toFixed(2) : ms.toFixed(1))

function row(measurement: Measurement, base: Measurement | undefined): string {
  const { contender, requestsPerSecond, cpuUsPerRequest, p50Ms, p99Ms, residentBytes, errors } = measurement
  const cells = [
    contender === 'Weir' ? '**Weir**' : contender,
    count(requestsPerSecond),
    ratio(requestsPerSecond, base?.requestsPerSecond),
    cpuUsPerRequest.toFixed(1),
    ratio(cpuUsPerRequest, base?.cpuUsPerRequest),
    latency(p50Ms),
    latency(p99Ms),
    (residentBytes / 2 ** 20).toFixed(0),
    errors === 0 ? '' : `${count(errors)} errors`,
  ]
  return `| ${cells.join(' | ')} |`
}

function scenarioSection({ scenario, measurements, skipped }: ScenarioResult): string {
  const base = measurements.find(({ contender }) => contender === reference)
  const lines = [
    `## ${scenario.title}`,
    '',
    `| proxy | requests/s | of ${reference} | CPU µs/request | of ${reference} | p50 ms | p99 ms | memory MiB | |`,
    '|---|--:|--:|--:|--:|--:|--:|--:|---|',
    ...measurements.map((measurement) => row(measurement, base)),
  ]
  const byReason = Map.groupBy(skipped, ({ reason }) => reason)
  if (byReason.size > 0) lines.push('')
  for (const [reason, group] of byReason) {
    lines.push(`- skipped: ${group.map(({ contender }) => contender).join(', ')}: ${reason}`)
  }
  return lines.join('\n')
}

function startupSection(startups: readonly Startup[]): string {
  const base = startups.find(({ contender }) => contender === reference)?.startupMs
  return [
    '## Start to first accepted connection',
    '',
    `| proxy | ms | of ${reference} |`,
    '|---|--:|--:|',
    ...startups.map(
      ({ contender, startupMs }) => `| ${contender} | ${startupMs.toFixed(0)} | ${ratio(startupMs, base)} |`,
    ),
  ].join('\n')
}

export function renderReport(facts: Facts, results: readonly ScenarioResult[], startups: readonly Startup[]): string {
  const pinning = facts.isPinned
    ? 'The proxy has one core for itself; the load (wrk) and the servers (nginx) have the rest.'
    : 'Nothing is pinned: the machine has one core, so rates say little; processor time still does.'
  const sections = [
    '# Benchmarks',
    `\`pnpm bench\` writes this page. ${pinning}
Every proxy runs one thread with an equivalent configuration and forwards to the same servers over the loopback. Rounds
go round all proxies, every second one in reverse; each figure is the median of ${facts.rounds} rounds of ${facts.seconds} s. Processor time is
what the kernel has accounted to the proxy and its children, so it is the figure to compare: rates also depend on the
load generator, which can be the slower side.`,
    `Measured on ${facts.cores} cores with ${facts.versions.join(', ')}.`,
    '![CPU time per request](cpu-per-request.svg)',
    ...results.map(scenarioSection),
    ...(startups.length > 0 ? [startupSection(startups)] : []),
  ]
  return `${sections.join('\n\n')}\n`
}
