import { expect, test } from 'vitest'
import { evaluateOnBytes } from '../testing/index.ts'

test.each([
  ['req.rdp_cookie', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', 'user'],
  ['rdp_cookie(mstshash)', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', 'user'],
  ['rdp_cookie(MSTSHash)', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', 'user'],
  ['req.rdp_cookie(msts)', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', null],
  ['req.rdp_cookie_cnt', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', '1'],
  ['rdp_cookie_cnt(msts)', '\x03\x00\x00\x20\x1b\xe0\x00\x00\x00\x00\x00Cookie: mstshash=user\r\n', '0'],
  ['req.rdp_cookie', '\x03\x00\x00', 'more'],
  ['req.rdp_cookie', 'GET /', null],
])('%s on %j', async (expression, bytes, expected) => {
  expect(await evaluateOnBytes(expression, bytes)).toBe(expected)
})
