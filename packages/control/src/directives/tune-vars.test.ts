import { applyLine } from '@weir/log/testing'
import { expect, test } from 'vitest'
import { variableLimitDirectives } from './tune-vars.ts'

test.each([
  ['tune.vars.global-max-size 1024', { globalBytes: 1024 }],
  ['tune.vars.global-max-size -1', { globalBytes: 0 }],
  ['tune.vars.proc-max-size 2', { procBytes: 2 }],
  ['tune.vars.sess-max-size 3', { sessBytes: 3 }],
  ['tune.vars.txn-max-size 4', { txnBytes: 4 }],
  ['tune.vars.reqres-max-size 5', { reqresBytes: 5 }],
  ['tune.vars.check-max-size 0', { checkBytes: 0 }],
  ['tune.vars.check-max-size', { checkBytes: 0 }],
])('%s', (line, expected) => {
  const keyword = variableLimitDirectives.find(({ name }) => `${line} `.startsWith(`${name} `))!
  expect(applyLine(keyword, line)).toMatchObject({ record: expected, errors: [] })
})

test('takes no unit', () => {
  const { errors } = applyLine(variableLimitDirectives[0]!, 'tune.vars.global-max-size 1k')
  expect(errors).toEqual([expect.stringContaining("'1k' is an invalid size")])
})
