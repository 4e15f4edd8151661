import { expect, test } from 'vitest'
import { createTestContext, createTestLanguage } from '../testing/language.ts'

test.each([
  ['dump_all_vars', 'sess.s="a\\"b", txn.n=5, txn.nn=0AFF, proc.p=192.0.2.1'],
  ['dump_all_vars(txn)', 'txn.n=5, txn.nn=0AFF'],
  ['dump_all_vars(txn,nn)', 'txn.nn=0AFF'],
  ['dump_all_vars(,,|)', 'sess.s="a\\"b"|txn.n=5|txn.nn=0AFF|proc.p=192.0.2.1'],
])('%s gives %s', (expression, expected) => {
  const language = createTestLanguage()
  const context = createTestContext()
  for (const rule of [
    ['set-var(sess.s)', `str('a"b')`],
    ['set-var(txn.n)', 'int(5)'],
    ['set-var(txn.nn)', 'bin(0aff)'],
    ['set-var(proc.p)', 'ipv4(192.0.2.1)'],
  ]) {
    language.runAction('http-request', rule, context)
  }
  expect(language.evaluate(expression, context)).toBe(expected)
})

test('refuses a scope it does not dump', () => {
  expect(() => createTestLanguage().parseExpression('dump_all_vars(check)')).toThrow(/unknown scope 'check'/)
})
