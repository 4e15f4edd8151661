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
