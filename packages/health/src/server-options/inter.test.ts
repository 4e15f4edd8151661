import { expect, test } from 'vitest'
import { readCheckOptions } from '../testing/check-fixture.ts'

test('intervals default to two seconds, or to inter', () => {
  expect(readCheckOptions('')).toMatchObject({
    intervalMs: 2000,
    fastIntervalMs: null,
    downIntervalMs: null,
    agentIntervalMs: null,
  })
})

test('intervals are times', () => {
  expect(readCheckOptions('inter 3s fastinter 500 downinter 1m agent-inter 10s')).toMatchObject({
    intervalMs: 3000,
    fastIntervalMs: 500,
    downIntervalMs: 60_000,
    agentIntervalMs: 10_000,
  })
  expect(() => readCheckOptions('inter 0')).toThrow("'inter' expects a time greater than zero")
  expect(() => readCheckOptions('inter soon')).toThrow('expects a time')
})
