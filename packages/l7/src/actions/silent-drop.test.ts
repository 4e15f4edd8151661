import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it('resets without a word', async () => {
  const { got, log, world } = await exchange({ frontend: ['http-request silent-drop'] })
  expect(got).toBe('')
  expect(log).toMatch(/^-1 PR--/)
  expect(world.engine.currentConnections).toBe(0)
})
