import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it.each([
  ['http-request', 'req.ver', '1.1'],
  ['http-request', 'http_first_req', '1'],
  ['http-request', 'req.proto_http', '1'],
  ['http-request', 'unique-id', '127.0.0.1'],
  ['http-request', 'txn.sess_term_state', '--'],
  ['http-response', 'status', '200'],
  ['http-response', 'txn.status', '200'],
  ['http-response', 'server_status', '200'],
  ['http-response', 'res.ver', '1.1'],
  ['http-response', 'capture.req.method', 'GET'],
  ['http-response', 'capture.req.uri', '/orig'],
  ['http-response', 'capture.req.ver', 'HTTP/1.1'],
  ['http-response', 'capture.res.ver', 'HTTP/1.1'],
  ['http-response', 'capture.req.hdr(0)', 'a'],
  ['http-response', 'capture.res.hdr(0)', '2'],
])('%s %s', async (ruleset, expression, expected) => {
  const { sent, got } = await exchange(
    {
      frontend: [
        'unique-id-format 127.0.0.1',
        'capture request header Host len 5',
        'capture response header Content-Length len 5',
        'http-request set-path /changed',
        `${ruleset} set-header x-r <%[${expression}]>`,
      ],
    },
    'GET /orig HTTP/1.1\r\nHost: a\r\n\r\n',
  )
  expect(ruleset === 'http-request' ? sent : got).toContain(`x-r: <${expected}>`)
})

it('says LR for an answer of the proxy itself', async () => {
  const { got } = await exchange({
    frontend: ['http-request return status 200', 'http-after-response set-header x-s %[txn.sess_term_state]'],
  })
  expect(got).toContain('x-s: LR')
})
