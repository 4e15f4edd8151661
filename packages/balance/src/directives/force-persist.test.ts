import { expect, test } from 'vitest'
import { complaints, readBalance } from '../testing/index.ts'

test('force-persist and ignore-persist share one list', () => {
  const rules = readBalance('ignore-persist if { always_true }\nforce-persist unless { always_true }').persistRules
  expect(rules.map((rule) => [rule.forces, rule.condition.polarity])).toEqual([
    [false, 'if'],
    [true, 'unless'],
  ])
})

test.each(['force-persist', 'ignore-persist'])('%s needs a condition', (line) => {
  expect(complaints(line)).toEqual([`'${line}' requires either 'if' or 'unless' followed by a condition.`])
})
