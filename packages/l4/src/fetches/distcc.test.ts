import { expect, test } from 'vitest'
import { evaluateOnBytes } from '../testing/index.ts'

const bytes = 'DIST00000002ARGC00000002ARGV00000002ccARGV0000000Afile-a.cpp'

test.each([
  ['distcc_param(DIST)', bytes, '2'],
  ['distcc_param(ARGV)', bytes, '2'],
  ['distcc_param(ARGV,0)', bytes, '2'],
  ['distcc_param(ARGV,2)', bytes, '10'],
  ['distcc_param(ARGV,3)', bytes, 'more'],
  ['distcc_param(ARGV,-1)', bytes, null],
  ['distcc_body(ARGV)', bytes, 'cc'],
  ['distcc_body(ARGV,2)', bytes, 'file-a.cpp'],
  ['distcc_body(DIST)', bytes, null],
  ['distcc_param(DOTI)', bytes, 'more'],
  ['distcc_param(DIST)', 'DIST0000', 'more'],
  ['distcc_param(DIST)', 'DIST+0000002', null],
  ['distcc_param(ARGV)', 'WXYZ00000001xARGV00000000', '0'],
  ['distcc_param(ARGV)', 'NFIL00000001ARGV00000000', '0'],
  ['distcc_param(ARGV)', 'GET / HTTP/1.1\r\n', null],
])('%s on %j', async (expression, text, expected) => {
  expect(await evaluateOnBytes(expression, text)).toBe(expected)
})
