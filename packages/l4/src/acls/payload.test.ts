import { expect, test } from 'vitest'
import { testOnBytes } from '../testing/index.ts'

test.each([
  ['if { req.payload(0,3) -m bin 535348 }', 'SSH-2.0', true],
  ['if { payload(0,3) 535348 }', 'SSH-2.0', true],
  ['if { payload(0,3) 535349 }', 'SSH-2.0', false],
  ['if REQ_CONTENT', 'x', true],
  ['if REQ_CONTENT', '', false],
  ['if LOCALHOST', '', true],
  ['if RDP_COOKIE', 'GET', false],
])('%s on %j', async (condition, bytes, expected) => {
  expect(await testOnBytes(condition, bytes)).toBe(expected)
})
