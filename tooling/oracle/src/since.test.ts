import { describe, expect, it } from 'vitest'
import type { TrafficObservation } from './observation.ts'
import { applySince } from './since.ts'

const recorded: TrafficObservation = {
  start: 'running',
  clients: { a: { received: ['Name: 1', 'x'], ending: 'end' }, b: { received: ['Name: 2'], ending: 'open' } },
  servers: {},
  answers: [],
  logs: ['one', 'two'],
}

describe('applySince', () => {
  it('changes what the path names and leaves the recording alone', () => {
    const expected = applySince(recorded, [{ at: 'logs.1', value: 'three', reason: 'test' }])
    expect(expected.logs).toEqual(['one', 'three'])
    expect(recorded.logs).toEqual(['one', 'two'])
  })

  it('takes a star for every key', () => {
    const expected = applySince(recorded, [
      { at: 'clients.*.received.*', change: (line) => String(line).toLowerCase(), reason: 'test' },
    ])
    expect(expected.clients.a?.received).toEqual(['name: 1', 'x'])
    expect(expected.clients.b?.received).toEqual(['name: 2'])
  })

  it('refuses an entry that changes nothing', () => {
    expect(() => applySince(recorded, [{ at: 'logs.0', value: 'one', reason: 'test' }])).toThrow(/changes nothing/)
    expect(() => applySince(recorded, [{ at: 'answers.*', value: 'x', reason: 'test' }])).toThrow(/changes nothing/)
  })
})
