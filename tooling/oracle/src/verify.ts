/** One scenario on one implementation against its recording. */
import { compareObservations, type Difference } from './compare.ts'
import type { Implementation } from './implementation.ts'
import { splitTimers } from './normalise.ts'
import type { Observation } from './observation.ts'
import { readRecording } from './recording.ts'
import { runChecks } from './run-checks.ts'
import { runScenario } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import { applySince } from './since.ts'

export function observe(
  scenario: Scenario,
  implementation: Implementation,
  expectedLogs: number | null,
): Promise<Observation> {
  if (scenario.kind === 'check') return runChecks(scenario, implementation)
  return runScenario(scenario, implementation, expectedLogs)
}

/** What the implementation must show: HAProxy its recording, Weir the recording with the ledger applied. */
export function expectedObservation(scenario: Scenario, name: Implementation['name']): Observation {
  const recording = readRecording(scenario.name)
  if (recording === null) throw new Error(`'${scenario.name}' was never recorded`)
  return name === 'weir' ? applySince(recording.observation, scenario.since ?? []) : recording.observation
}

/** A busy machine makes a timer late now and then; a proxy that is late makes it late each time. */
const RUNS_WHEN_LATE = 3

export async function verify(scenario: Scenario, implementation: Implementation): Promise<Difference[]> {
  const expected = expectedObservation(scenario, implementation.name)
  const expectedLogs = 'logs' in expected ? expected.logs.length : null
  let differences: Difference[] = []
  for (let run = 0; run < RUNS_WHEN_LATE; run++) {
    differences = compareObservations(expected, await observe(scenario, implementation, expectedLogs))
    if (differences.length === 0 || !differences.every(isLateTimer)) break
  }
  return differences
}

/** Two log lines that are alike but for timers that are later than expected. */
function isLateTimer({ expected, seen }: Difference): boolean {
  if (typeof expected !== 'string' || typeof seen !== 'string') return false
  const wanted = splitTimers(expected)
  const found = splitTimers(seen)
  return wanted.rest === found.rest && found.timersMs.every((timeMs, index) => timeMs >= (wanted.timersMs[index] ?? 0))
}
