/** Every scenario on Weir against HAProxy's recording, and the recording against HAProxy itself where it is installed. */
import { describe, expect, it } from 'vitest'
import { loadScenarios } from '../src/catalogue.ts'
import { renderDifferences } from '../src/compare.ts'
import { findHaproxy, findWeir } from '../src/implementation.ts'
import { verify } from '../src/verify.ts'

const scenarios = await loadScenarios()
const weir = findWeir()
const haproxy = findHaproxy()

// A second try on both sides, because a busy machine may disturb timers.
describe.concurrent('weir behaves as recorded', { retry: 1 }, () => {
  it.for(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async ([, scenario], { skip }) => {
    if (weir === null) return skip('skipped: needs built daemon')
    expect(renderDifferences(await verify(scenario, weir))).toBe('')
  })
})

describe.concurrent('haproxy still behaves as recorded', { retry: 1 }, () => {
  it.for(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async ([, scenario], { skip }) => {
    if (haproxy === null) return skip('skipped: needs haproxy')
    expect(renderDifferences(await verify(scenario, haproxy))).toBe('')
  })
})
