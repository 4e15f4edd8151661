import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const request = 'GET / HTTP/1.1\r\nCookie: a=1; b="2"; a=3, z\r\n\r\n'

it.each([
  ['req.cook(a)', '3'],
  ['cook(b)', '"2"'],
  ['req.cook_cnt', '3'],
  ['req.cook_cnt(a)', '2'],
  ['req.cook_val(a)', '3'],
  ['req.cook_names', 'a,b,a'],
  ['cookie(b)', '"2"'],
])('%s', async (expression, expected) => {
  const { sent } = await exchange({ frontend: [`http-request set-header x-result <%[${expression}]>`] }, request)
  expect(sent).toContain(`x-result: <${expected}>`)
})

it('reads Set-Cookie in response rules', async () => {
  const { got } = await exchange(
    { frontend: ['http-response set-header x-r %[res.cook(s)]/%[scook_cnt]/%[res.cook_names]'] },
    request,
    'HTTP/1.1 200 OK\r\nSet-Cookie: s=v; path=/\r\nSet-Cookie: t=w\r\nContent-Length: 0\r\n\r\n',
  )
  expect(got).toContain('x-r: v/3/s,t')
})

it('tries every cookie in an ACL', async () => {
  const { sent } = await exchange({ frontend: ['http-request deny if { cook(a) 1 }'] }, request)
  expect(sent).toBeNull()
})
