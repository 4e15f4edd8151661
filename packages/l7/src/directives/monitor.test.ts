import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

const monitor = 'GET /mon HTTP/1.1\r\nHost: a\r\n\r\n'

it('answers by itself and logs nothing', async () => {
  const { got, sent, log } = await exchange({ frontend: ['monitor-uri /mon'] }, monitor)
  expect(got).toMatch(/^HTTP\/1.1 200 OK\r\ncontent-length: 58\r\n/)
  expect(sent).toBeNull()
  expect(log).toBe('')
})

it.each([
  ['if { path /mon }', 503],
  ['if { path /other }', 200],
])('monitor fail %s', async (condition, status) => {
  const { got } = await exchange({ frontend: ['monitor-uri /mon', `monitor fail ${condition}`] }, monitor)
  expect(got.startsWith(`HTTP/1.1 ${status} `)).toBe(true)
})

it('lets other targets through', async () => {
  expect((await exchange({ frontend: ['monitor-uri /mon'] })).sent).not.toBeNull()
})

it('refuses a failure without a condition', () => {
  expect(readLines('frontend', ['monitor fail']).complaints[0]).toContain("requires either 'if' or 'unless'")
})
