/** What an ACL sees of fetches with several values, as HAProxy 2.6 has it. */
import { expect, it } from 'vitest'
import { exchange } from '../testing/exchange.ts'

const request = (values: string): string => {
  const [first = '', second = ''] = values.split(' ')
  const query = `?a=${first}&a=${second}`
  return `GET /${query} HTTP/1.1\r\nHost: h\r\nx: ${first},${second}\r\nCookie: a=${first}; a=${second}\r\n\r\n`
}

it.each([
  ['req.hdr_val(x) 5', '5 1', true],
  ['req.hdr_val(x) 5', '1 5', true],
  ['req.hdr_val(x,-1) 5', '5 1', false],
  ['cook_val(a) 5', '5 1', true],
  ['cook_val 5', '1 5', true],
  ['urlp_val(a) 5', '1 5', true],
  ['urlp_val 5', '5 1', true],
  ['urlp_val(a) 5', '1 2', false],
  // A converter that gives nothing ends the row, a cast at the end does not.
  ['req.hdr(x),neg -m int -- -5', 'a 5', true],
  ['req.hdr(x),neg -m int -- -5', ' 5', false],
  ['req.hdr(x),b64dec -m str a', 'YQ== x:y', true],
  ['req.hdr(x),b64dec -m str a', 'x:y YQ==', false],
  ['req.hdr(x),url_dec a', '%zz a', false],
  ['req.hdr(x),hex2i 10', '%zz a', false],
  ['req.hdr(x) -m ip 1.2.3.4', 'x 1.2.3.4', true],
  ['req.hdr(x) -m int 5', ' 5', true],
  ['req.hdr_ip(x) 1.2.3.4', 'x 1.2.3.4', true],
])('{ %s } of %s', async (test, values, isMatched) => {
  const { sent } = await exchange({ frontend: [`http-request deny if { ${test} }`] }, request(values))
  expect(sent === null).toBe(isMatched)
})
