import { expect, test } from 'vitest'
import { describeExpressions } from '../testing/describe-converter.ts'
import { createTestLanguage } from '../testing/language.ts'
import { debug } from './debug.ts'

describeExpressions('debug', [debug])

test.each([
  ['str(abc),debug(pfx,stderr)', 'stderr [debug] pfx: type=str <abc>\n'],
  ['int(5),debug(,stderr)', 'stderr [debug] : type=sint <5>\n'],
  ['bin(00ff),debug(a)', 'buf0 [debug] a: type=bin <>\n'],
  ['ipv4(1.2.3.4),debug(a)', 'buf0 [debug] a: type=ipv4 <1.2.3.4>\n'],
  ['bool(1),debug', 'buf0 [debug] : type=bool <1>\n'],
])('%s writes %o', (expression, line) => {
  const debugLines: string[] = []
  createTestLanguage({ debugLines }).evaluate(expression)
  expect(debugLines).toEqual([line])
})
