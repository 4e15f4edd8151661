import { expect, it } from 'vitest'
import { configure, readLines } from '../testing/lines.ts'

it.each(['http-request set-timeout server 50ms', 'http-request set-timeout server int(50)'])('%s', async (rule) => {
  const { world } = await configure({ backendLines: [rule] })
  world.serve = () => {}
  const client = world.request('GET / HTTP/1.1\r\n\r\n')
  world.run(51)
  expect(client.text).toMatch(/^HTTP\/1.1 504 /)
})

it('refuses a null timeout', () => {
  expect(readLines('frontend', ['http-request set-timeout server 0']).complaints[0]).toContain('null value')
})
