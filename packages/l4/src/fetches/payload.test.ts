import { expect, test } from 'vitest'
import { evaluateOnBytes } from '../testing/index.ts'

test.each([
  ['payload(0,3)', 'SSH-2.0', 'SSH'],
  ['req.payload(4,3)', 'SSH-2.0', '2.0'],
  ['req.payload(4,0)', 'SSH-2.0', '2.0'],
  ['req.payload(4,9)', 'SSH-2.0', 'more'],
  ['res.payload(0,1)', 'x', null],
  ['payload_lv(0,1)', '\x03abcd', 'abc'],
  ['req.payload_lv(1,2)', '-\x00\x02abcd', 'ab'],
  ['req.payload_lv(0,1,+1)', '\x02abcd', 'bc'],
  ['req.payload_lv(0,1,3)', '\x02abcd', 'cd'],
  ['req.payload_lv(0,1)', '\x09ab', 'more'],
  ['req.payload_lv(0,1)', '\x00ab', null],
  ['req.payload(-1,0)', 'ab', null],
  ['req.payload(0,-1)', 'ab', null],
  ['req.payload_lv(0,-2)', '\x01ab', null],
  ['req.payload_lv(0,5)', '\x09\x00\x00\x00\x02ab', 'ab'],
])('%s on %j', async (expression, bytes, expected) => {
  expect(await evaluateOnBytes(expression, bytes)).toBe(expected)
})
