/** Words that the recorded HAProxy does not have, on Weir against what is written of them. */
import { describe, expect, it } from 'vitest'
import { findWeir } from '../src/implementation.ts'
import { loadNewer, owedOf, readNewer } from '../src/newer.ts'
import { runScenario } from '../src/run-scenario.ts'

const all = await loadNewer()
const weir = findWeir()

// A second try, because a busy machine may disturb timers.
describe('weir behaves as written', { retry: 1 }, () => {
  it.for(all.map((newer) => [newer.scenario.name, newer] as const))('%s', async ([, newer], { skip }) => {
    if (weir === null) return skip('skipped: needs built daemon')
    const observation = await runScenario(newer.scenario, weir)
    expect(observation.start).toBe('running')
    expect(readNewer(newer, observation)).toEqual(owedOf(newer))
  })
})
