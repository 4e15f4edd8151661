import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it.each([
  ['set-method PUT', 'GET /a?b=c', 'PUT /a?b=c'],
  ['set-path /p%[path]', 'GET /a?b=c', 'GET /p/a?b=c'],
  ['set-path /p', 'GET http://h/a?b=c', 'GET http://h/p?b=c'],
  ['set-pathq /p?q', 'GET /a?b=c', 'GET /p?q'],
  ['set-query x=y', 'GET /a?b=c', 'GET /a?x=y'],
  ['set-query x=y', 'GET /a', 'GET /a?x=y'],
  ['set-query %[req.hdr(none)]', 'GET /a?b=c', 'GET /a?'],
  ['set-query %[req.hdr(none)]', 'GET /a', 'GET /a'],
  ['set-path /p', 'OPTIONS *', 'OPTIONS /p'],
  ['set-path /p', 'GET http://h', 'GET /p'],
  ['set-pathq /p?q', 'GET http://h', 'GET /p?q'],
  ['set-uri /new', 'GET /a?b=c', 'GET /new'],
  ['replace-path /a(.*) /z\\\\1', 'GET /abc?q', 'GET /zbc?q'],
  ['replace-path /x /z', 'GET /abc?q', 'GET /abc?q'],
  ['replace-pathq ([^?]*)\\\\?(.*) /\\\\2\\\\1', 'GET /a?q', 'GET /q/a'],
  ['replace-uri ^http://[^/]*(.*) http://g\\\\1', 'GET http://h/a', 'GET http://g/a'],
])('%s turns %s into %s', async (action, line, expected) => {
  const { sent, log } = await exchange({ frontend: [`http-request ${action}`] }, `${line} HTTP/1.1\r\n\r\n`)
  expect(sent!.split('\r\n')[0]).toBe(`${expected} HTTP/1.1`)
  expect(log.endsWith(`${line} HTTP/1.1`)).toBe(true)
})

// As HAProxy 2.6 passes them on.
it.each([
  ['set-uri http://o.test/x', 'GET /a', 'h.test', 'GET http://o.test/x', 'o.test'],
  ['set-uri http://u:p@o.test:81/x', 'GET /a', 'h.test', 'GET http://u:p@o.test:81/x', 'o.test:81'],
  ['set-uri o.test:80', 'OPTIONS *', 'h.test', 'OPTIONS o.test:80', 'o.test:80'],
  ['set-uri /x', 'GET http://h.test/a', 'h.test', 'GET /x', 'h.test'],
  ['replace-uri ^(/.*) https://r.test\\\\1', 'GET /a', 'h.test', 'GET https://r.test/a', 'r.test'],
  ['set-path http://q.test/z', 'OPTIONS *', 'h.test', 'OPTIONS http://q.test/z', 'h.test'],
  ['set-header Host new.test', 'GET http://u:p@h.test:81/a?b', 'h.test:81', 'GET http://u:p@new.test/a?b', 'new.test'],
  ['set-header Host new.test', 'GET /a', 'h.test', 'GET /a', 'new.test'],
  ['set-header Host new.test', 'CONNECT h.test:99', 'h.test:99', 'CONNECT new.test', 'new.test'],
  ['replace-header Host (.*) x-\\\\1', 'GET http://h.test/a', 'h.test', 'GET http://x-h.test/a', 'x-h.test'],
  ['del-header Host', 'GET http://h.test/a', 'h.test', 'GET http://h.test/a', null],
])('%s keeps target and Host of %s together', async (action, line, host, expected, expectedHost) => {
  const { sent } = await exchange({ frontend: [`http-request ${action}`] }, `${line} HTTP/1.1\r\nHost: ${host}\r\n\r\n`)
  expect(sent!.split('\r\n')[0]).toBe(`${expected} HTTP/1.1`)
  expect(/\r\nhost: (.*)/.exec(sent!)?.[1] ?? null).toBe(expectedHost)
})
