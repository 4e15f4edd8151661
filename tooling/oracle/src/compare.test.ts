import { describe, expect, it } from 'vitest'
import { ANYTHING, compareObservations } from './compare.ts'
import type { TrafficObservation } from './observation.ts'

const base: TrafficObservation = { start: 'running', clients: {}, servers: {}, answers: [], logs: ['a', 'b'] }
const places = (expected: TrafficObservation, seen: TrafficObservation) =>
  compareObservations(expected, seen).map(({ at }) => at)

describe('compareObservations', () => {
  it('finds nothing between equal observations', () => expect(places(base, structuredClone(base))).toEqual([]))
  it('names each differing place', () => expect(places(base, { ...base, logs: ['a', 'x'] })).toEqual(['logs.1']))
  it('sees what is missing and what is too much', () => {
    expect(places(base, { ...base, logs: ['a'] })).toEqual(['logs.1'])
    expect(places({ ...base, logs: ['a'] }, base)).toEqual(['logs.1'])
  })
  it('lets anything pass where nothing is known', () =>
    expect(places({ ...base, logs: [ANYTHING, 'b'] }, base)).toEqual([]))
  it('reports a failed start alone', () =>
    expect(places(base, { ...base, start: 'exit 1', logs: [] })).toEqual(['start']))
  it('does not compare wording', () => {
    const check = (wording: string) => ({ cases: { c: { exit: 0, diagnostics: [], wording: [wording] } } })
    expect(compareObservations(check('x'), check('y'))).toEqual([])
  })
})
