import { expect, it } from 'vitest'
import { httpOptions } from '../options.ts'
import { exchange } from '../testing/exchange.ts'
import { readLines } from '../testing/lines.ts'

it.each([
  ['option httpclose', 'close'],
  ['option http-server-close', 'server-close'],
  ['option http-keep-alive', 'keep-alive'],
])('%s', (line, mode) => {
  expect(readLines('backend', [line]).options.get(httpOptions).connectionMode).toBe(mode)
  expect(readLines('backend', [line, `no ${line}`]).options.get(httpOptions).connectionMode).toBeNull()
})

it.each([
  ['option http-buffer-request', 'frontend', 'buffersRequest'],
  ['option http-ignore-probes', 'frontend', 'ignoresProbes'],
  ['option http-pretend-keepalive', 'backend', 'pretendsKeepAlive'],
  ['option http-drop-request-trailers', 'backend', 'dropsRequestTrailers'],
  ['option http-drop-response-trailers', 'frontend', 'dropsResponseTrailers'],
  ['option accept-unsafe-violations-in-http-request', 'frontend', 'isLenientOnRequests'],
  ['option accept-unsafe-violations-in-http-response', 'backend', 'isLenientOnResponses'],
  ['option accept-invalid-http-request', 'frontend', 'isLenientOnRequests'],
  ['option accept-invalid-http-response', 'backend', 'isLenientOnResponses'],
  ['option h1-case-adjust-bogus-client', 'frontend', 'adjustsResponseCase'],
  ['option h1-case-adjust-bogus-server', 'backend', 'adjustsRequestCase'],
] as const)('%s', (line, kind, setting) => {
  expect(readLines(kind, [line]).options.get(httpOptions)[setting]).toBe(true)
  expect(readLines(kind, [line, `no ${line}`]).options.get(httpOptions)[setting]).toBe(false)
})

it('takes a bad header name out and keeps the request when told to be lenient', async () => {
  const request = 'GET /a#b HTTP/1.1\r\nBad(Name: x\r\nGood: y\r\n\r\n'
  expect((await exchange({}, request)).sent).toBeNull()
  const { sent } = await exchange({ frontend: ['option accept-unsafe-violations-in-http-request'] }, request)
  expect(sent).toBe('GET /a#b HTTP/1.1\r\ngood: y')
})

it('drops trailers', async () => {
  const answer = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n0\r\nX: y\r\n\r\n'
  expect((await exchange({}, undefined, answer)).got).toContain('x: y')
  const { got } = await exchange({ frontend: ['option http-drop-response-trailers'] }, undefined, answer)
  expect(got.endsWith('1\r\na\r\n0\r\n\r\n')).toBe(true)
})
