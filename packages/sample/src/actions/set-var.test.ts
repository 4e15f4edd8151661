import { verdicts } from '@weir/keyword'
import { describe, expect, test } from 'vitest'
import { createTestContext, createTestLanguage } from '../testing/language.ts'

function run(rules: readonly (readonly string[])[], expression: string): string | null {
  const language = createTestLanguage()
  const context = createTestContext()
  for (const rule of rules) expect(language.runAction('http-request', rule, context)).toBe(verdicts.proceed)
  return language.evaluateText(expression, context)
}

describe('set-var, set-var-fmt and unset-var', () => {
  test.each<[readonly (readonly string[])[], string, string | null]>([
    [[['set-var(txn.x)', 'int(5)']], 'var(txn.x),add(1)', '6'],
    [[['set-var(txn.x)', 'str(a),upper']], 'var(txn.x)', 'A'],
    [
      [
        ['set-var(txn.x)', 'int(5)'],
        ['set-var(txn.x)', 'var(txn.none)'],
      ],
      'var(txn.x)',
      '5',
    ],
    [[['set-var(txn.x,ifexists)', 'int(5)']], 'var(txn.x)', null],
    [[['set-var(proc.x,ifexists)', 'int(5)']], 'var(proc.x)', '5'],
    [
      [
        ['set-var(txn.x)', 'int(5)'],
        ['set-var(txn.x,ifgt)', 'int(4)'],
      ],
      'var(txn.x)',
      '4',
    ],
    [[['set-var(txn.x)', 'int(5)'], ['unset-var(txn.x)']], 'var(txn.x)', null],
    [[['set-var-fmt(txn.x)', '<%[int(5)]|%[var(txn.none)]>']], 'var(txn.x)', '<5|>'],
    [[['set-var-fmt(txn.x)']], 'var(txn.x),length', '0'],
    [[['set-var-fmt(txn.x)', 'x'.repeat(20_000)]], 'var(txn.x),length', '16383'],
    [[['set-var-fmt(txn.x)', '%[bin(0a0d09)]']], 'var(txn.x),hex', '0A0D09'],
    [[['set-var(res.x)', 'int(5)']], 'var(res.x)', null],
    [[['set-var(ptxn.x)', 'int(5)']], 'var(txn.x)', null],
  ])('%o then %s gives %o', (rules, expression, expected) => {
    expect(run(rules, expression)).toBe(expected)
  })

  test.each([
    [['set-var', 'int(5)'], /between parentheses/],
    [['set-var(x)', 'int(5)'], /must start with its scope/],
    [['set-var(txn.x,bad)', 'int(5)'], /unknown condition 'bad'/],
    [['unset-var(txn.x,ifset)'], /expects no conditions/],
  ])('%o is refused', (rule, message) => {
    const language = createTestLanguage()
    expect(() => language.runAction('http-request', rule, createTestContext())).toThrow(message)
  })
})
