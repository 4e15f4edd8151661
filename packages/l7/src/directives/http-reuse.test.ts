import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { configure, readLines } from '../testing/lines.ts'

it.each([
  ['never', 2],
  ['safe', 2],
  ['aggressive', 2],
  ['always', 1],
])('http-reuse %s', async (mode, connections) => {
  const { world } = await configure({ backendLines: [`http-reuse ${mode}`] })
  world.request('GET / HTTP/1.1\r\n\r\n')
  world.request('GET / HTTP/1.1\r\n\r\n')
  expect(world.accepted).toHaveLength(connections)
})

it.each([
  [2, 2],
  [1, 3],
  [0, 5],
])('max-session-srv-conns %d', async (count, opened) => {
  const { world } = await configure({
    servers: 2,
    frontend: [`max-session-srv-conns ${count}`],
    backendLines: ['http-reuse never'],
  })
  const client = world.connect()
  for (let request = 0; request < 5; request++) {
    client.send('GET / HTTP/1.1\r\n\r\n')
    world.run()
  }
  // What was not kept is opened anew.
  expect(world.accepted.length).toBe(opened)
})

it('names the server', async () => {
  const { sent } = await exchange({ backendLines: ['http-send-name-header X-Server'] })
  expect(sent).toContain('x-server: s1')
})

it('sends the unique identifier', async () => {
  const { sent } = await exchange({
    frontend: ['unique-id-format id-%[path]', 'unique-id-header X-ID', 'option forwardfor'],
  })
  expect(sent).toMatch(/x-id: id-\/\r\nx-forwarded-for: /)
})

it.each([
  ['retry-on foo', "unknown keyword 'foo'"],
  ['retry-on none 503', 'only usable alone'],
  ['retry-on', 'at least one'],
  ['http-send-name-header Host', 'cannot be used as header name'],
  ['http-reuse maybe', "only supports 'never', 'safe', 'aggressive', 'always'"],
])('refuses %s', (line, message) => {
  expect(readLines('backend', [line]).complaints[0]).toContain(message)
})

it.each(['retry-on all-retryable-errors', 'retry-on 429 421', 'max-keep-alive-queue -1'])('takes %s', (line) => {
  expect(readLines('backend', [line]).complaints).toEqual([])
})
