import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

it.each([
  ['set-method PUT', 'GET /a?b=c', 'PUT /a?b=c'],
  ['set-path /p%[path]', 'GET /a?b=c', 'GET /p/a?b=c'],
  ['set-path /p', 'GET http://h/a?b=c', 'GET http://h/p?b=c'],
  ['set-pathq /p?q', 'GET /a?b=c', 'GET /p?q'],
  ['set-query x=y', 'GET /a?b=c', 'GET /a?x=y'],
  ['set-query x=y', 'GET /a', 'GET /a?x=y'],
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
