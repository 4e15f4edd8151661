import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'
import { configure } from '../testing/lines.ts'

it.each([
  ['http-request', 'fc_http_major', '1'],
  ['http-response', 'bc_http_major', '1'],
  ['http-request', 'fc_nb_streams', '1'],
  ['http-response', 'bc_nb_streams', '1'],
  ['http-request', 'fc_settings_streams_limit', '1'],
  ['http-response', 'bc_settings_streams_limit', '1'],
  ['http-request', 'fc_glitches', '0'],
  ['http-response', 'bc_glitches', '0'],
  ['http-request', 'fs.id', '1'],
  ['http-response', 'bs.id', '1'],
  ['http-request', 'fs.aborted', '0'],
  ['http-response', 'bs.aborted', '0'],
  ['http-request', 'fs.rst_code', ''],
  ['http-response', 'bs.rst_code', ''],
])('%s %s', async (ruleset, expression, expected) => {
  const { sent, got } = await exchange({ frontend: [`${ruleset} set-header x-r <%[${expression}]>`] })
  expect(ruleset === 'http-request' ? sent : got).toContain(`x-r: <${expected}>`)
})

it('numbers the requests of a connection', async () => {
  const { world } = await configure({
    frontend: ['http-after-response set-header x-r <%[fs.id]/%[bs.id]>'],
  })
  const client = world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  world.run()
  expect(client.text.match(/x-r: .*/g)).toEqual(['x-r: <1/1>', 'x-r: <2/2>'])
})

it('knows no server where none was asked', async () => {
  const { got } = await exchange({
    frontend: ['http-request return status 200', 'http-after-response set-header x-r <%[bc_http_major]>'],
  })
  expect(got).toContain('x-r: <>')
})

it('tells a server that closes amid its answer', async () => {
  const { world } = await configure({ retries: 0 })
  world.serve = (peer) => peer.connection.close()
  world.request('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  expect(world.transactions[0]!.lastServerLink!.isAborted).toBe(true)
})
