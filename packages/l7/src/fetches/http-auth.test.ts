import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const userlists = {
  u: ['group g users joe', 'user joe insecure-password secret', 'user ann password $test$pw groups h'],
}

const basic = (text: string): string =>
  `GET / HTTP/1.1\r\nAuthorization: Basic ${Buffer.from(text).toString('base64')}\r\n\r\n`

it.each([
  ['joe:secret', true],
  ['joe:wrong', false],
  ['joe:secretsecret', false],
  ['ann:pw', true],
  ['ann:no', false],
  ['bob:secret', false],
  ['joe', false],
])('http_auth of %s', async (text, passes) => {
  const { sent } = await exchange({ userlists, frontend: ['http-request deny unless { http_auth(u) }'] }, basic(text))
  expect(sent !== null).toBe(passes)
})

it.each([
  ['joe:secret', 'g', true],
  ['joe:secret', 'h', false],
  ['ann:pw', 'h', true],
  ['joe:wrong', 'g', false],
])('http_auth_group of %s in %s', async (text, group, passes) => {
  const rule = `http-request deny unless { http_auth_group(u) ${group} }`
  const { sent } = await exchange({ userlists, frontend: [rule] }, basic(text))
  expect(sent !== null).toBe(passes)
})

it.each([
  ['http_auth_type', basic('a:b:c'), 'Basic'],
  ['http_auth_user', basic('a:b:c'), 'a'],
  ['http_auth_pass', basic('a:b:c'), 'b:c'],
  ['http_auth_bearer', 'GET / HTTP/1.1\r\nAuthorization: Bearer tok\r\n\r\n', 'tok'],
  ['http_auth_bearer(x-t)', 'GET / HTTP/1.1\r\nX-T: bearer tok2\r\n\r\n', 'tok2'],
  ['http_auth_type', 'GET / HTTP/1.1\r\n\r\n', ''],
])('%s', async (expression, request, expected) => {
  const { sent } = await exchange({ frontend: [`http-request set-header x-r <%[${expression}]>`] }, request)
  expect(sent).toContain(`x-r: <${expected}>`)
})
