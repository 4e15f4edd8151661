import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it('drops an answer in the same way', async () => {
  const { got, log } = await exchange({ frontend: ['http-response silent-drop'] })
  expect(got).toBe('')
  expect(log).toMatch(/^200 PR-- 0\/0\/0\/-1 /)
})

it('resets without a word', async () => {
  const { got, log, world } = await exchange({ frontend: ['http-request silent-drop'] })
  expect(got).toBe('')
  expect(log).toMatch(/^-1 PR--/)
  expect(world.engine.currentConnections).toBe(0)
})

it.each([
  [{ frontend: ['http-request silent-drop'] }, [1, 0]],
  [{ frontend: ['http-response silent-drop'] }, [1, 1]],
  [{ backendLines: ['http-request silent-drop rst-ttl 3'] }, [1, 1]],
])('counts as a denied request: %j', async (lines, expected) => {
  const { world } = await exchange(lines)
  const { frontend, backend } = world
  expect([frontend.counters.deniedRequests, backend.state.counters.deniedRequests]).toEqual(expected)
})
