import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const request = [
  'GET /x HTTP/1.1',
  'Host: a',
  'X-L: a, b',
  'X-L: c,,"d,e"',
  'X-Ip: 1.2.3.4:80',
  'X-Ip6: [::1]:80',
  'X-V: 12ab',
  '',
  '',
].join('\r\n')

/** What an expression gives in a request rule; values seen with HAProxy where it has the fetch. */
export async function inRequest(expression: string, text = request): Promise<string | undefined> {
  const { sent } = await exchange({ frontend: [`http-request set-header x-result "<%[${expression}]>"`] }, text)
  return /x-result: <(.*)>/.exec(sent!)?.[1]
}

it.each([
  ['hdr(x-l)', '"d,e"'],
  ['req.hdr(X-L,1)', 'a'],
  ['req.hdr(x-l,-2)', ''],
  ['req.hdr(x-l,5)', '"d,e"'],
  ['req.hdr(x-l,9)', ''],
  ['req.fhdr(x-l)', 'c,,"d,e"'],
  ['req.fhdr(x-l,1)', 'a, b'],
  ['req.hdr_cnt(x-l)', '5'],
  ['req.fhdr_cnt(x-l)', '2'],
  ['req.hdr_cnt(none)', '0'],
  ['hdr_ip(x-ip)', '1.2.3.4'],
  ['req.hdr_ip(x-ip6)', ''],
  ['hdr_val(x-v)', '12'],
  ['req.hdr_names', 'host,x-l,x-l,x-ip,x-ip6,x-v'],
  ['req.hdr_names(:)', 'host:x-l:x-l:x-ip:x-ip6:x-v'],
  ['req.hdrs,bytes(0,7),hex', '686F73743A2061'],
  ['req.hdrs_bin,bytes(0,7),hex', '04686F73740161'],
])('%s', async (expression, expected) => {
  expect(await inRequest(expression)).toBe(expected)
})

it.each([
  ['req.hdr(x-l) b', true],
  ['req.hdr(x-l) z', false],
  ['req.fhdr(x-l) b', false],
  ['hdr_beg(x-l) "\\"d"', true],
  ['hdr_ip(x-ip) 1.2.0.0/16', true],
  ['hdr_cnt(x-l) gt 4', true],
  ['hdr_dom(host) a', true],
])('tries every value in an ACL: %s', async (acl, matches) => {
  const { sent } = await exchange({ frontend: [`http-request deny if { ${acl} }`] }, request)
  expect(sent === null).toBe(matches)
})

it('looks at the response in its rules', async () => {
  const { got } = await exchange({
    frontend: ['http-response set-header x-n %[res.hdr(content-length)]/%[hdr(content-length)]'],
  })
  expect(got).toContain('x-n: 2/2')
})
