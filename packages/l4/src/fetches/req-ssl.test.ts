import { expect, test } from 'vitest'
import { alpnExtension, encodeClientHello, evaluateOnBytes, serverNameExtension } from '../testing/index.ts'

const hello = encodeClientHello([
  serverNameExtension('a.example'),
  alpnExtension('h2', 'http/1.1'),
  [43, [2, 3, 4]],
  [10, [0, 2, 0, 29]],
  [13, [0, 2, 4, 3]],
  [35, []],
  [51, [0, 6, 0, 29, 0, 2, 1, 2]],
])

test.each([
  ['req.ssl_hello_type', hello, '1'],
  ['req_ssl_hello_type', 'GET /', null],
  ['req.ssl_sni', hello, 'a.example'],
  ['req_ssl_sni', hello.subarray(0, 40), 'more'],
  ['req.ssl_sni', 'GET /', null],
  ['req.ssl_alpn', hello, 'h2'],
  ['req.ssl_ver', hello, '196611'],
  ['req.ssl_ec_ext', hello, '1'],
  ['req.ssl_st_ext', hello, '1'],
  ['req.ssl_cipherlist,hex', hello, '13011302'],
  ['req.ssl_sigalgs,hex', hello, '0403'],
  ['req.ssl_supported_groups,hex', hello, '001D'],
  ['req.ssl_keyshare_groups,hex', hello, '001D'],
  ['res.ssl_hello_type', hello, null],
])('%s', async (expression, bytes, expected) => {
  expect(await evaluateOnBytes(expression, bytes)).toBe(expected)
})
