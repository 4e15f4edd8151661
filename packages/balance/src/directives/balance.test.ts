import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test('an algorithm with its arguments', () => {
  expect(readBalance('balance leastconn').algorithm?.name).toBe('leastconn')
  expect(readBalance('balance random(4)').algorithm?.values).toEqual([4])
  expect(readBalance('balance leastconn\nbalance first').algorithm?.name).toBe('first')
  expect(readBalance('option persist').algorithm).toBeNull()
  expect(readBalance('balance leastconn\nbalance').algorithm).toBeNull()
})

test.each([
  ['balance roundrobin(2)', "balance 'roundrobin' does not take '(2)'"],
  ['balance roundrobin now', "'balance' cannot handle unexpected argument 'now'"],
  ['balance hdr(x', "'hdr(x' expects a closing parenthesis"],
])('%s is refused', (line, message) => {
  expect(complaints(line)).toEqual([message])
})

test('an unknown algorithm is answered with those that exist', () => {
  expect(complaints('balance leaseconn')[0]).toMatch(/^balance only supports '.*'leastconn'.*' options\.$/)
})
