import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const request = 'GET /a/b.php?q=word HTTP/1.1\r\nHost: www.example.com\r\nCookie: s=abc\r\n\r\n'

it.each([
  ['path_beg /a', true],
  ['path_end .php', true],
  ['path_end .html', false],
  ['path_sub b.p', true],
  ['path_dir a', true],
  ['path_reg ^/a/.*php$', true],
  ['path_len 8', true],
  ['url_dom word', false],
  ['hdr_end(host) .com', true],
  ['hdr(host) www.example.com', true],
  ['hdr_dom(host) example.com', true],
  ['cook_beg(s) ab', true],
  ['urlp_sub(q) ord', true],
  ['base_beg www.example.com/a', true],
  ['method GET', true],
  ['METH_POST', false],
])('%s', async (acl, matches) => {
  const condition = acl.startsWith('METH') ? acl : `{ ${acl} }`
  const { sent } = await exchange({ frontend: [`http-request deny if ${condition}`] }, request)
  expect(sent === null).toBe(matches)
})
